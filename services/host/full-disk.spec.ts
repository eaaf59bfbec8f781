/** A full disk, through HTTP: reads go on, writes answer 503, health says so, and nothing is corrupt afterwards. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { expect, it, onTestFinished } from 'vitest';
import { someWish, startTestHost, type TestHost } from './testing/test-host.ts';

const DISK_SIZE = '96m';
const RAISES_MAX = 60;
const PAGES_MAX = 40;
const LONG = 'x'.repeat(1_900);

type Room = {
  host: TestHost;
  fill: () => void;
  free: () => void;
  /** Whether the room on the disk itself is gone, so that health can see it. */
  isRealDisk: boolean;
};

/** A disk in memory for the data folder; null where this process may not mount one. */
function mountDisk(): string | null {
  const folder = join(mkdtempSync(join(tmpdir(), 'bijspringen-disk-')), 'data');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_SIZE}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(dirname(folder), { recursive: true });
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
    rmSync(dirname(folder), { recursive: true });
  });
  return folder;
}

async function openRoom(): Promise<Room> {
  const folder = mountDisk();
  if (folder === null) return openWithPageBound();
  const host = await startTestHost({ folder });
  const filler = join(folder, 'filler');
  return { host, fill: () => fillUp(filler), free: () => rmSync(filler), isRealDisk: true };
}

function fillUp(filler: string): void {
  const descriptor = openSync(filler, 'w');
  try {
    for (const bytes of [Buffer.alloc(1024 * 1024, 1), Buffer.alloc(4_096, 1)])
      writeUntilFull(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
}

function writeUntilFull(descriptor: number, bytes: Buffer): void {
  try {
    while (writeSync(descriptor, bytes) === bytes.length);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}

/** SQLite's own bound on the size of a file gives the same error where no disk can be mounted. */
async function openWithPageBound(): Promise<Room> {
  const databases: DatabaseSync[] = [];
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (sql: string) {
    if (sql.includes('journal_mode')) databases.push(this);
    exec.call(this, sql);
  };
  const host = await startTestHost();
  DatabaseSync.prototype.exec = exec;
  const bound = (pages: number) => {
    for (const database of databases) if (database.isOpen) database.exec(`PRAGMA max_page_count = ${pages}`);
  };
  return { host, fill: () => bound(PAGES_MAX), free: () => bound(1_000_000), isRealDisk: false };
}

const newCode = () => makeFollowCode(crypto.getRandomValues(new Uint8Array(13)));

/** Raises until it is refused; gives the codes of what was acknowledged. */
async function raiseUntilFull(host: TestHost): Promise<string[]> {
  const codes: string[] = [];
  for (let raise = 0; raise < RAISES_MAX; raise++) {
    const code = newCode();
    const answer = await host.anyone().post('/api/signals', someWish(code, LONG));
    if (answer.status === 503) {
      expect(answer.json).toMatchObject({ code: 'store-full', title: expect.stringContaining('112') });
      expect(answer.headers.get('Retry-After')).toBe('5');
      return codes;
    }
    expect(answer.status).toBe(201);
    codes.push(code);
  }
  throw new Error('the disk did not get full');
}

const follow = (host: TestHost, code: string) =>
  host.anyone().get('/api/follow', { Authorization: `Follow ${code}` });

it('lives through a full disk', async () => {
  const { host, fill, free, isRealDisk } = await openRoom();
  let current = host;
  try {
    const worker = await host.as('caretaker');
    const early = newCode();
    expect((await host.anyone().post('/api/signals', someWish(early))).status).toBe(201);
    expect((await follow(host, early)).status).toBe(200);
    expect((await host.anyone().get('/api/health/ready')).status).toBe(200);

    fill();
    const acknowledged = [early, ...(await raiseUntilFull(host))];
    expect((await worker.get('/api/queue')).status).toBe(200);
    expect((await follow(host, early)).status).toBe(200);
    expect((await host.anyone().get('/api/help-routes')).status).toBe(200);
    if (isRealDisk) {
      const health = await host.anyone().get('/api/health/ready');
      expect([health.status, health.json]).toMatchObject([
        503,
        { parts: { store: 'failing', disk: 'failing' } },
      ]);
    }

    free();
    const late = newCode();
    expect((await host.anyone().post('/api/signals', someWish(late))).status).toBe(201);
    expect((await host.opened.store.verify()).problems).toEqual([]);
    current = await host.restart();
    for (const code of [...acknowledged, late]) expect((await follow(current, code)).status).toBe(200);
    expect((await current.anyone().get('/api/health/ready')).status).toBe(200);
  } finally {
    await (isRealDisk ? current.stop() : current.end());
  }
});
