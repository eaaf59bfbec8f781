import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@bijspringen/kernel/clock.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { appendSome } from '@bijspringen/kernel/testing/some-events.ts';
import { TEST_MASTER_KEY } from '@bijspringen/kernel/testing/temporary-vault.ts';
import { openVault } from '@bijspringen/kernel/vault/vault.ts';
import { afterEach, describe, expect, it } from 'vitest';

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

/** A data folder with a log of 60 events of a type that no projection wants, and a vault. */
async function dataFolder() {
  const base = mkdtempSync(join(tmpdir(), 'bijspringen-commands-'));
  cleaning.push(() => rmSync(base, { recursive: true, force: true }));
  const folder = join(base, 'data');
  const { logFile, vaultFolder, forgottenFolder } = dataPaths(folder);
  for (const each of [vaultFolder, forgottenFolder]) mkdirSync(each, { recursive: true });
  const vault = openVault({
    folder: vaultFolder,
    ledgerFolder: forgottenFolder,
    masterKey: TEST_MASTER_KEY,
    clock: systemClock,
    readLog: () => {},
  });
  await vault.close();
  const store = openSqliteStore({
    file: logFile,
    onFatal(error) {
      throw error;
    },
  });
  await appendSome(store, 60);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  cleaning.push(close);
  return { base, folder, logFile, close, copy: join(base, 'copy'), other: join(base, 'other') };
}

type Ran = { code: number; output: string };

function run(name: string, folder: string, args: string[] = []): Promise<Ran> {
  const script = join(import.meta.dirname, `${name}.ts`);
  const environment = { ...process.env, DATA_DIR: folder };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { env: environment, timeout: 20_000 },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

describe('the commands of an operator', () => {
  it('copy a folder that is in use, check the copy, put it back, and build its read models', async () => {
    const { folder, copy, other } = await dataFolder();
    const copied = await run('backup', folder, ['--to', copy]);
    expect(copied).toMatchObject({ code: 0 });
    expect(copied.output).toMatch(/60 events/);
    expect(copied.output).toMatch(/master key is not in this copy/);
    const checked = await run('verify', folder, ['--from', copy]);
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.output).toMatch(/nothing is wrong/);
    expect(await run('restore', other, ['--from', copy])).toMatchObject({ code: 0 });
    const rebuilt = await run('rebuild', other);
    expect(rebuilt.output).toMatch(/queue: live/);
    expect(rebuilt.code, rebuilt.output).toBe(0);
  }, 240_000);

  it('say what is wrong in a sentence and with their exit code', async () => {
    const { base, folder, logFile, copy, other, close } = await dataFolder();
    const inUse = await run('rebuild', folder);
    expect(inUse).toMatchObject({ code: 1 });
    expect(inUse.output).toMatch(/in use by another running process/);
    expect(inUse.output).not.toMatch(/\n {4}at /);
    expect(await run('backup', join(base, 'nowhere'), ['--to', copy])).toMatchObject({ code: 1 });
    expect(await run('restore', other)).toMatchObject({ code: 2 });
    expect(await run('verify', folder, ['--fast'])).toMatchObject({ code: 2 });
    await run('backup', folder, ['--to', copy]);
    const notEmpty = await run('restore', folder, ['--from', copy]);
    expect(notEmpty).toMatchObject({ code: 1 });
    expect(notEmpty.output).toMatch(/is not empty/);
    await close();
    const bytes = readFileSync(logFile);
    bytes[bytes.lastIndexOf('"add":') + '"add":'.length] = '9'.charCodeAt(0);
    writeFileSync(logFile, bytes);
    const damaged = await run('verify', folder);
    expect(damaged).toMatchObject({ code: 1 });
    expect(damaged.output).toMatch(/checksum does not fit/);
  }, 240_000);
});
