/** The fixed lists that a signal is made of. They travel in events, so they only ever grow. */
import * as z from 'zod/mini';

/** A worry about somebody, help for yourself, a wish, or something you want to do for another. */
export const kind = z.enum(['concern', 'help', 'wish', 'offer']);
export type Kind = z.output<typeof kind>;

/** How it came in: by phone without an account, or noted by a worker: seen by herself, or told by somebody. */
export const origin = z.enum(['public', 'own-observation', 'told']);
export type Origin = z.output<typeof origin>;

export const seen = z.enum(['now', 'today', 'this-week', 'longer']);
export const spoken = z.enum(['yes', 'did-not-dare', 'could-not', 'wants-help']);
export const start = z.enum(['look-first', 'together', 'by-myself', 'not-sure']);
export const subjectKnows = z.enum(['yes', 'no']);
export const language = z.enum(['nl', 'en', 'tr', 'ar']);
export type Language = z.output<typeof language>;

/** The six choices of the danger gate (domain 2b). */
export const danger = z.enum(['injured', 'suicide', 'violence', 'fire', 'place', 'child']);
export type Danger = z.output<typeof danger>;
export const gate = z.strictObject({
  dangers: z.array(danger).check(z.maxLength(6)),
  emergencyCalled: z.enum(['yes', 'no', 'unknown']),
});
export type Gate = z.output<typeof gate>;

/** Why a human must read this first. A yes at the gate, 112 called without saying why, a word of the list, a worker. */
export const readFirst = z.enum([
  'gate-injured',
  'gate-suicide',
  'gate-violence',
  'gate-fire',
  'gate-place',
  'gate-child',
  'gate-112-called',
  'words-suicide',
  'words-child',
  'words-violence',
  'words-emergency',
  'worker-asks',
]);
export type ReadFirst = z.output<typeof readFirst>;

/** Social themes a caretaker may set; never a diagnosis. */
export const theme = z.enum([
  'loneliness',
  'grief',
  'misunderstood-behaviour',
  'self-neglect',
  'money',
  'housing',
  'noise',
  'safety',
  'family',
  'health',
  'work-or-learning',
  'meeting-people',
  'practical-help',
  'public-space',
  'data-request',
  'other',
]);
export type Theme = z.output<typeof theme>;

/** Themes of what is not about a person: a lamp that is broken, a wish to see one's own data. */
const themesWithoutPerson: readonly Theme[] = ['public-space', 'data-request'];

/** Whether somebody has to be told of a worry with these themes; without any theme nobody said that it is not so. */
export function isAboutPerson(themes: readonly Theme[]): boolean {
  return themes.length === 0 || themes.some((each) => !themesWithoutPerson.includes(each));
}

/**
 * When somebody should act: now (the duty officer is called), today, or at an ordinary pace. Only a human sets it;
 * numbers never do.
 */
export const urgency = z.enum(['today', 'ordinary', 'now']);
export type Urgency = z.output<typeof urgency>;

/** What the next step is. Every open signal has one, with a date and somebody who picks it up. */
export const step = z.enum([
  'read',
  'decide',
  'check-in',
  'call-back',
  'follow-up',
  'await-answer',
  'read-answer',
  'read-message',
  'find-match',
  'close',
]);
export type Step = z.output<typeof step>;

/** What is promised to who writes: read by us, answered by a human, read by the duty officer who is called now. */
export const promiseKind = z.enum(['read', 'answer', 'duty-read']);
export type PromiseKind = z.output<typeof promiseKind>;

export const checkInOutcome = z.enum(['reached', 'not-home', 'does-not-want', 'call-back']);
export type CheckInOutcome = z.output<typeof checkInOutcome>;

export const closingReason = z.enum([
  'helped',
  'advice',
  'neighbour-contact',
  'wish-met',
  'handed-over',
  'nothing-wrong',
  'no-facts',
  'malicious',
  'not-our-purpose',
  'withdrawn',
]);
export type ClosingReason = z.output<typeof closingReason>;

/** How long the content may stay after closing (domain 3, to be put in the DPIA). Applying it comes with forgetting. */
export const retentionKind = z.enum([
  'followed-up-12-months',
  'advice-90-days',
  'not-recognised-30-days',
  'handed-over-90-days',
  'malicious-14-days',
  'positive-12-months',
  'withdrawn-at-once',
]);
export type RetentionKind = z.output<typeof retentionKind>;

/** The fixed sentences that go back to who raised it. Their words are in the app, in every language. */
export const sentence = z.enum([
  'read',
  'contact-made',
  'contact-tried',
  'nothing-we-could-do',
  'nothing-wrong',
  'neighbour-contact',
  'helped',
  'advice',
  'wish-met',
  'wish-kept',
  'handed-over',
  'only-what-you-saw',
  'not-our-purpose',
  'taken-back',
  'arranged',
  'offer-used',
  'handed-over-yours',
]);
export type Sentence = z.output<typeof sentence>;

