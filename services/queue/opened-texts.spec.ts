import { randomUUID } from 'node:crypto';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import type { Subject } from '@bijspringen/kernel/vault/port.ts';
import { readAs } from '@bijspringen/kernel/vault/reader.ts';
import type { OwnVault } from '@bijspringen/kernel/vault/vault.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenedTexts, type OpenedTextsOptions } from './opened-texts.ts';
import { SUNDAY_10 } from './signal-events.fixture.ts';

let vault: OwnVault;
let openings: string[];
let told: string[];
let logged: unknown[];

beforeEach(() => {
  vault = openTemporaryVault();
  openings = [];
  told = [];
  logged = [];
});
afterEach(() => vault.close());

function texts(options: Partial<OpenedTextsOptions> = {}) {
  return createOpenedTexts({
    vault: {
      isForgotten: (subject) => vault.isForgotten(subject),
      open(sealed, purpose) {
        openings.push(purpose);
        return vault.open(sealed, purpose);
      },
    },
    clock: createFakeClock(SUNDAY_10),
    readLog: ({ actor, subject }) => told.push(`${actor} ${subject}`),
    log: (what, details) => logged.push([what, details]),
    ...options,
  });
}

async function message(words: string) {
  const signalId = randomUUID();
  const subject: Subject = `matter-${signalId}`;
  await vault.ensureKeys([subject]);
  const place = { stream: `signal-${signalId}`, eventId: randomUUID(), field: 'text' };
  const text = vault.seal(vault.hold(words, subject), place) as unknown as Sealed<string>;
  return { signalId, subject, text, place: null };
}

/** More than are opened in one turn. */
const MANY = 120;

describe('the words that a queue shows', () => {
  it('are opened in turns, so that nobody waits for a long queue', async () => {
    const messages = await Promise.all(Array.from({ length: MANY }, (_, n) => message(`bericht ${n}`)));
    const open = texts();
    const shown = open.read(messages);
    expect(openings.length).toBeLessThan(MANY);
    expect((await shown).size).toBe(MANY);
    expect(openings).toHaveLength(MANY);
    expect(told).toHaveLength(MANY);
  });

  it('are opened once, and told to the read log for each reader', async () => {
    const open = texts();
    const one = await message('hond blaft');
    await readAs('person-a', () => open.read([one]));
    await readAs('person-b', () => open.read([one]));
    const shown = await readAs('person-b', () => open.read([one]));
    expect(shown.get(one.signalId)).toMatchObject({
      firstWords: 'hond blaft',
    });
    expect(openings).toEqual(['search-index']);
    expect(told).toEqual([`person-a ${one.subject}`, `person-b ${one.subject}`]);
  });

  it('are let go of when the message is closed, or forgotten', async () => {
    const open = texts();
    const [closed, forgotten, kept] = [await message('a'), await message('b'), await message('c')];
    await open.read([closed, forgotten, kept]);
    await vault.forget([forgotten.subject]);
    open.keepOnly(() => new Set([forgotten.signalId, kept.signalId]));
    expect(open.size()).toBe(1);
  });

  it('are never more than fit, and the oldest goes first', async () => {
    const open = texts({ textsMax: 2 });
    const [first, second, third] = [await message('a'), await message('b'), await message('c')];
    const shown = await open.read([first, second, third]);
    expect(shown.get(first.signalId)).toMatchObject({ firstWords: 'a' });
    expect(open.size()).toBe(2);
    await open.read([third]);
    expect(openings).toHaveLength(3);
  });

  it('are missing for one damaged message, and there for all others', async () => {
    const open = texts();
    const [damaged, whole] = [await message('weg'), await message('heel')];
    const half = String(damaged.text).slice(0, -4) as unknown as Sealed<string>;
    const shown = await open.read([{ ...damaged, text: half }, whole]);
    expect(shown.get(damaged.signalId)).toMatchObject({ firstWords: null });
    expect(shown.get(whole.signalId)).toMatchObject({ firstWords: 'heel' });
    expect(logged).toEqual([['a message in the queue cannot be opened', { signalId: damaged.signalId }]]);
  });
});
