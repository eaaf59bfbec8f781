import { type ClosingReason, closingRules } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { signalWrites } from '../api/work.ts';
import type { Draft } from './work-drafts.ts';
import { type FormSheet, fillSheet } from './work-sheets.ts';

const ME = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const COMMAND = '00000000-0000-4000-8000-00000000000c';
const AT = '2026-11-24T09:42:00.000Z';

const signal: SignalView = {
  signalId: '00000000-0000-4000-8000-0000000000aa',
  kind: 'concern',
  origin: 'public',
  status: 'open',
  raisedAt: AT,
  isLate: false,
  language: 'nl',
  text: 'post steekt uit de bus',
  place: 'Lisdodde 14',
  contact: null,
  readFirst: [],
  themes: [],
  suggestion: null,
  owner: { owner: { role: 'social-caretaker', personId: ME }, isYou: true, name: 'Sociale huismeester' },
  next: { step: 'decide', before: AT },
  readBefore: AT,
  answerBefore: AT,
  isRead: true,
  isAnswered: false,
  missed: [],
  informBefore: null,
  isInformed: false,
  openQuestionId: null,
  openFollowUpId: null,
  closedFor: null,
  linked: [],
  hints: [],
  colleagues: [
    { personId: ME, name: 'Sociale huismeester', isYou: true },
    { personId: OTHER, name: 'Coördinator', isYou: false },
  ],
  timeline: [],
  position: 'x:1',
};

function fill(name: FormSheet, draft: Draft, view: SignalView = signal) {
  const reading = fillSheet[name](draft, view);
  return 'errors' in reading ? { errors: reading.errors } : { filled: reading.filled };
}

const FULL: Record<Exclude<FormSheet, 'follow-up-done'>, Draft> = {
  'check-in': { outcome: 'not-home', on: '2026-11-25', note: 'briefje in de bus', wish: '' },
  triage: { step: 'check-in', on: '2026-11-25', themes: ['loneliness'], urgency: 'today' },
  question: { ready: 'ring-yourself' },
  feedback: { how: 'own', text: 'Dank je wel' },
  'follow-up': { on: '2026-11-25' },
  informing: { how: 'by-letter' },
  note: { note: 'eerst de buur' },
  assign: { personId: OTHER },
  close: { reason: 'helped' },
  reopen: {},
};

describe('a sheet', () => {
  it('sends exactly what the contract takes', () => {
    for (const [name, draft] of Object.entries(FULL) as [FormSheet, Draft][]) {
      const { filled } = fill(name, draft);
      if (filled === undefined || filled.write === 'follow-up-done')
        throw new Error(`${name} is not filled in`);
      const parsed = z.safeParse(signalWrites[filled.write], { commandId: COMMAND, ...filled.body });
      expect(parsed.success, name).toBe(true);
    }
  });

  it('says at the field what is missing, in words', () => {
    expect(fill('check-in', { on: '2026-11-25' }).errors).toEqual({ outcome: 'Kies eerst hoe het ging.' });
    expect(fill('triage', { on: '2026-11-25' }).errors).toEqual({ step: 'Kies een volgende stap.' });
    expect(Object.keys(fill('question', {}).errors ?? {})).toEqual(['ready']);
    expect(Object.keys(fill('question', { how: 'own', text: '  ' }).errors ?? {})).toEqual(['text']);
    expect(Object.keys(fill('close', { reason: 'nonsense' }).errors ?? {})).toEqual(['reason']);
    expect(Object.keys(fill('follow-up', {}).errors ?? {})).toEqual(['on']);
  });

  it('says so when a text is longer than the server takes', () => {
    const long = 'a'.repeat(2_001);
    expect(fill('note', { note: long }).errors?.note).toMatch(/2000/);
    expect(fill('check-in', { outcome: 'reached', on: '2026-11-25', wish: long }).errors?.wish).toMatch(
      /2000/,
    );
  });

  it('takes no more than four themes', () => {
    const themes = ['loneliness', 'grief', 'money', 'housing', 'noise'];
    expect(Object.keys(fill('triage', { step: 'decide', on: '2026-11-25', themes }).errors ?? {})).toEqual([
      'themes',
    ]);
  });

  it('closes the planned step with the visit that carried it out', () => {
    const planned = { ...signal, openFollowUpId: OTHER };
    const { filled } = fill('check-in', FULL['check-in'], planned);
    expect(filled?.body).toMatchObject({ followUpId: OTHER });
  });

  it('offers the way back where people slip, and only there', () => {
    const back = (name: FormSheet) => {
      const { filled } = fill(name, FULL[name as keyof typeof FULL]);
      return filled !== undefined && 'undo' in filled ? filled.undo?.write : undefined;
    };
    expect(back('close')).toBe('reopening');
    expect(back('assign')).toBe('assignment');
    expect(back('check-in')).toBeUndefined();
    expect(back('feedback')).toBeUndefined();
  });

  it('knows every reason for closing', () => {
    for (const reason of Object.keys(closingRules) as ClosingReason[]) {
      expect(fill('close', { reason }).filled?.body).toEqual({ reason });
    }
  });
});