/**
 * What closing for a reason means: which kinds it fits, which sentence goes back (`closingSentence`), how long the content stays, and
 * whether the person of a worry still has to be told when that was not done (AVG art. 14). Where it is false nothing was
 * done with the words and they go within the month in which somebody would have to be told; telling a person that
 * neighbours wrote something unfounded would only do harm.
 */
export const closingRules: Record<
  ClosingReason,
  { kinds: readonly Kind[]; sentence: Sentence; retention: RetentionKind; tellsPerson: boolean }
> = {
  helped: {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'helped',
    retention: 'followed-up-12-months',
    tellsPerson: true,
  },
  advice: {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'advice',
    retention: 'advice-90-days',
    tellsPerson: true,
  },
  'neighbour-contact': {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'neighbour-contact',
    retention: 'followed-up-12-months',
    tellsPerson: true,
  },
  'wish-met': {
    kinds: ['wish', 'offer', 'help'],
    sentence: 'wish-met',
    retention: 'positive-12-months',
    tellsPerson: false,
  },
  'handed-over': {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'handed-over',
    retention: 'handed-over-90-days',
    tellsPerson: true,
  },
  'nothing-wrong': {
    kinds: ['concern', 'help'],
    sentence: 'nothing-wrong',
    retention: 'not-recognised-30-days',
    tellsPerson: false,
  },
  'no-facts': {
    kinds: ['concern'],
    sentence: 'only-what-you-saw',
    retention: 'not-recognised-30-days',
    tellsPerson: false,
  },
  malicious: {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'only-what-you-saw',
    retention: 'malicious-14-days',
    tellsPerson: false,
  },
  'not-our-purpose': {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'not-our-purpose',
    retention: 'not-recognised-30-days',
    tellsPerson: false,
  },
  withdrawn: {
    kinds: ['concern', 'help', 'wish', 'offer'],
    sentence: 'taken-back',
    retention: 'withdrawn-at-once',
    tellsPerson: false,
  },
};

/** What somebody reads who wrote about a wish, an offer or themselves, where the words for a worry do not fit. */
const ownSentences: Partial<Record<ClosingReason, Partial<Record<Kind, Sentence>>>> = {
  helped: { help: 'arranged', wish: 'arranged', offer: 'arranged' },
  'wish-met': { offer: 'offer-used' },
  'handed-over': { help: 'handed-over-yours', wish: 'handed-over-yours', offer: 'handed-over-yours' },
  malicious: { help: 'not-our-purpose', wish: 'not-our-purpose', offer: 'not-our-purpose' },
};

/** The fixed sentence that goes back when a message of this kind is closed for this reason. */
export function closingSentence(reason: ClosingReason, kind: Kind): Sentence {
  return ownSentences[reason]?.[kind] ?? closingRules[reason].sentence;
}

/** Ready-made questions, each with the answers that a neighbour can tap. Words are in the app, in every language. */
export const readyQuestions = {
  'ring-yourself': { kinds: ['concern'], answers: ['yes', 'not-alone', 'rather-not'] },
  'still-so': { kinds: ['concern', 'help'], answers: ['yes', 'no', 'not-sure'] },
  'how-often': { kinds: ['concern', 'help'], answers: ['once', 'more-often', 'every-day'] },
  'what-time': { kinds: ['concern', 'help'], answers: ['morning', 'afternoon', 'evening', 'night'] },
  'may-we-visit': { kinds: ['help', 'wish', 'offer'], answers: ['yes', 'call-first', 'rather-not'] },
  'which-day': { kinds: ['wish', 'offer'], answers: ['weekday', 'evening', 'weekend'] },
  'look-together': { kinds: ['help', 'wish', 'offer'], answers: ['yes', 'not-alone', 'later'] },
} as const satisfies Record<string, { kinds: readonly Kind[]; answers: readonly string[] }>;
export type ReadyQuestion = keyof typeof readyQuestions;
export const readyQuestion = z.enum(Object.keys(readyQuestions) as [ReadyQuestion, ...ReadyQuestion[]]);
export const readyAnswer = z.enum([
  'yes',
  'no',
  'not-sure',
  'not-alone',
  'rather-not',
  'once',
  'more-often',
  'every-day',
  'morning',
  'afternoon',
  'evening',
  'night',
  'call-first',
  'weekday',
  'weekend',
  'later',
]);
export type ReadyAnswer = z.output<typeof readyAnswer>;

/** How the person concerned was told (AVG art. 14). */
export const informedHow = z.enum(['in-person', 'by-phone', 'by-letter']);

/** Bounds on what people write; a named bound on everything. */
export const TEXT_MAX_CHARACTERS = 2_000;
export const PLACE_MAX_CHARACTERS = 200;
export const CONTACT_MAX_CHARACTERS = 200;

/** Raised before 15.00 on a working day is read before 17.00; a message written over 30 minutes ago asks first. */
export const LATE_AFTER_MS = 30 * 60 * 1_000;
