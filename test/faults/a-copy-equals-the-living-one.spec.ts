/** A copy of the demo district, made while the host runs: put back and rebuilt, every row of every read file is the same. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, startHost } from '@bijspringen/host/index.ts';
import { backup } from '@bijspringen/kernel/backup.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { restore } from '@bijspringen/kernel/restore.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { afterAll, expect, it } from 'vitest';
import { seedDemo } from '../../ops/demo/seed.ts';
import { dumpReadFiles } from './kill.ts';

/** Time stands still here: a moment that passes between two looks would be a difference of its own. */
const clock = createFakeClock('2026-11-24T09:30:00.000Z');
const base = mkdtempSync(join(tmpdir(), 'bijspringen-copy-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A log that was put back has an id of its own, which stands in front of every position. */
function withoutLogId(files: Record<string, string>): Record<string, string> {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:(?=\d)/g;
  return Object.fromEntries(Object.entries(files).map(([file, rows]) => [file, rows.replace(id, 'log:')]));
}

async function runOnce(
  dataFolder: string,
  whileRunning: () => Promise<unknown>,
): Promise<Record<string, string>> {
  const host = await startHost(readSettings({ DATA_DIR: dataFolder, PORT: '0' }), { clock, log: () => {} });
  await host.opened.reader.ready();
  await whileRunning();
  await host.stop();
  return dumpReadFiles(dataFolder);
}

it('put back and rebuilt, has every row of the living one', async () => {
  const [living, copy, again] = ['living', 'copy', 'again'].map((name) => join(base, name));
  if (!living || !copy || !again) throw new Error('three folders');
  await seedDemo(readSettings({ DATA_DIR: living, PORT: '0' }), clock.now(), () => {});
  const rows = await runOnce(living, () => backup({ dataFolder: living, to: copy, clock }));
  await restore({ from: copy, toDataFolder: again });
  copyFileSync(dataPaths(living).masterKeyFile, dataPaths(again).masterKeyFile);
  const rebuilt = await runOnce(again, async () => {});
  expect(Object.keys(rows).length).toBeGreaterThan(2);
  expect(Object.values(rows).join().length).toBeGreaterThan(10_000);
  expect(withoutLogId(rebuilt)).toEqual(withoutLogId(rows));
});
