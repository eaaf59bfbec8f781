/** Whatever is sealed opens to the same; with any bit flipped, or moved elsewhere, it is never opened to something else. */
import { randomUUID } from 'node:crypto';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { Corrupt } from '@bijspringen/kernel/errors.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import type { FieldPlace, Subject } from '@bijspringen/kernel/vault/port.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MINE: Subject = `matter-${randomUUID()}`;
const OTHER: Subject = `matter-${randomUUID()}`;
const PLACE: FieldPlace = { stream: `signal-${randomUUID()}`, eventId: randomUUID(), field: 'text' };
fc.configureGlobal({ seed: 20_260_302 });
const vault = openTemporaryVault();
beforeAll(() => vault.ensureKeys([MINE, OTHER]));
afterAll(() => vault.close());

const seal = (plain: unknown, subject = MINE) => vault.seal(vault.hold(plain, subject), PLACE);
const open = (sealed: string) => vault.open(sealed as unknown as Sealed<unknown>, 'work-signal');

describe('a sealed field', () => {
  it('opens to what was sealed, whatever it is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(anything, (plain) => {
        expect(open(seal(plain))).toEqual(JSON.parse(JSON.stringify(plain)));
      }),
    );
    expect(open(seal('\ud800 alone'))).toBe('\ud800 alone');
  });

  it('is Corrupt with any bit flipped', () => {
    const sealed = Buffer.from(seal('De gordijnen zijn al dagen dicht.'), 'latin1');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => open(altered.toString('latin1')), `bit ${bit}`).toThrow(Corrupt);
    }
  });

  it('is Corrupt with any bytes changed, added or left out', () => {
    const sealed = seal('kort');
    const cut = fc.tuple(fc.nat(sealed.length), fc.nat(sealed.length), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(cut, ([a, b, between]) => {
        const altered = sealed.slice(0, Math.min(a, b)) + between + sealed.slice(Math.max(a, b));
        fc.pre(altered !== sealed);
        expect(() => open(altered)).toThrow(Corrupt);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is Corrupt when its location is rewritten', () => {
    const sealed = seal('geheim');
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('place', 'text.more', 'tex', 't.ext'), (id, field) => {
        expect(() => open(sealed.replace(PLACE.stream, `signal-${id}`))).toThrow(Corrupt);
        expect(() => open(sealed.replace(PLACE.stream, PLACE.stream.replace('signal', 'crisis')))).toThrow(
          Corrupt,
        );
        expect(() => open(sealed.replace(PLACE.eventId, id))).toThrow(Corrupt);
        expect(() => open(sealed.replace('.text.', `.${field}.`))).toThrow(Corrupt);
        expect(() => open(sealed.replace(MINE, OTHER))).toThrow(Corrupt);
      }),
    );
  });
});
