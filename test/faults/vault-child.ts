/**
 * A host in small, in a process of its own: `vault-child.ts <plant|orphan> <data folder>`. It says `ready` and waits;
 * whoever started it looks at its files, and closes its input to let it stop, or kills it.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { catalogue } from '@bijspringen/host/catalogue.ts';
import type { EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { systemClock } from '@bijspringen/kernel/clock.ts';
import { type CommandContext, createCommandHandler } from '@bijspringen/kernel/command-handler.ts';
import type { Decider } from '@bijspringen/kernel/decider.ts';
import { derivedId, streamName } from '@bijspringen/kernel/derived-id.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { loadMasterKey } from '@bijspringen/kernel/vault/master-key.ts';
import type { Subject } from '@bijspringen/kernel/vault/port.ts';
import { openReadLog } from '@bijspringen/kernel/vault/read-log.ts';
import { openVault } from '@bijspringen/kernel/vault/vault.ts';
import { plantText } from '../support/planted-text.ts';
import { sampleEvent } from '../support/sample-event.ts';
import { type EventTypeUnderTest, eventTypes, ORPHAN } from './vault-plan.ts';

const [mode, folder] = process.argv.slice(2);
if (mode === undefined || folder === undefined)
  throw new Error('vault-child.ts <plant|orphan> <data folder>');

const store = openSqliteStore({ file: join(folder, 'events.sqlite'), onFatal: fail });
const readLog = openReadLog(folder);
const masterKey = loadMasterKey({ folder });
const vault = openVault({ folder, masterKey, clock: systemClock, readLog: readLog.log, onFatal: fail });
const handle = createCommandHandler({ store, vault, catalogue, clock: systemClock });

if (mode === 'orphan') await vault.ensureKeys([ORPHAN]);
else for (const type of eventTypes()) await plant(type);

console.log('ready');
await once(createInterface({ input: process.stdin }), 'close');
readLog.close();
await vault.close();
await store.close();

function fail(error: Error): void {
  console.error(error);
  process.exit(1);
}

/** Through the command handler into the log, out of it again, and past everything that could write it down in passing. */
async function plant({ category, name, data }: EventTypeUnderTest): Promise<void> {
  const id = derivedId('planted', name);
  const draft = sampleEvent(data, (field, of) =>
    vault.hold(plantText(`${name} ${field}`).text, `${of}-${id}`),
  );
  const event = { type: name, data: draft as object };
  const stream = streamName(category, id);
  const outcome = await handle(recorder(category), stream, event, context(name));
  console.log(event, outcome, inspect(event, { depth: 9, showHidden: true }));
  await refusedByMistake(category, event);
  for (const recorded of await store.readStream(stream)) {
    for (const { path, name: field, of } of catalogue.personalFieldsOf(name)) {
      const sealed = path.reduce<unknown>(
        (inner, part) => (inner as Record<string, unknown>)[part],
        recorded.data,
      );
      const opened = vault.open(sealed as Sealed<string>, 'work-signal');
      if (opened !== plantText(`${name} ${field}`).text) throw new Error(`${name} ${field} was not planted`);
      tryToOpen(String(sealed).replace(`${of}-${id}`, `${of}-${derivedId('nobody')}` satisfies Subject));
    }
  }
}

/** What a mistake in code does with a held value ends in an error on the log, and the words are not in it. */
async function refusedByMistake(category: string, event: EventDraft): Promise<void> {
  const elsewhere = { ...event, data: { ...event.data, surname: 'x' } };
  const stream = streamName(category, derivedId('mistake', event.type));
  for (const attempt of [
    () => handle(recorder(category), stream, elsewhere, context('mistake')),
    () => handle(recorder(category), stream, event, { ...context('mistake'), content: event }),
    async () => JSON.stringify(event),
    async () => `${Object.values(event.data).join()}`,
  ]) {
    await attempt().catch((error: unknown) => console.error('as it should be', error));
  }
}

function tryToOpen(sealed: string): void {
  try {
    vault.open(sealed as unknown as Sealed<string>, 'work-signal');
  } catch (error) {
    console.error('as it should be', error);
  }
}

function recorder(category: string): Decider<null, EventDraft, EventDraft> {
  return { category, initialState: null, evolve: () => null, decide: (event) => [event] };
}

function context(label: string): CommandContext {
  return {
    actor: { kind: 'reporter' },
    districtId: derivedId('district'),
    organisationId: derivedId('organisation'),
    purpose: 'early-help',
    legalBasis: 'public-task',
    commandId: derivedId('command', label),
    // As a route gives it: the plain body, of which only a digest may remain.
    content: { text: plantText(`${label} content`).text },
  };
}
