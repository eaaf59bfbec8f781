import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { Corrupt, SubjectForgotten, WrongSetting } from '../errors.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { openTemporaryVault, TEST_MASTER_KEY } from '../testing/temporary-vault.ts';
import { type FieldPlace, FORGOTTEN, type Subject, type Vault } from './port.ts';
import { readAs } from './reader.ts';
import { openVault } from './vault.ts';

const PLACE: FieldPlace = {
  stream: 'signal-6d1f6d3c-0000-4000-8000-000000000001',
  eventId: '6d1f6d3c-0000-4000-8000-000000000002',
  field: 'text',
};
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function temporary(options?: Parameters<typeof openTemporaryVault>[0]) {
  const vault = openTemporaryVault(options);
  stops.push(() => vault.close());
  return vault;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-vault-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function reopen(folder: string, more: Partial<Parameters<typeof openVault>[0]> = {}) {
  const clock = createFakeClock('2026-03-02T09:00:00.000Z');
  const vault = openVault({ folder, masterKey: TEST_MASTER_KEY, clock, readLog: () => {}, ...more });
  stops.push(() => vault.close().catch(() => null));
  return vault;
}

function newSubject(): Subject {
  return `matter-${randomUUID()}`;
}

async function sealText(vault: Vault, plain: unknown, subject = newSubject(), place = PLACE) {
  await vault.ensureKeys([subject]);
  return vault.seal(vault.hold(plain, subject), place) as unknown as Sealed<unknown> & string;
}

describe('a sealed field', () => {
  it('is another text each time, because its nonce is fresh', async () => {
    const vault = temporary();
    const subject = newSubject();
    const sealed = new Set<string>();
    for (let i = 0; i < 500; i++) sealed.add(await sealText(vault, 'hetzelfde', subject));
    expect(sealed.size).toBe(500);
  });

  it('is Corrupt when it was cut short, or bytes were written in another way', async () => {
    const vault = temporary();
    const sealed = await sealText(vault, 'kort');
    for (const altered of [
      sealed.slice(0, -1),
      sealed.slice(0, -20),
      `${sealed}A`,
      `${sealed}=`,
      ` ${sealed}`,
      '',
      's1.',
      null,
      7,
    ]) {
      expect(() => vault.open(altered as unknown as Sealed<string>, 'work-signal'), String(altered)).toThrow(
        Corrupt,
      );
    }
  });

  it('needs its key first', async () => {
    const vault = temporary();
    expect(() => vault.seal(vault.hold('x', newSubject()), PLACE)).toThrow('ensureKeys');
    expect(() => vault.seal('x' as unknown as Sealed<string>, PLACE)).toThrow('only a held value');
    await vault.ensureKeys([]);
  });

  it('is refused for a place that could not be read back', async () => {
    const vault = temporary();
    const subject = newSubject();
    await vault.ensureKeys([subject]);
    const held = vault.hold('x', subject);
    expect(() => vault.seal(held, { ...PLACE, field: 'text[0]' })).toThrow();
    expect(() => vault.hold('x', 'matter-Jansen')).toThrow();
  });
});

describe('a held value', () => {
  const PLAIN = 'mevrouw De Zeldzame op nummer twaalf';

  it('slips into no JSON, no text, no inspection and no copy', () => {
    const held = temporary().hold(PLAIN, newSubject());
    expect(() => JSON.stringify({ held })).toThrow(TypeError);
    expect(() => `${held}`).toThrow(TypeError);
    expect(() => String(held)).toThrow(TypeError);
    expect(() => [held].join()).toThrow(TypeError);
    const shown = [
      inspect(held, { showHidden: true, depth: 9 }),
      inspect({ deep: [held] }),
      inspect(new Map([['held', held]])),
      inspect(new Error('failed', { cause: held })),
      JSON.stringify(structuredClone(held)),
      Object.keys(held).join() + Reflect.ownKeys(held).map(String).join(),
    ].join('\n');
    expect(shown).toContain('[held]');
    expect(shown).not.toContain('Zeldzame');
  });

  it('can be changed by nobody', () => {
    const held = temporary().hold(PLAIN, newSubject());
    expect(Object.isFrozen(held)).toBe(true);
    expect(() => Object.assign(held, { toJSON: () => 'x' })).toThrow(TypeError);
  });
});

describe('keys', () => {
  it('are there again after a restart', async () => {
    const folder = temporaryFolder();
    const first = reopen(folder);
    const sealed = await sealText(first, 'blijft');
    await first.close();
    expect(reopen(folder).open(sealed, 'work-signal')).toBe('blijft');
  });

  it('asked for by many callers at once share one commit, and are one key a subject', async () => {
    const vault = temporary();
    const [shared, ...others] = Array.from({ length: 200 }, newSubject);
    if (!shared) throw new Error('no subject');
    const before = walFrames(vault.folder);
    await Promise.all(others.map((other) => vault.ensureKeys([other, shared])));
    const sealed = await Promise.all(others.map((other) => sealText(vault, other, other)));
    expect(sealed.map((one) => vault.open(one, 'work-signal'))).toEqual(others);
    expect(walFrames(vault.folder) - before, 'commits').toBe(1);
  });

  it('that are there already cost no commit', async () => {
    const vault = temporary();
    const subject = newSubject();
    await vault.ensureKeys([subject]);
    const before = walFrames(vault.folder);
    await Promise.all([vault.ensureKeys([subject]), vault.ensureKeys([subject, subject])]);
    expect(walFrames(vault.folder)).toBe(before);
  });

  it('of one who was forgotten fail that caller, and not its neighbours', async () => {
    const vault = temporary();
    const [gone, kept] = [newSubject(), newSubject()];
    await vault.forget([gone]);
    const both = await Promise.allSettled([vault.ensureKeys([gone]), vault.ensureKeys([kept])]);
    expect(both[0]).toMatchObject({ status: 'rejected', reason: expect.any(SubjectForgotten) });
    expect(both[1]?.status).toBe('fulfilled');
  });

  it('wrapped for another subject are Corrupt', async () => {
    const folder = temporaryFolder();
    const vault = reopen(folder);
    const [one, two] = [newSubject(), newSubject()];
    await vault.ensureKeys([two]);
    const sealed = await sealText(vault, 'van een', one);
    await vault.close();
    const { DatabaseSync } = await import('node:sqlite');
    const file = new DatabaseSync(join(folder, 'vault.sqlite'));
    file
      .prepare('UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE subject = ?) WHERE subject = ?')
      .run(two, one);
    file.close();
    expect(() => reopen(folder).open(sealed, 'work-signal')).toThrow(Corrupt);
  });

  it('that were damaged fail who asked for them, and not the neighbours', async () => {
    const folder = temporaryFolder();
    const vault = reopen(folder);
    const [damaged, whole] = [newSubject(), newSubject()];
    await vault.ensureKeys([damaged]);
    await vault.close();
    const { DatabaseSync } = await import('node:sqlite');
    const file = new DatabaseSync(join(folder, 'vault.sqlite'));
    file.prepare('UPDATE keys SET wrapped = randomblob(length(wrapped)) WHERE subject = ?').run(damaged);
    file.close();
    const again = reopen(folder);
    const both = await Promise.allSettled([again.ensureKeys([damaged]), again.ensureKeys([whole])]);
    expect(both[0]).toMatchObject({ status: 'rejected', reason: expect.any(Corrupt) });
    expect(both[1]?.status).toBe('fulfilled');
  });

  it('that vanished from the vault are Corrupt, not forgotten', async () => {
    const vault = temporary();
    const sealed = await sealText(vault, 'x');
    const stranger = sealed.replace(/matter-[0-9a-f-]{36}/, newSubject());
    expect(() => vault.open(stranger as unknown as Sealed<string>, 'work-signal')).toThrow(Corrupt);
  });

  it('of another master key stop the start with a sentence', async () => {
    const folder = temporaryFolder();
    await reopen(folder).close();
    expect(() => reopen(folder, { masterKey: Buffer.alloc(32, 8) })).toThrow(WrongSetting);
    expect(() => reopen(folder, { masterKey: Buffer.alloc(16, 8) })).toThrow('32 bytes');
  });
});

describe('a forgotten subject', () => {
  it('can be read no more, and stays so after a restart', async () => {
    const folder = temporaryFolder();
    const vault = reopen(folder);
    const subject = newSubject();
    const sealed = await sealText(vault, 'weg', subject);
    const other = await sealText(vault, 'blijft');
    await vault.forget([subject]);
    expect(vault.isForgotten(subject)).toBe(true);
    expect(vault.open(sealed, 'follow')).toBe(FORGOTTEN);
    expect(vault.open(other, 'follow')).toBe('blijft');
    expect(() => vault.seal(vault.hold('x', subject), PLACE)).toThrow(SubjectForgotten);
    await vault.close();
    const again = reopen(folder);
    expect(again.open(sealed, 'follow')).toBe(FORGOTTEN);
    await expect(again.ensureKeys([subject])).rejects.toBeInstanceOf(SubjectForgotten);
  });

  it('may be forgotten again, or before it had a key', async () => {
    const vault = temporary();
    const subject = newSubject();
    await vault.forget([subject]);
    await vault.forget([subject]);
    await vault.forget([]);
    expect(vault.isForgotten(subject)).toBe(true);
    expect(vault.isForgotten(newSubject())).toBe(false);
  });

  it('is forgotten although its key was being made at that moment', async () => {
    const vault = temporary();
    const subject = newSubject();
    const making = vault.ensureKeys([subject]);
    await Promise.all([vault.forget([subject]), expect(making).rejects.toBeInstanceOf(SubjectForgotten)]);
    expect(() => vault.seal(vault.hold('x', subject), PLACE)).toThrow(SubjectForgotten);
  });

  it('stays forgotten when an old copy of the vault is put back beside the ledger', async () => {
    const folder = temporaryFolder();
    const vault = reopen(folder);
    const subject = newSubject();
    const sealed = await sealText(vault, 'weg', subject);
    await vault.close();
    const copy = join(temporaryFolder(), 'vault.sqlite');
    copyFileSync(join(folder, 'vault.sqlite'), copy);
    const forgetting = reopen(folder);
    await forgetting.forget([subject]);
    await forgetting.close();
    copyFileSync(copy, join(folder, 'vault.sqlite'));
    expect(reopen(folder).open(sealed, 'work-signal')).toBe(FORGOTTEN);
  });
});

describe('the sweep of orphans', () => {
  const LATER = new Date('2026-03-20T09:00:00.000Z');
  const none = async () => new Set<Subject>();

  it('destroys old keys that nothing uses, keeps the others, and lets a swept subject come back', async () => {
    const clock = createFakeClock('2026-03-02T09:00:00.000Z');
    const vault = reopen(temporaryFolder(), { clock });
    const used = Array.from({ length: 600 }, newSubject);
    const orphans = Array.from({ length: 600 }, newSubject);
    await vault.ensureKeys([...used, ...orphans]);
    const [usedOne, orphan] = [used[0], orphans[0]];
    if (!usedOne || !orphan) throw new Error('no subject');
    const sealed = await sealText(vault, 'gebruikt', usedOne);
    const lost = await sealText(vault, 'nooit geschreven', orphan);
    await clock.advanceTo(LATER);
    const young = newSubject();
    const kept = await sealText(vault, 'jong', young);
    const usedAmong = async () => new Set(used);
    expect(await vault.sweepOrphans(usedAmong, new Date('2026-03-13'))).toBe(600);
    expect(await vault.sweepOrphans(usedAmong, new Date('2026-03-13'))).toBe(0);
    expect(vault.open(sealed, 'work-signal')).toBe('gebruikt');
    expect(vault.open(kept, 'work-signal')).toBe('jong');
    expect(() => vault.open(lost, 'work-signal'), 'also gone from memory').toThrow(Corrupt);
    expect(vault.isForgotten(orphan)).toBe(false);
    expect(vault.open(await sealText(vault, 'terug', orphan), 'work-signal')).toBe('terug');
  });

  it('looks at each key once, also after a restart', async () => {
    const folder = temporaryFolder();
    const vault = reopen(folder);
    await vault.ensureKeys([newSubject(), newSubject()]);
    const looked: number[] = [];
    const allUsed = async (subjects: ReadonlySet<Subject>) => {
      looked.push(subjects.size);
      return subjects;
    };
    await vault.sweepOrphans(allUsed, LATER);
    await vault.close();
    const again = reopen(folder);
    await again.ensureKeys([newSubject()]);
    await again.sweepOrphans(allUsed, LATER);
    await again.sweepOrphans(allUsed, LATER);
    expect(looked).toEqual([2, 1]);
  });

  it('leaves a key alone that somebody asks for while it looks', async () => {
    const vault = temporary({ clock: createFakeClock('2026-03-02T09:00:00.000Z') });
    const [asked, orphan] = [newSubject(), newSubject()];
    await vault.ensureKeys([asked, orphan]);
    const asking = async () => {
      await vault.ensureKeys([asked]);
      return new Set<Subject>();
    };
    expect(await vault.sweepOrphans(asking, LATER)).toBe(1);
    expect(vault.open(await sealText(vault, 'gevraagd', asked), 'work-signal')).toBe('gevraagd');
  });

  it('destroys nothing when it cannot be known what is used', async () => {
    const vault = temporary({ clock: createFakeClock('2026-03-02T09:00:00.000Z') });
    await vault.ensureKeys([newSubject()]);
    expect(await vault.sweepOrphans(async () => null, LATER)).toBe(0);
    const damaged = async () => {
      throw new Corrupt('the log');
    };
    await expect(vault.sweepOrphans(damaged, LATER)).rejects.toBeInstanceOf(Corrupt);
    expect(await vault.sweepOrphans(none, LATER), 'still to be looked at').toBe(1);
  });
});

describe('the vault’s own keys', () => {
  it('give the same HMAC after a restart, another for another use', async () => {
    const folder = temporaryFolder();
    const vault = reopen(folder);
    const code = vault.hmac('follow-code', 'ABC');
    expect(code).toMatch(/^[0-9a-f]{64}$/);
    expect(vault.hmac('command', 'ABC')).not.toBe(code);
    expect(vault.hmac('follow-code', 'ABD')).not.toBe(code);
    await vault.close();
    expect(reopen(folder).hmac('follow-code', 'ABC')).toBe(code);
    expect(temporary().hmac('follow-code', 'ABC'), 'another vault').not.toBe(code);
  });

  it('open their own tokens, and nothing that was altered, or sealed for another use', () => {
    const vault = temporary();
    const token = vault.sealToken('session', '{"personId":"é"}');
    expect(vault.openToken('session', token)).toBe('{"personId":"é"}');
    expect(vault.openToken('invitation', token)).toBeNull();
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(
        vault.openToken('session', token.slice(0, at) + other + token.slice(at + 1)),
        `character ${at}`,
      ).toBeNull();
    }
    for (const any of ['', 'A', token.slice(1), `${token}=`, 'é'])
      expect(vault.openToken('session', any)).toBeNull();
    expect(vault.openToken('session', vault.sealToken('session', ''))).toBe('');
  });
});

