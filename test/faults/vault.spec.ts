/** Plain text never touches the disk or the log output, and of a destroyed key no byte is left. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { systemClock } from '@bijspringen/kernel/clock.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { loadMasterKey } from '@bijspringen/kernel/vault/master-key.ts';
import { FORGOTTEN, type Subject } from '@bijspringen/kernel/vault/port.ts';
import { openBytes, toKey } from '@bijspringen/kernel/vault/sealing.ts';
import { openVault } from '@bijspringen/kernel/vault/vault.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, needlesOf, plantText, searchBytes, searchFolder } from '../support/planted-text.ts';
import { ORPHAN, plantedLabels } from './vault-plan.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-vault-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('planted texts', () => {
  it('are found in no file of a running host, in none that it leaves, and in none of its output', async () => {
    const labels = plantedLabels();
    expect(labels.length).toBeGreaterThan(20);
    const needles = labels.flatMap((label) =>
      plantText(label).words.flatMap((word) => needlesOf(label, word)),
    );
    const host = start('plant');
    await host.ready;
    expect(filesBelow(folder)).toEqual(
      expect.arrayContaining(['events.sqlite-wal', 'vault.sqlite-wal', 'vault.sqlite-shm']),
    );
    expect(statSync(join(folder, 'events.sqlite-wal')).size).toBeGreaterThan(0);
    expect(searchFolder(folder, needles)).toEqual([]);
    host.child.stdin?.end();
    expect(await host.ended).toBe(0);
    expect(searchFolder(folder, needles)).toEqual([]);
    expect(searchBytes('output', host.output(), needles)).toEqual([]);
    expect(host.output().toString()).toContain('[held]');
    expect(host.output().toString()).toContain('has no field surname');
    // The same search finds what is there: subjects, which the files may hold.
    expect(
      searchFolder(folder, needlesOf('subject', `matter-${derivedId('planted', 'SignalRaised')}`)),
    ).not.toEqual([]);
    expect(searchFolder(folder, needlesOf('actor', 'work-signal'))).not.toEqual([]);
  });
});

describe('a destroyed key', () => {
  it('is found nowhere, wrapped or unwrapped, however many keys stood around it', async () => {
    const vault = open();
    const subjects = Array.from({ length: 1_500 }, (_, number) => subject(`around ${number}`));
    for (let at = 0; at < subjects.length; at += 100) await vault.ensureKeys(subjects.slice(at, at + 100));
    const gone = subjects.filter((_, number) => number % 15 === 0);
    const kept = subjects[1] ?? ORPHAN;
    const sealed = gone.map((each) => seal(vault, each));
    const keys = readKeys(gone);
    const needles = keys.flatMap(({ wrapped, key }) => [
      ...needlesOf('wrapped', wrapped),
      ...needlesOf('plain', key),
    ]);
    const standing = needlesOf('kept', readKeys([kept])[0]?.wrapped ?? '');
    expect(new Set(searchFolder(folder, needles).map(({ needle }) => needle))).toEqual(
      new Set(['wrapped as it is']),
    );
    await vault.forget(gone);
    expect(searchFolder(folder, needles)).toEqual([]);
    expect(searchFolder(folder, standing), 'a key beside it').not.toEqual([]);
    expect(statSync(join(folder, 'vault.sqlite-wal')).size).toBe(0);
    expect(sealed.map((field) => vault.open(field, 'work-signal'))).toEqual(gone.map(() => FORGOTTEN));
    await vault.close();
    expect(searchFolder(folder, needles)).toEqual([]);
  });

  it('waits for a backup that reads at that moment, and is gone then', async () => {
    const vault = open();
    const [mine] = [subject('backup')];
    await vault.ensureKeys([mine]);
    const [key] = readKeys([mine]);
    const backup = new DatabaseSync(join(folder, 'vault.sqlite'), { readOnly: true });
    backup.exec('BEGIN; SELECT count(*) FROM keys;');
    const forgetting = vault.forget([mine]);
    expect(vault.isForgotten(mine)).toBe(true);
    let isDone = false;
    void forgetting.then(() => {
      isDone = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isDone).toBe(false);
    backup.exec('COMMIT');
    backup.close();
    await forgetting;
    expect(searchFolder(folder, needlesOf('key', key?.wrapped ?? 'none'))).toEqual([]);
    await vault.close();
  });

  it('does not come back with an old copy of the vault, and is destroyed in that copy too', async () => {
    const first = open();
    const mine = subject('restored');
    await first.ensureKeys([mine]);
    const field = seal(first, mine);
    const [key] = readKeys([mine]);
    await first.close();
    const copy = join(folder, 'copy');
    copyFileSync(join(folder, 'vault.sqlite'), copy);
    const second = open();
    await second.forget([mine]);
    await second.close();
    for (const leftover of ['vault.sqlite-wal', 'vault.sqlite-shm'])
      rmSync(join(folder, leftover), { force: true });
    copyFileSync(copy, join(folder, 'vault.sqlite'));
    rmSync(copy);
    const needles = needlesOf('wrapped', key?.wrapped ?? 'none');
    expect(searchFolder(folder, needles), 'it is in the copy').not.toEqual([]);
    const restored = open();
    expect(restored.open(field, 'work-signal')).toBe(FORGOTTEN);
    expect(searchFolder(folder, needles)).toEqual([]);
    await restored.close();
  });

  it('is destroyed at the next start when the process died after writing the ledger', async () => {
    const first = open();
    const mine = subject('half');
    await first.ensureKeys([mine]);
    const field = seal(first, mine);
    const [key] = readKeys([mine]);
    await first.close();
    const ledger = new DatabaseSync(join(folder, 'forgotten.sqlite'));
    ledger.prepare('INSERT INTO forgotten (subject, at) VALUES (?, ?)').run(mine, '2026-03-02T09:00:00.000Z');
    ledger.close();
    const again = open();
    expect(again.open(field, 'work-signal')).toBe(FORGOTTEN);
    expect(searchFolder(folder, needlesOf('wrapped', key?.wrapped ?? 'none'))).toEqual([]);
    await again.close();
  });
});

describe('kill -9 between the key and the append', () => {
  it('leaves an orphan that harms nothing and is swept, and a log without the event', async () => {
    const host = start('orphan');
    await host.ready;
    host.child.kill('SIGKILL');
    await host.ended;
    expect(existsSync(join(folder, 'vault.sqlite'))).toBe(true);
    const store = openSqliteStore({ file: join(folder, 'events.sqlite'), onFatal: unexpected });
    expect(await store.head()).toBeNull();
    await store.close();
    const vault = open();
    expect(vault.isForgotten(ORPHAN)).toBe(false);
    const [key] = readKeys([ORPHAN]);
    const inAWhile = new Date(Date.now() + 1_000);
    expect(await vault.sweepOrphans(async () => null, inAWhile)).toBe(0);
    expect(await vault.sweepOrphans(async () => new Set(), inAWhile)).toBe(1);
    expect(searchFolder(folder, needlesOf('orphan', key?.wrapped ?? 'none'))).toEqual([]);
    await vault.ensureKeys([ORPHAN]);
    expect(vault.open(seal(vault, ORPHAN), 'work-signal')).toBe('geheim');
    await vault.close();
  });
});

function subject(label: string): Subject {
  return `matter-${derivedId(label)}`;
}

function open() {
  const masterKey = loadMasterKey({ folder });
  return openVault({ folder, masterKey, clock: systemClock, readLog: () => {}, onFatal: unexpected });
}

function unexpected(error: Error): void {
  throw error;
}

function seal(vault: ReturnType<typeof open>, of: Subject): Sealed<string> {
  const place = { stream: `signal-${derivedId('stream')}`, eventId: derivedId('event'), field: 'text' };
  return vault.seal(vault.hold('geheim', of), place) as unknown as Sealed<string>;
}

/** What stands in the vault's file now, and the keys themselves. */
function readKeys(subjects: readonly Subject[]): { wrapped: Uint8Array; key: Uint8Array }[] {
  const file = new DatabaseSync(join(folder, 'vault.sqlite'), { readOnly: true });
  const select = file.prepare('SELECT wrapped FROM keys WHERE subject = ?');
  const masterKey = loadMasterKey({ folder });
  const keys = subjects.map((each) => {
    const wrapped = select.get(each)?.wrapped;
    if (!(wrapped instanceof Uint8Array)) throw new Error(`no key of ${each}`);
    const key = openBytes(toKey(masterKey), wrapped, each);
    if (key === null) throw new Error(`the key of ${each} does not open`);
    return { wrapped, key };
  });
  file.close();
  return keys;
}

function start(mode: 'plant' | 'orphan') {
  const file = new URL('./vault-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, mode, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  const chunks: Buffer[] = [];
  const output = () => Buffer.concat(chunks);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (output().includes('\nready\n') || chunk.toString() === 'ready\n') resolve();
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${output()}`)));
  });
  return { child, ready, ended, output };
}
