/** Durable appends a second, beside what the same disk does in the same run: only the ratio says something. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { newEvent, newStream } from '../conformance/events.ts';

/** Each slice of each measure; they take turns, so that other work on the machine burdens all alike. */
const SLICE_MS = 100;
const ROUNDS = 30;
const CALLERS = 64;
const RAW_BYTES = 4096;
const AIM_ONE_CALLER = 0.8;
const AIM_MANY_CALLERS = 4;
/** What a sealed text of some hundred characters comes to. */
const TEXT_CHARS = 300;

export type AppendFigures = {
  /** Writes of 4 KiB, each followed by fdatasync, a second. */
  fdatasyncsPerSecond: number;
  oneCallerPerSecond: number;
  manyCallersPerSecond: number;
  /** Of the totals of all rounds. */
  oneCallerRatio: number;
  manyCallersRatio: number;
};

/** Measures and prints; takes about ten seconds. */
export async function appendBench(): Promise<AppendFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-bench-'));
  const store = openSqliteStore({
    file: join(folder, 'log.sqlite'),
    onFatal(error) {
      throw error;
    },
  });
  try {
    // Warms up.
    await appends(store, CALLERS, newTally());
    const [raw, one, many] = [newTally(), newTally(), newTally()];
    for (let round = 0; round < ROUNDS; round += 1) {
      rawSyncs(join(folder, 'raw'), raw);
      await appends(store, 1, one);
      await appends(store, CALLERS, many);
    }
    const figures: AppendFigures = {
      fdatasyncsPerSecond: perSecond(raw),
      oneCallerPerSecond: perSecond(one),
      manyCallersPerSecond: perSecond(many),
      oneCallerRatio: perSecond(one) / perSecond(raw),
      manyCallersRatio: perSecond(many) / perSecond(raw),
    };
    print(figures);
    return figures;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

type Tally = { count: number; ms: number };

function newTally(): Tally {
  return { count: 0, ms: 0 };
}

function perSecond({ count, ms }: Tally): number {
  return (count * 1_000) / ms;
}

function rawSyncs(file: string, tally: Tally): void {
  const descriptor = openSync(file, 'a');
  const bytes = Buffer.alloc(RAW_BYTES, 1);
  const start = performance.now();
  while (performance.now() - start < SLICE_MS) {
    writeSync(descriptor, bytes);
    fdatasyncSync(descriptor);
    tally.count += 1;
  }
  tally.ms += performance.now() - start;
  closeSync(descriptor);
}

async function appends(store: SqliteStore, callers: number, tally: Tally): Promise<void> {
  const start = performance.now();
  const call = async () => {
    while (performance.now() - start < SLICE_MS) {
      await store.append(newStream(), [newEvent({ text: 'x'.repeat(TEXT_CHARS) })], 'no-stream');
      tally.count += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  tally.ms += performance.now() - start;
}

function print(figures: AppendFigures): void {
  const line = (what: string, rate: number, rest: string) =>
    console.log(`${what.padEnd(34)} ${Math.round(rate).toString().padStart(7)}/s  ${rest}`);
  line('4 KiB and fdatasync, alone', figures.fdatasyncsPerSecond, '');
  line(
    'durable appends, 1 caller',
    figures.oneCallerPerSecond,
    ratio(figures.oneCallerRatio, AIM_ONE_CALLER),
  );
  line(
    `durable appends, ${CALLERS} callers`,
    figures.manyCallersPerSecond,
    ratio(figures.manyCallersRatio, AIM_MANY_CALLERS),
  );
}

function ratio(value: number, aim: number): string {
  return `${value.toFixed(2)} × fdatasync (aim ≥ ${aim} ×: ${value >= aim ? 'reached' : 'not reached'})`;
}

if (import.meta.main) await appendBench();