describe('the read log', () => {
  it('hears who opened whose data for what, never of the index, and never the text', async () => {
    const reads: unknown[] = [];
    const clock = createFakeClock('2026-03-02T09:00:00.000Z');
    const vault = temporary({ clock, readLog: (read) => reads.push(read) });
    const subject = newSubject();
    const sealed = await sealText(vault, 'zeldzaam', subject);
    vault.open(sealed, 'search-index');
    vault.open(sealed, 'backup-check');
    await readAs('person-1', async () => {
      await Promise.resolve();
      vault.open(sealed, 'work-signal');
    });
    vault.open(sealed, 'work-queue');
    const at = '2026-03-02T09:00:00.000Z';
    expect(reads).toEqual([
      { subject, purpose: 'work-signal', actor: 'person-1', at },
      { subject, purpose: 'work-queue', actor: 'system', at },
    ]);
  });
});

/** Commits leave frames in the write-ahead log; the last frame of each carries the size of the database. */
function walFrames(folder: string): number {
  const wal = readFileSync(join(folder, 'vault.sqlite-wal'));
  if (wal.length === 0) return 0;
  const frameBytes = wal.readUInt32BE(8) + 24;
  let commits = 0;
  for (let at = 32; at + frameBytes <= wal.length; at += frameBytes)
    if (wal.readUInt32BE(at + 4) !== 0) commits += 1;
  return commits;
}
