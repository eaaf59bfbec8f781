/** What a neighbour reads, without JavaScript, when the duty officer is called for what was written. */
import type { PlainPage } from '@bijspringen/contracts/signals/plain.ts';
import type { Language } from '@bijspringen/contracts/signals/values.ts';
import type { FollowView } from '@bijspringen/contracts/signals/views.ts';
import { describe, expect, it } from 'vitest';
import { renderPlain } from './render.tsx';

const workingHours = {
  timeZone: 'Europe/Amsterdam',
  weekdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  phone: null,
  sameDayUntil: '15:00',
};
const frame = (language: Language) => ({ language, districtName: 'Waterkant', isDemo: false });
const CALLED = '2026-11-22T02:13:00.000Z';
const promised = {
  readBefore: '2026-11-23T16:00:00.000Z',
  answerBefore: '2026-11-25T16:00:00.000Z',
  reader: 'social-caretaker',
} as const;

function sent(language: Language, dutyCalledBefore?: string): PlainPage {
  const isNobodyReadingNow = dutyCalledBefore === undefined;
  const promise = { ...promised, isNobodyReadingNow, ...(dutyCalledBefore && { dutyCalledBefore }) };
  const raised = { signalId: '', position: '', promise, isLate: false };
  const followCode = '7K4M2RTX9HDW3E';
  return { ...frame(language), page: 'sent', raised, followCode, workingHours, wantsHelpToTalk: false };
}

function follow(language: Language, called: { dutyCalledBefore?: string }): PlainPage {
  const view: FollowView = {
    ...promised,
    ...called,
    kind: 'concern',
    status: 'open',
    raisedAt: '2026-11-22T01:13:00.000Z',
    isLate: false,
    isRead: called.dutyCalledBefore === undefined,
    isAnswered: false,
    missed: [],
    openQuestion: null,
    lines: [],
    position: '',
  };
  const rest = { followCode: '7K4M2RTX9HDW3E', workingHours, errors: [], commandId: '' };
  return { ...frame(language), page: 'follow', view, ...rest };
}

/** As a reader sees it: without marks, and every space alike. */
const read = (page: PlainPage) =>
  renderPlain(page)
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('a call to the duty officer', () => {
  it('is promised before its hour, with 112 for when it gets worse', () => {
    const page = read(sent('nl', CALLED));
    expect(page).toContain(
      'De dienstdoende wordt nu gebeld en leest je bericht vóór 03.13 uur. Wordt het erger? Bel 112.',
    );
    expect(page).not.toContain('Nu leest niemand dit.');
  });

  it('is not promised when nobody is on the roster', () => {
    const page = read(sent('nl'));
    expect(page).toContain('Nu leest niemand dit. Bel 112, 113 of de huisartsenpost.');
    expect(page).not.toContain('dienstdoende');
  });

  it.each<[Language, string]>([
    ['nl', '03.13 uur'],
    ['en', '03.13'],
    ['tr', '03.13'],
    ['ar', '03.13'],
  ])(
    'says its moment and 112 in %s, on the page after sending and on the page of the code',
    (language, time) => {
      for (const page of [
        read(sent(language, CALLED)),
        read(follow(language, { dutyCalledBefore: CALLED })),
      ]) {
        expect(page.replaceAll(':', '.')).toContain(time);
        expect(page).toContain('112');
      }
      expect(read(follow(language, {})).replaceAll(':', '.')).not.toContain(time);
    },
  );
});

describe('a form after sending', () => {
  it.each<Language>(['nl', 'en', 'tr', 'ar'])('goes on in %s', (language) => {
    for (const page of [sent(language), follow(language, {})]) {
      const forms = renderPlain(page).split('plain-form').slice(1);
      expect(forms.length).toBeGreaterThan(0);
      for (const form of forms) expect(form).toContain(`name="language" value="${language}"`);
    }
  });
});
