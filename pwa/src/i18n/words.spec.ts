import { beforeEach, describe, expect, it } from 'vitest';
import { ar } from './ar.ts';
import { dayInWords, isSameDay, timeInWords, weekdaysInWords } from './dates.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import { nlFirst } from './nl-first.ts';
import { nlLater } from './nl-later.ts';
import { tr } from './tr.ts';
import { dutch, fill, languageFacts, speak, t } from './words.ts';

const translations = { en, tr, ar };
const placeholders = (sentence: string) => [...sentence.matchAll(/\{[a-z-]+\}/g)].map(String).sort();

beforeEach(() => speak('nl', nl));

describe('the words', () => {
  it('exist once: no key is both in the first and in the later screens', () => {
    expect(Object.keys(nlFirst).filter((key) => key in nlLater)).toEqual([]);
  });

  it('say something in every language, with the same places to fill in', () => {
    for (const words of Object.values(translations)) {
      for (const [key, sentence] of Object.entries(nl)) {
        const translated = words[key as keyof typeof nl];
        expect(translated.trim(), key).not.toBe('');
        expect(placeholders(translated), key).toEqual(placeholders(sentence));
      }
    }
  });

  it('name every number that the Dutch names', () => {
    const numbers = (sentence: string): string[] => sentence.match(/\b(112|113|0800-\d{4})\b/g) ?? [];
    for (const words of Object.values(translations))
      for (const [key, sentence] of Object.entries(nl))
        expect(new Set(numbers(words[key as keyof typeof nl])), key).toEqual(new Set(numbers(sentence)));
  });

  it('are marked as not checked in every language but Dutch', () => {
    const checked = Object.entries(languageFacts).filter(([, facts]) => facts.checked);
    expect(checked.map(([code]) => code)).toEqual(['nl']);
  });

  it('are never words of an office', () => {
    const office = /\b(melding|casus|cliënt|triage|dossier|escaleren|verwarde)\b/i;
    expect(Object.entries(nl).filter(([, sentence]) => office.test(sentence))).toEqual([]);
  });

  it('keep the name of a value that is missing visible', () => {
    expect(fill('vóór {day}, {time}', { day: 'maandag' })).toBe('vóór maandag, {time}');
  });

  it('stand beside a translation in Dutch', () => {
    speak('en', en);
    expect(t('gate.call')).toBe('Call 112');
    expect(dutch('gate.call')).toBe('Bel 112');
  });
});

describe('dates in words', () => {
  const five = '2026-11-24T16:00:00.000Z';

  it('are in the time zone of the district and the language of the reader', () => {
    expect(`${dayInWords(five)}, ${timeInWords(five)}`).toBe('dinsdag 24 november, 17.00\u00a0uur');
    speak('en', en);
    expect(`${dayInWords(five)}, ${timeInWords(five)}`).toMatch(/^Tuesday,? 24 November, 17:00$/);
    speak('tr', tr);
    expect(timeInWords(five)).toBe('17.00');
    speak('ar', ar);
    expect(dayInWords(five)).toContain('24');
    expect(timeInWords(five)).toBe('17:00');
  });

  it('know summer time', () => {
    expect(timeInWords('2026-07-01T15:00:00.000Z')).toBe('17.00\u00a0uur');
  });

  it('know today by the local day, not by the day in Greenwich', () => {
    expect(isSameDay('2026-11-24T22:30:00.000Z', Date.parse('2026-11-24T00:30:00.000Z'))).toBe(true);
    expect(isSameDay('2026-11-24T23:30:00.000Z', Date.parse('2026-11-24T20:00:00.000Z'))).toBe(false);
  });

  it('say a run of weekdays as one', () => {
    expect(weekdaysInWords([1, 2, 3, 4, 5])).toBe('maandag tot en met vrijdag');
    expect(weekdaysInWords([1, 4])).toBe('maandag, donderdag');
    expect(weekdaysInWords([])).toBe('');
  });
});
