import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { killLoop, rebuildAndCompare } from './kill.ts';

/** `npm run test:kill` sets this to 200. */
const CYCLES = Number(process.env.KILL_CYCLES ?? 5);
const TIMEOUT_MS = 240_000 + CYCLES * 20_000;
const folder = mkdtempSync(join(tmpdir(), 'bijspringen-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(
  `every acknowledged signal is there, once, after ${CYCLES} times kill -9, and rebuilt read files are the same`,
  async () => {
    const dataFolder = join(folder, 'data');
    const result = await killLoop(dataFolder, CYCLES, console.log);
    console.log(
      `  ${result.acknowledged} acknowledged, ${result.resent} sent again, ${result.events} events`,
    );
    expect(result.acknowledged).toBeGreaterThan(CYCLES);
    expect(result.lost).toEqual([]);
    expect(result.doubled).toEqual([]);
    const { first, second } = await rebuildAndCompare(dataFolder);
    expect(Object.keys(first).length).toBeGreaterThan(2);
    expect(second).toEqual(first);
  },
  TIMEOUT_MS,
);
