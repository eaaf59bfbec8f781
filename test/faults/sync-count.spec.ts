/** Every commit reaches the disk before its answer, and callers that come together share one. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { APPENDER, temporaryFolder } from './support.ts';

const run = promisify(execFile);

async function countSyncs(callers: number, appendsEach: number): Promise<{ commits: number; syncs: number }> {
  const folder = temporaryFolder();
  const [file, trace] = [join(folder, 'log.sqlite'), join(folder, 'trace')];
  const { stdout } = await run('strace', [
    ...['-f', '-y', '--seccomp-bpf', '-e', 'trace=fdatasync,fsync', '-o', trace],
    ...[process.execPath, APPENDER, file, join(folder, 'acknowledged'), String(callers), String(appendsEach)],
  ]);
  const { commits } = JSON.parse(stdout) as { commits: number };
  const syncs = readFileSync(trace, 'utf8').match(/f(?:data)?sync\(\d+<[^>]*log\.sqlite-wal>/g) ?? [];
  return { commits, syncs: syncs.length };
}

describe('syncs of the disk, counted from outside the process', () => {
  it('are at least one for each append of a single caller', async () => {
    const { commits, syncs } = await countSyncs(1, 200);
    expect(commits).toBe(200);
    expect(syncs).toBeGreaterThanOrEqual(200);
  });

  it('are at least one a commit, and far fewer than the appends of 64 callers', async () => {
    const { commits, syncs } = await countSyncs(64, 30);
    expect(commits).toBeGreaterThanOrEqual(30);
    expect(syncs).toBeGreaterThanOrEqual(commits);
    expect(syncs).toBeLessThan((64 * 30) / 8);
  });
});
