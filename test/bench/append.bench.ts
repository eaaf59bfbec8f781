/** Durable appends a second, beside what the same disk does in the same run: only the ratio says something. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { newEvent, newStream } from '../conformance/events.ts';

/** Each slice of each measure; they take turns, so that other work on the machine burdens all alike. */
const SLICE_MS = 400;
const ROUNDS = 7;
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
  /** Medians of the ratios within each round. */
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
    await appends(store, CALLERS);
    const rounds: { raw: number; one: number; many: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const raw = rawSyncs(join(folder, 'raw'));
      const one = await appends(store, 1);
      rounds.push({ raw, one, many: await appends(store, CALLERS) });
    }
    const figures: AppendFigures = {
      fdatasyncsPerSecond: median(rounds.map(({ raw }) => raw)),
      oneCallerPerSecond: median(rounds.map(({ one }) => one)),
      manyCallersPerSecond: median(rounds.map(({ many }) => many)),
      oneCallerRatio: median(rounds.map(({ raw, one }) => one / raw)),
      manyCallersRatio: median(rounds.map(({ raw, many }) => many / raw)),
    };
    print(figures);
    return figures;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function rawSyncs(file: string): number {
  const descriptor = openSync(file, 'w');
  const bytes = Buffer.alloc(RAW_BYTES, 1);
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < SLICE_MS) {
    writeSync(descriptor, bytes);
    fdatasyncSync(descriptor);
    count += 1;
  }
  const perSecond = (count * 1_000) / (performance.now() - start);
  closeSync(descriptor);
  return perSecond;
}

async function appends(store: SqliteStore, callers: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  const call = async () => {
    while (performance.now() - start < SLICE_MS) {
      await store.append(newStream(), [newEvent({ text: 'x'.repeat(TEXT_CHARS) })], 'no-stream');
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return (count * 1_000) / (performance.now() - start);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(figures: AppendFigures): void {
  const line = (what: string, perSecond: number, rest: string) =>
    console.log(`${what.padEnd(34)} ${Math.round(perSecond).toString().padStart(7)}/s  ${rest}`);
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
