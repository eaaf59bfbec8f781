import { responderScreen } from '@bijspringen/contracts/crisis/views.ts';
import { describe, expect, it } from 'vitest';
import { shownScreen } from './work-responder-screen.ts';
import type { Tap } from './work-taps.ts';

const checkBefore = '2026-11-22T01:34:00.000Z';
const early = Date.parse(checkBefore) - 3 * 60_000;
const due = Date.parse(checkBefore) - 60_000;
const tap = (answer: Tap['answer']): Tap => ({
  answer,
  commandId: 'id',
  atMs: 0,
  knowsSomeone: false,
  feeling: null,
});
const shown = (screen: (typeof responderScreen.options)[number], waiting: Tap[] = [], nowMs = early) =>
  shownScreen({ view: { screen, checkBefore }, waiting, step: 'none', nowMs });

describe('the screen of a resident', () => {
  it('is what the server says when nothing was tapped', () => {
    for (const screen of responderScreen.options) expect(shown(screen)).toBe(screen);
  });

  it('asks whether somebody is known only between "Ik kom" and the yes', () => {
    const step = 'know-someone';
    const of = (screen: 'asked' | 'go') =>
      shownScreen({ view: { screen, checkBefore: null }, waiting: [], step, nowMs: early });
    expect(of('asked')).toBe('know-someone');
    expect(of('go')).toBe('go');
  });

  it('never sends anybody out on a yes that the server does not have', () => {
    expect(shown('asked', [tap('accept')])).toBe('sending-yes');
  });

  it('shows at once what makes somebody safer', () => {
    expect(shown('go', [tap('unsafe')])).toBe('unsafe');
    expect(shown('asked', [tap('decline')])).toBe('declined');
    expect(shown('together', [tap('decline')])).toBe('stopped');
  });

  it.each(['go', 'together', 'wait-other', 'wait-held'] as const)(
    'asks whether it goes well a little before the moment, from %s',
    (screen) => {
      expect(shown(screen, [], early)).toBe(screen);
      expect(shown(screen, [], due)).toBe('check');
      expect(shown(screen, [tap('safety-check')], due)).toBe(screen);
    },
  );

  it('never asks that of who does not stand', () => {
    for (const screen of ['asked', 'wait-indoors', 'stood-down', 'home', 'unsafe'] as const)
      expect(shown(screen, [], due)).toBe(screen);
  });

  it('is over when the server says so, whatever was tapped', () => {
    expect(shown('too-late', [tap('accept')])).toBe('too-late');
    expect(shown('enough', [tap('accept')])).toBe('enough');
  });
});
