/** Killed at any moment: what was acknowledged is there, once. `KILL_CYCLES` makes it as long as you like. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { APPENDER, expectKept, temporaryFolder } from './support.ts';

const CYCLES = Number(process.env.KILL_CYCLES ?? 5);
const CYCLE_MS_MAX = 60_000;
const START_MS_MAX = 60_000;

it(
  `keeps every acknowledged event once through ${CYCLES} kills`,
  async () => {
    const folder = temporaryFolder();
    const [file, acknowledgedFile] = [join(folder, 'log.sqlite'), join(folder, 'acknowledged')];
    let kept = 0;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await appendAndKill(file, acknowledgedFile, 20 + ((cycle * 67) % 200));
      const acknowledged = readFileSync(acknowledgedFile, 'utf8').split('\n').slice(0, -1);
      const keptNow = await expectKept(file, acknowledged);
      expect(keptNow).toBeGreaterThan(kept);
      kept = keptNow;
    }
  },
  START_MS_MAX + CYCLES * CYCLE_MS_MAX,
);

/** Kills the process this long after its first acknowledgement. */
async function appendAndKill(file: string, acknowledgedFile: string, afterMs: number): Promise<void> {
  const sizeBefore = existsSync(acknowledgedFile) ? statSync(acknowledgedFile).size : 0;
  const child = spawn(process.execPath, [APPENDER, file, acknowledgedFile, '16', '1000000'], {
    stdio: 'inherit',
  });
  const ended = once(child, 'exit');
  const until = Date.now() + START_MS_MAX;
  while (!existsSync(acknowledgedFile) || statSync(acknowledgedFile).size === sizeBefore) {
    expect(child.exitCode).toBeNull();
    expect(Date.now()).toBeLessThan(until);
    await pause(2);
  }
  await pause(afterMs);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}
