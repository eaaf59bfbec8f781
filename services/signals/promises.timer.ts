/** A promised moment that passes is noted by itself, so that the signal rises and nobody has to discover it. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { promiseKind } from '@bijspringen/contracts/signals/values.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Deadline, Timer } from '@bijspringen/kernel/timers.ts';
import { command, load, type SignalTools } from './tools.ts';

/** Deadlines are the open promises of the read model, so they survive a restart. */
export function promisesTimer(tools: SignalTools): Timer {
  return {
    name: 'promises',
    open: (limit) =>
      tools.rows.openPromises(limit).map(({ signalId, promise, before }) => ({
        key: `${signalId}:${promise}`,
        due: before,
      })),
    fire: (deadline) => noteMissed(tools, deadline),
  };
}

async function noteMissed(tools: SignalTools, { key, due }: Deadline): Promise<void> {
  const [signalId = '', name = ''] = key.split(':') as [Id, string];
  const promise = promiseKind.parse(name);
  const loaded = await load(tools, signalId);
  // A signal of a newer release is noted by a host that knows it; one that is gone has no promises.
  if (isRefusal(loaded)) return;
  const { district, organisationId, kind } = loaded;
  const asked = { type: 'NoteMissedPromise', promise, before: due } as const;
  await command(tools, { signalId, districtId: district.districtId, organisationId, kind }, asked, {
    commandId: derivedId('missed', signalId, promise, due),
    actor: { kind: 'system', part: 'timer' },
    content: { promise, before: due },
  });
}
