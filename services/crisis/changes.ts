/** Tells open screens that a crisis changed: the district's officers and coordinators, and each resident who was asked. */
import { authorize, type Principal } from '@bijspringen/access/index.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import { ReadModelBuilding } from '@bijspringen/kernel/errors.ts';
import { STREAMS_MAX } from '@bijspringen/kernel/http/limits.ts';
import { problemResponse } from '@bijspringen/kernel/http/problem.ts';
import { type ChangeStreams, createChangeStreams } from '@bijspringen/kernel/http/sse.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import type { CrisisRows } from './crisis.queries.ts';

type Person = Extract<Principal, { kind: 'person' }>;
type Watcher = { audience: string; known: Position | null; call: (position: Position) => void };

export interface CrisisStreams {
  open(person: Person, mayStill: () => Promise<boolean>): Response;
  close(): void;
}

/** One listener on the kernel for all; one set of streams for everybody whom the same changes concern. */
export function createCrisisStreams(
  kernel: Pick<Kernel, 'clock' | 'onChange'>,
  rows: Pick<CrisisRows, 'changedAt'>,
): CrisisStreams {
  const watchers = new Set<Watcher>();
  const byAudiences = new Map<string, ChangeStreams>();

  const stopListening = kernel.onChange(() => {
    for (const watcher of watchers) {
      const changed = lastChange(rows, watcher.audience);
      if (changed === null || changed === watcher.known) continue;
      watcher.known = changed;
      watcher.call(changed);
    }
  });

  function watch(audiences: readonly string[], call: (position: Position) => void): () => void {
    const added = audiences.map((audience) => ({ audience, known: lastChange(rows, audience), call }));
    for (const watcher of added) watchers.add(watcher);
    return () => {
      for (const watcher of added) watchers.delete(watcher);
    };
  }

  function letGoOfEmpty(): number {
    let open = 0;
    for (const [key, streams] of byAudiences) {
      open += streams.count();
      if (streams.count() > 0) continue;
      streams.close();
      byAudiences.delete(key);
    }
    return open;
  }

  return {
    open(person, mayStill) {
      if (letGoOfEmpty() >= STREAMS_MAX) return problemResponse('busy');
      const audiences = audiencesOf(person);
      const key = audiences.join(' ');
      const streams =
        byAudiences.get(key) ??
        createChangeStreams({ clock: kernel.clock, onChange: (call) => watch(audiences, call) });
      byAudiences.set(key, streams);
      return streams.open(mayStill);
    },
    close() {
      stopListening();
      for (const streams of byAudiences.values()) streams.close();
    },
  };
}

/** While the read model is being built nothing can be told; the first change after it is. */
function lastChange(rows: Pick<CrisisRows, 'changedAt'>, audience: string): Position | null {
  try {
    return rows.changedAt(audience);
  } catch (error) {
    if (error instanceof ReadModelBuilding) return null;
    throw error;
  }
}

/** A resident hears only of crises that he or she was asked in. */
function audiencesOf(person: Person): string[] {
  const districts = new Set<Id>();
  for (const { districtId, organisationId } of person.grants) {
    if (authorize(person, 'duty.read', { districtId, organisationId }) === true) districts.add(districtId);
  }
  return [
    `person:${person.personId}`,
    ...[...districts].sort().map((districtId) => `district:${districtId}`),
  ];
}
