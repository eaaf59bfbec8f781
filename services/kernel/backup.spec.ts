import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { backup, readManifest } from './backup.ts';
import { systemClock } from './clock.ts';
import { dataPaths } from './data-folder.ts';
import { Corrupt, WrongSetting } from './errors.ts';
import type { RecordedEvent } from './event-store/port.ts';
import { openSqliteStore } from './event-store/sqlite.ts';
import { dumpReadFile } from './projections/dump.ts';
import { createReader } from './projections/reader.ts';
import { restore } from './restore.ts';
import { appendSome, asStored, someEvent } from './testing/some-events.ts';
import { projection as tally } from './testing/tally.projection.ts';
import { TEST_MASTER_KEY } from './testing/temporary-vault.ts';
import type { Subject } from './vault/port.ts';
import { openVault } from './vault/vault.ts';
import { verify } from './verify.ts';

const PLANTED = 'Mevrouw van nummer negen eet niet meer';
const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-backup-'));
  cleaning.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A running host in small: store, vault and one read model, with events that hold a sealed field. */
async function openHost(folder: string) {
  const paths = dataPaths(folder);
  for (const path of [paths.vaultFolder, paths.forgottenFolder]) mkdirSync(path, { recursive: true });
  const fail = (error: Error) => {
    throw error;
  };
  const store = openSqliteStore({ file: paths.logFile, onFatal: fail });
  const vault = openVault({
    folder: paths.vaultFolder,
    ledgerFolder: paths.forgottenFolder,
    masterKey: TEST_MASTER_KEY,
    clock: systemClock,
    readLog: () => {},
    onFatal: fail,
  });
  const reader = await createReader({
    store,
    fromStored: asStored,
    projections: [tally],
    folder: paths.readFolder,
    log: () => {},
  });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await reader.close();
    await vault.close();
    await store.close();
  };
  cleaning.push(close);
  const say = async (): Promise<Subject> => {
    const id = randomUUID();
    const subject = `matter-${id}` as const;
    const stream = `signal-${id}` as const;
    await vault.ensureKeys([subject]);
    const event = someEvent();
    const text = vault.seal(vault.hold(PLANTED, subject), { stream, eventId: event.id, field: 'text' });
    await store.append(stream, [{ ...event, data: { text, count: 1 } }], 'no-stream');
    return subject;
  };
  return { paths, store, vault, reader, say, close };
}

async function withData() {
  const base = temporaryFolder();
  const folder = join(base, 'data');
  const host = await openHost(folder);
  await appendSome(host.store, 120);
  const subjects = [await host.say(), await host.say(), await host.say()];
  const copy = join(base, 'copy');
  const copyNow = () => backup({ dataFolder: folder, to: copy, clock: systemClock });
  return { base, folder, host, subjects, copy, copyNow, restored: join(base, 'restored') };
}

/** All that an event is but its position, which belongs to one log only. */
const withoutPosition = (events: readonly RecordedEvent[]) => events.map(({ position, ...event }) => event);

describe('a copy of a running host', () => {
  it('put back and rebuilt, has the same events and the same rows', async () => {
    const { host, copyNow, copy, restored, subjects } = await withData();
    const manifest = await copyNow();
    await host.reader.ready();
    const events = await host.store.readAll(null, 1_000);
    expect(manifest).toMatchObject({ events: 123, head: events.at(-1)?.position });
    await host.close();
    const rows = dumpReadFile(join(host.paths.readFolder, 'tally.v1.sqlite'));
    await restore({ from: copy, toDataFolder: restored });
    const again = await openHost(restored);
    await again.reader.ready();
    expect(withoutPosition(await again.store.readAll(null, 1_000))).toEqual(withoutPosition(events));
    expect(dumpReadFile(join(again.paths.readFolder, 'tally.v1.sqlite'))).toBe(rows);
    const sealed = events.at(-1)?.data.text;
    expect(again.vault.open(sealed as never, 'backup-check')).toBe(PLANTED);
    expect(subjects).toHaveLength(3);
  });

  it('made while signals are raised has the key of every one that is in it', async () => {
    const { host, copyNow, copy } = await withData();
    const copying = copyNow();
    let isDone = false;
    const done = copying.finally(() => {
      isDone = true;
    });
    while (!isDone) await host.say();
    const manifest = await done;
    const report = await verify(copy);
    expect(report.problems).toEqual([]);
    expect(report.events).toBe(manifest.events);
    expect(report.sealedFields).toBeGreaterThanOrEqual(3);
  });

  it('has neither the master key nor a readable word in it', async () => {
    const { copyNow, copy, host } = await withData();
    writeFileSync(host.paths.masterKeyFile, TEST_MASTER_KEY.toString('hex'));
    await copyNow();
    const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map((file) => file.name).sort()).toEqual([
      'events.sqlite',
      'forgotten.sqlite',
      'manifest.json',
      'vault.sqlite',
    ]);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const secret of [PLANTED, 'nummer negen', TEST_MASTER_KEY.toString('hex'), TEST_MASTER_KEY]) {
        expect(bytes.includes(secret)).toBe(false);
      }
    }
  });

  it('does not replace another one, and needs something to copy', async () => {
    const { copyNow, base } = await withData();
    await copyNow();
    await expect(copyNow()).rejects.toThrow(WrongSetting);
    const nothing = backup({ dataFolder: join(base, 'nowhere'), to: join(base, 'x'), clock: systemClock });
    await expect(nothing).rejects.toThrow(/holds no data/);
    expect(existsSync(join(base, 'x'))).toBe(false);
  });
});

