import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFollowCode, makeFollowCode, parseFollowCode } from './follow-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = fc.uint8Array({ minLength: 13, maxLength: 13 }).map(makeFollowCode);

describe('a follow code', () => {
  it('reads back as it was shown, also in small letters, with spaces, and with O, I or L', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseFollowCode(formatFollowCode(code))).toBe(code);
        const typed = formatFollowCode(code)
          .toLowerCase()
          .replace(/-/g, ' ')
          .replace(/0/g, 'o')
          .replace(/1/g, 'l');
        expect(parseFollowCode(typed)).toBe(code);
      }),
    );
  });

  it('is refused with any one character wrong', () => {
    fc.assert(
      fc.property(codes, fc.nat(13), fc.constantFrom(...ALPHABET), (code, at, wrong) => {
        fc.pre(code[at] !== wrong);
        expect(parseFollowCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull();
      }),
    );
  });

  it('is refused with any two characters exchanged', () => {
    fc.assert(
      fc.property(codes, fc.nat(13), fc.nat(13), (code, first, second) => {
        const characters = [...code];
        [characters[first], characters[second]] = [code.charAt(second), code.charAt(first)];
        fc.pre(characters.join('') !== code);
        expect(parseFollowCode(characters.join(''))).toBeNull();
      }),
    );
  });

  it('is refused when it is too short, too long or has a strange character', () => {
    const code = makeFollowCode(new Uint8Array(13));
    for (const typed of ['', code.slice(1), `${code}0`, `${code.slice(0, 13)}!`])
      expect(parseFollowCode(typed)).toBeNull();
  });
});
