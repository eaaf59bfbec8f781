/** The power goes at any moment: of what was not synced anything may be left, and still every acknowledged event is there. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fate, Operation } from './disk-trace.ts';
import { leaveFiles, traceWrites } from './disk-trace.ts';
import { APPENDER, expectKept, openStore, readEverything } from './support.ts';

const CALLERS = 16;
const APPENDS_EACH = 150;
const CUTS_SPREAD = 15;
const CUTS_IN_CHECKPOINT = 8;
const RECORDING_MS_MAX = 240_000;

const folder = mkdtempSync(join(tmpdir(), 'bijspringen-power-cut-'));
const file = join(folder, 'log.sqlite');
const said = join(folder, 'acknowledged');
let operations: Operation[] = [];

beforeAll(async () => {
  const paths = [file, `${file}-wal`, `${file}-journal`, said];
  const command = [process.execPath, APPENDER, file, said, `${CALLERS}`, `${APPENDS_EACH}`];
  operations = await traceWrites(folder, paths, command);
  return () => rmSync(folder, { recursive: true });
}, RECORDING_MS_MAX);

function acknowledgedBefore(cut: number): string[] {
  return operations.slice(0, cut).flatMap((one) => (one.kind === 'say' ? one.text.trim() : []));
}

/** Writes into the database itself, between the first acknowledgement and the last: the checkpoints. */
function checkpointWrites(): number[] {
  const firstSaid = operations.findIndex((one) => one.kind === 'say');
  const lastSaid = operations.findLastIndex((one) => one.kind === 'say');
  return [...operations.keys()].filter((index) => {
    const one = operations[index];
    return one?.kind === 'write' && one.path === file && index > firstSaid && index < lastSaid;
  });
}

function sample(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(from + ((to - from) * index) / (count - 1)));
}

/** The same fates each time. */
function anyFate(seed: number): (index: number) => Fate {
  return (index) =>
    (['kept', 'lost', 'torn'] as const)[Math.imul(index + 1, 0x9e3779b1 ^ seed) >>> 30] ?? 'lost';
}

function leave(cut: number, fate: (index: number) => Fate, from = operations): void {
  // The shared index lives in memory, and is gone with the power.
  rmSync(`${file}-shm`, { force: true });
  leaveFiles(
    from.filter((one) => one.path !== said),
    from.slice(0, cut).filter((one) => one.path !== said).length,
    fate,
  );
}

describe('a power cut', () => {
  it('is recorded with every append, and with the log copied into the database while it is written', () => {
    expect(acknowledgedBefore(operations.length)).toHaveLength(CALLERS * APPENDS_EACH);
    expect(checkpointWrites().length).toBeGreaterThan(50);
  });

  it.each([
    ['all that was not synced is lost', () => () => 'lost' as const],
    ['all that was not synced is there', () => () => 'kept' as const],
    ['what was not synced is there, lost or torn', anyFate],
  ])('keeps every acknowledged event when %s', async (_, fateOf) => {
    const inCheckpoint = checkpointWrites();
    const cuts = [
      ...sample(1, operations.length, CUTS_SPREAD),
      ...sample(inCheckpoint[0] ?? 0, (inCheckpoint.at(-1) ?? 0) + 2, CUTS_IN_CHECKPOINT),
    ];
    for (const cut of cuts) {
      leave(cut, fateOf(cut));
      await expectKept(file, acknowledgedBefore(cut));
    }
  });

  it('would lose acknowledged events if the syncs were left out, so the replay can tell', async () => {
    const unsynced = operations.filter((one) => one.kind !== 'sync' || one.path !== `${file}-wal`);
    const cut = unsynced.indexOf(operations[checkpointWrites()[0] ?? 0] ?? { kind: 'sync', path: '' });
    leave(cut, () => 'lost', unsynced);
    const store = openStore(file);
    const kept = (await readEverything(store)).length;
    await store.close();
    expect(kept).toBeLessThan(unsynced.slice(0, cut).filter((one) => one.kind === 'say').length);
  });
});