describe('putting a copy back', () => {
  it('refuses a folder that is not empty, and leaves it as it was', async () => {
    const { copyNow, copy, restored } = await withData();
    await copyNow();
    mkdirSync(restored);
    writeFileSync(join(restored, 'precious.txt'), 'mine');
    await expect(restore({ from: copy, toDataFolder: restored })).rejects.toThrow(
      /not empty \(precious\.txt\)/,
    );
    expect(readdirSync(restored)).toEqual(['precious.txt']);
  });

  it('refuses a data folder that is in use', async () => {
    const { copyNow, copy, folder } = await withData();
    await copyNow();
    await expect(restore({ from: copy, toDataFolder: folder })).rejects.toThrow(WrongSetting);
  });

  it('forgets again who was forgotten after the copy was made', async () => {
    const { host, copyNow, copy, restored, subjects } = await withData();
    await copyNow();
    const [first] = subjects as [Subject];
    await host.vault.forget([first]);
    await host.close();
    // The ledger is what is left of the old machine.
    mkdirSync(dataPaths(restored).forgottenFolder, { recursive: true });
    writeFileSync(dataPaths(restored).ledgerFile, readFileSync(host.paths.ledgerFile));
    expect((await restore({ from: copy, toDataFolder: restored })).forgottenKeys).toBe(1);
    const keys = new DatabaseSync(dataPaths(restored).vaultFile, { readOnly: true });
    const wrapped = keys.prepare('SELECT wrapped FROM keys WHERE subject = ?').get(first)
      ?.wrapped as Uint8Array;
    keys.close();
    expect(wrapped.every((byte) => byte === 0)).toBe(true);
    const report = await verify(restored);
    expect(report).toMatchObject({ problems: [], sealedFields: 3, forgottenFields: 1 });
    const again = await openHost(restored);
    expect(again.vault.isForgotten(first)).toBe(true);
  });

  it('keeps a ledger that knows more than the copy, and adds what only the copy knows', async () => {
    const { host, copyNow, copy, restored, subjects } = await withData();
    const [first, second] = subjects as [Subject, Subject];
    await host.vault.forget([first]);
    await copyNow();
    const { forgottenFolder, ledgerFile } = dataPaths(restored);
    mkdirSync(forgottenFolder, { recursive: true });
    const { openLedger } = await import('./vault/ledger.ts');
    const ledger = openLedger(forgottenFolder);
    ledger.add([second], '2026-11-21T10:00:00.000Z');
    ledger.close();
    await restore({ from: copy, toDataFolder: restored });
    const merged = new DatabaseSync(ledgerFile, { readOnly: true });
    const known = merged
      .prepare('SELECT subject FROM forgotten')
      .all()
      .map((row) => row.subject);
    merged.close();
    expect(known.sort()).toEqual([first, second].sort());
  });

  it('refuses a copy that was damaged, and puts nothing back', async () => {
    const { copyNow, copy, restored } = await withData();
    await copyNow();
    flipByte(join(copy, 'events.sqlite'), 9_000);
    await expect(restore({ from: copy, toDataFolder: restored })).rejects.toThrow(Corrupt);
    expect(existsSync(dataPaths(restored).logFile)).toBe(false);
    rmSync(join(copy, 'vault'), { recursive: true });
    await expect(restore({ from: copy, toDataFolder: restored })).rejects.toThrow(
      /vault\/vault\.sqlite is missing/,
    );
  });

  it('refuses a folder that is no copy, and a manifest that leads elsewhere', async () => {
    const { copyNow, copy, restored, folder } = await withData();
    await expect(restore({ from: folder, toDataFolder: restored })).rejects.toThrow(/is no copy/);
    await copyNow();
    const manifest = {
      ...readManifest(copy),
      files: [{ path: '../../outside.sqlite', bytes: 1, sha256: '' }],
    };
    writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
    await expect(restore({ from: copy, toDataFolder: restored })).rejects.toThrow(WrongSetting);
    writeFileSync(join(copy, 'manifest.json'), '{');
    await expect(restore({ from: copy, toDataFolder: restored })).rejects.toThrow(Corrupt);
  });

  it('can be done again after it was broken off', async () => {
    const { copyNow, copy, restored } = await withData();
    await copyNow();
    await restore({ from: copy, toDataFolder: restored });
    rmSync(dataPaths(restored).logFile);
    mkdirSync(join(restored, 'restoring.part'));
    await restore({ from: copy, toDataFolder: restored });
    expect((await verify(restored)).problems).toEqual([]);
  });
});

