/** The disk refuses to make something durable: nobody is told that it is, and nothing is tried again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { APPENDER, expectKept, temporaryFolder } from './support.ts';

const CALLERS = 8;
/** After those with which the file is made. */
const FAILING_SYNC = 30;

async function appendWithFailingSync(
  folder: string,
): Promise<{ signal: unknown; said: Record<string, unknown>[] }> {
  const file = join(folder, 'log.sqlite');
  const child = spawn(
    'strace',
    [
      ...['-f', '-y', '--seccomp-bpf', '-o', join(folder, 'trace'), '-e', 'trace=fsync,fdatasync,pwrite64'],
      ...['-e', `inject=fsync,fdatasync:error=EIO:when=${FAILING_SYNC}`],
      ...[process.execPath, APPENDER, file, join(folder, 'acknowledged'), `${CALLERS}`, '1000'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [output, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return {
    signal,
    said: output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('a failed sync', () => {
  it('stops the store at once; callers learn that the outcome is unknown', async () => {
    const folder = temporaryFolder();
    const { signal, said } = await appendWithFailingSync(folder);
    expect(signal).toBe('SIGKILL');
    expect(said.filter((one) => 'fatal' in one)).toEqual([{ fatal: true }]);
    expect(said.filter((one) => 'refused' in one)).toEqual(
      Array.from({ length: CALLERS }, () => ({ refused: 'UnknownOutcome' })),
    );
    const calls = readFileSync(join(folder, 'trace'), 'utf8').split('\n');
    const failedAt = calls.findIndex((line) => line.includes('EIO'));
    expect(failedAt).toBeGreaterThan(0);
    // Not a page and not a sync after it.
    expect(calls.slice(failedAt + 1).filter((line) => /sync\(|log\.sqlite/.test(line))).toEqual([]);
    const acknowledged = readFileSync(join(folder, 'acknowledged'), 'utf8').split('\n').slice(0, -1);
    expect(acknowledged.length).toBeGreaterThan(0);
    await expectKept(join(folder, 'log.sqlite'), acknowledged);
  });
});
