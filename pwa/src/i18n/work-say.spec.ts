import type { QueueItem, Reason } from '@bijspringen/contracts/queue/views.ts';
import { describe, expect, it } from 'vitest';
import { type Here, label, moment, promiseLine, why } from './work-say.ts';

const here: Here = { timeZone: 'Europe/Amsterdam', now: new Date('2026-11-24T09:50:00.000Z') };
const today = '2026-11-24T16:00:00.000Z';
const read: QueueItem['moment'] = { what: 'read', before: today, isPassed: false };

function said(reason: Reason, item: Partial<Pick<QueueItem, 'kind' | 'moment'>> = {}): string {
  return why(reason, { kind: 'concern', moment: read, ...item });
}

describe('why an item is here', () => {
  it('is a sentence, and names the help that a neighbour asked for', () => {
    expect(said({ code: 'new', wantsHelpToTalk: true })).toBe(
      'Nieuw. De buur wil hulp om het gesprek te beginnen.',
    );
    expect(said({ code: 'read-first', because: ['words-suicide'] })).toBe(
      'Lees dit eerst. Er staan woorden in over niet meer willen leven.',
    );
  });

  it('says first that something is a wish, in a sentence of the same weight', () => {
    expect(said({ code: 'new', wantsHelpToTalk: false }, { kind: 'wish' })).toBe('Een wens. Nieuw.');
  });

  it('names the step and how it went last time', () => {
    const next: QueueItem['moment'] = { what: 'next', step: 'check-in', before: today, isPassed: false };
    expect(said({ code: 'planned', lastOutcome: 'not-home' }, { moment: next })).toBe(
      'Ga langs. Vorige keer: niet thuis.',
    );
  });

  it('never scolds, for any promise that passed', () => {
    for (const promise of ['read', 'answer', 'next', 'inform'] as const) {
      expect(said({ code: 'promise-passed', promise })).not.toMatch(/te laat|vergeten|!/i);
    }
  });
});

describe('the line of a promise', () => {
  it('is a time today, and a day with a time otherwise', () => {
    expect(promiseLine(read, here)).toEqual({ text: 'Gelezen vóór 17.00\u00a0uur', isPassed: false });
    const friday = { ...read, what: 'answer', before: '2026-11-27T16:00:00.000Z' } as const;
    expect(promiseLine(friday, here).text).toBe('Antwoord vóór vr\u00a027\u00a0nov, 17.00\u00a0uur');
    const inform = { ...read, what: 'inform', before: '2026-11-27T16:00:00.000Z' } as const;
    expect(promiseLine(inform, here).text).toBe('Uiterlijk vrijdag 27 november');
  });

  it('turns by itself when its time passes, before the server is asked again', () => {
    const after = { ...here, now: new Date('2026-11-24T16:00:00.000Z') };
    expect(promiseLine(read, after)).toEqual({ text: 'Beloofd vóór 17.00\u00a0uur', isPassed: true });
  });
});

describe('moments in words', () => {
  it('name the days around today', () => {
    expect(moment(today, here)).toBe('17.00\u00a0uur');
    expect(moment('2026-11-25T08:00:00.000Z', here)).toBe('morgen 09.00\u00a0uur');
    expect(moment('2026-11-27T16:00:00.000Z', here)).toBe('vrijdag 27 november, 17.00\u00a0uur');
    expect(label('2026-11-23T09:42:00.000Z', here)).toBe('Gisteren, 10.42\u00a0uur');
  });
});
