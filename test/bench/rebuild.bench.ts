/** How fast read files are rebuilt: fields sealed, checksums, upcasts and one upsert an event included. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { openLogReader } from '@bijspringen/kernel/event-store/sqlite-reader.ts';
import { READ_BATCH_EVENTS } from '@bijspringen/kernel/limits.ts';
import { createReader } from '@bijspringen/kernel/projections/reader.ts';
import { someEvent } from '@bijspringen/kernel/testing/some-events.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import type { Vault } from '@bijspringen/kernel/vault/port.ts';
import { catalogue, olderCatalogue, projection } from './rebuild-events.ts';

export type RebuildFigures = {
  events: number;
  /** From the order to the swap, starting the worker included. */
  rebuiltPerSecond: number;
  /** The same events read and checked only, in the same run: what the rebuild is a ratio of. */
  readPerSecond: number;
  /** Of all threads together; says more than the clock where others use the same cores. */
  cpuMicrosPerEvent: number;
  ratio: number;
};

const EVENTS = 200_000;
/** A signal has about a dozen events. */
const EVENTS_PER_STREAM = 12;
const APPENDS_AT_ONCE = 128;

/** Writes a log of its own in a temporary folder, which is gone afterwards. */
export async function rebuildBench(events = EVENTS): Promise<RebuildFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-bench-rebuild-'));
  const logFile = join(folder, 'log.sqlite');
  const vault = openTemporaryVault();
  const fail = (error: Error) => {
    throw error;
  };
  const store = openSqliteStore({ file: logFile, onFatal: fail });
  try {
    const written = await write(store, vault, events);
    const readPerSecond = written / timeOf(() => readAll(logFile));
    const before = process.cpuUsage();
    const rebuiltPerSecond = written / (await rebuildOnce(store, logFile, join(folder, 'read')));
    const { user, system } = process.cpuUsage(before);
    const ratio = rebuiltPerSecond / readPerSecond;
    const cpuMicrosPerEvent = (user + system) / written;
    return { events: written, rebuiltPerSecond, readPerSecond, cpuMicrosPerEvent, ratio };
  } finally {
    await store.close();
    await vault.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(store: EventStore, vault: Vault, wanted: number): Promise<number> {
  let written = 0;
  while (written < wanted) {
    const streams = Array.from({ length: APPENDS_AT_ONCE }, () => randomUUID());
    await vault.ensureKeys(streams.map((id) => `matter-${id}` as const));
    await Promise.all(streams.map((id) => store.append(`signal-${id}`, eventsOf(id, vault), 'no-stream')));
    written += streams.length * EVENTS_PER_STREAM;
  }
  return written;
}

/** As a signal's life goes: words and a place at the start, words again at every third event, the rest without. */
function eventsOf(id: string, vault: Vault): NewEvent[] {
  const stream: StreamName = `signal-${id}`;
  const words = 'Al twee dagen geen licht bij de buren, en de auto staat er nog. Niet normaal.';
  return Array.from({ length: EVENTS_PER_STREAM }, (_, n) => {
    const event = someEvent({ type: 'SignalMoved' });
    const data = {
      ...(n % 3 === 0 && { text: vault.hold(words, `matter-${id}`) }),
      ...(n === 0 && { place: vault.hold('Kade 9', `matter-${id}`) }),
      step: 'check-in',
      before: '2026-11-23T16:00:00.000Z',
    };
    const place = { stream, eventId: event.id };
    return { ...event, ...olderCatalogue.toStored({ type: 'SignalMoved', data }, place, vault) };
  });
}

async function rebuildOnce(store: EventStore, logFile: string, folder: string): Promise<number> {
  mkdirSync(folder);
  const startedMs = performance.now();
  const reader = await createReader({
    store,
    fromStored: catalogue.fromStored,
    projections: [projection],
    folder,
    log: () => {},
    rebuildFrom: { logFile, catalogueModule: new URL('./rebuild-events.ts', import.meta.url).href },
  });
  await reader.ready();
  const tookS = (performance.now() - startedMs) / 1_000;
  const status = reader.health().projections[projection.name]?.status;
  await reader.close();
  if (status !== 'live') throw new Error(`the rebuild ended as ${status}`);
  return tookS;
}

function readAll(logFile: string): void {
  const log = openLogReader(logFile);
  try {
    for (let after = 0; ; ) {
      const events = log.read(after, READ_BATCH_EVENTS);
      if (events.length === 0) return;
      after += events.length;
    }
  } finally {
    log.close();
  }
}

function timeOf(work: () => void): number {
  const startedMs = performance.now();
  work();
  return (performance.now() - startedMs) / 1_000;
}