describe('verifying', () => {
  it('finds nothing wrong with a data folder in use, and counts what it saw', async () => {
    const { folder } = await withData();
    expect(await verify(folder)).toEqual({
      events: 123,
      streams: 6,
      sealedFields: 3,
      forgottenFields: 0,
      openedFields: 0,
      problems: [],
    });
  });

  it('opens every field with the master key, of a copy too, and names one that does not open without showing it', async () => {
    const { folder, host, copyNow, copy, subjects } = await withData();
    await copyNow();
    const opened = { sealedFields: 3, openedFields: 3, problems: [] };
    expect(await verify(folder, { masterKey: TEST_MASTER_KEY })).toMatchObject(opened);
    expect(await verify(copy, { masterKey: TEST_MASTER_KEY })).toMatchObject(opened);
    await expect(verify(folder, { masterKey: Buffer.alloc(32, 9) })).rejects.toThrow(WrongSetting);
    await host.vault.forget([subjects[0] as Subject]);
    await host.close();
    const keys = new DatabaseSync(host.paths.vaultFile);
    keys
      .prepare('UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE subject = ?) WHERE subject = ?')
      .run(String(subjects[2]), String(subjects[1]));
    keys.close();
    const report = await verify(folder, { masterKey: TEST_MASTER_KEY });
    expect(report).toMatchObject({ sealedFields: 3, forgottenFields: 1, openedFields: 1 });
    expect(report.problems).toEqual([
      expect.stringMatching(/^signal-\S+ version 0: the key of matter-\S+ was altered or moved$/),
    ]);
    expect(JSON.stringify(report)).not.toContain(PLANTED);
  });

  it('names the event whose key is gone without anybody having been forgotten, and shows no content', async () => {
    const { folder, host, subjects } = await withData();
    await host.close();
    const keys = new DatabaseSync(host.paths.vaultFile);
    keys.prepare('DELETE FROM keys WHERE subject = ?').run(String(subjects[1]));
    keys.close();
    const { problems } = await verify(folder);
    expect(problems).toEqual([
      `signal-${subjects[1]?.slice('matter-'.length)} version 0: no key for ${subjects[1]}`,
    ]);
  });

  it('names an event that was changed', async () => {
    const { folder, host } = await withData();
    await host.close();
    const log = new DatabaseSync(host.paths.logFile);
    log.exec(`UPDATE events SET data = replace(data, '"add":7', '"add":8') WHERE data LIKE '%"add":7}'`);
    log.close();
    const { problems } = await verify(folder);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/version 7: the checksum does not fit/);
  });

  it('says what is missing from a copy', async () => {
    const { copyNow, copy } = await withData();
    await copyNow();
    rmSync(join(copy, 'forgotten'), { recursive: true });
    expect((await verify(copy)).problems).toEqual(['forgotten/forgotten.sqlite is missing']);
    await expect(verify(join(copy, 'vault'))).rejects.toThrow(WrongSetting);
  });
});

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
