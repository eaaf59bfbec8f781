import { describe, expect, it } from 'vitest';
import { type Kept, mayGoByItself } from './kept.ts';

const writtenAtMs = Date.parse('2026-11-19T19:15:00.000Z');
const MINUTE_MS = 60_000;
const kept: Kept = {
  commandId: '00000000-0000-4000-8000-000000000001',
  codeTag: '00',
  envelope: 'x',
  ownCopy: new Uint8Array(),
  writtenAtMs,
  state: 'waiting',
  isHidden: false,
};

describe('a message kept on the phone', () => {
  it('goes by itself within thirty minutes', () => {
    expect(mayGoByItself(kept, writtenAtMs)).toBe(true);
    expect(mayGoByItself(kept, writtenAtMs + 30 * MINUTE_MS)).toBe(true);
  });

  it('never goes by itself after thirty minutes', () => {
    expect(mayGoByItself(kept, writtenAtMs + 30 * MINUTE_MS + 1)).toBe(false);
  });

  it('asks when the clock of the phone was set back', () => {
    expect(mayGoByItself(kept, writtenAtMs - 1)).toBe(false);
  });

  it('still goes by itself after "Snel weg", and never when the server refused it', () => {
    expect(mayGoByItself({ ...kept, isHidden: true }, writtenAtMs)).toBe(true);
    expect(mayGoByItself({ ...kept, state: 'refused' }, writtenAtMs)).toBe(false);
  });
});
