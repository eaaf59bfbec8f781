/** The fixed lists that a crisis is made of. They travel in events, so they only ever grow. */
import * as z from 'zod/mini';

/** What makes an alert to residents impossible, whatever anybody wants (domain 2g, rule 2). */
export const hardRule = z.enum(['violence', 'fire', 'suicide', 'child']);
export type HardRule = z.output<typeof hardRule>;
export const hardRules = hardRule.options;

/** The duty officer answers all four; `unknown` is an answer too, and refuses like a yes. */
export const safetyAnswer = z.enum(['yes', 'no', 'unknown']);
export type SafetyAnswer = z.output<typeof safetyAnswer>;
export const safetyAnswers = z.strictObject({
  violence: safetyAnswer,
  fire: safetyAnswer,
  suicide: safetyAnswer,
  child: safetyAnswer,
});
export type SafetyAnswers = z.output<typeof safetyAnswers>;

/** Whether 112 was called, and by whom. */
export const emergencyStatus = z.enum(['called-by-neighbour', 'called-by-us', 'not-called']);
export type EmergencyStatus = z.output<typeof emergencyStatus>;

/** Why residents are not alerted. The first four never change back; the others may be mended by a person. */
export const alertRule = z.enum([
  ...hardRule.options,
  'unanswered',
  'emergency-first',
  'no-duty-officer',
  'reporter-wrote',
]);
export type AlertRule = z.output<typeof alertRule>;

/** What residents may be asked, and nothing else (domain 2f). Do's and don'ts of each are in the app. */
export const task = z.enum(['bring-blanket', 'be-near', 'keep-bystanders-calm', 'wait-for-help']);
export type Task = z.output<typeof task>;

/** Never one alone. */
export const NEEDED_MIN = 2;
export const NEEDED_MAX = 6;
export const MEETING_POINT_MAX_CHARACTERS = 120;

/** Why a resident was not asked; only counts of these are kept. */
export const passedOver = z.enum([
  'not-available',
  'minor',
  'no-valid-training',
  'no-agreement',
  'lives-there',
  'is-reporter',
  'asked-before',
  'in-another-alert',
  'is-on-duty',
  'not-in-this-wave',
]);
export type PassedOver = z.output<typeof passedOver>;

/** `knows-someone`: "Ken je iemand die hierbij is? Dan liever niet." No reason is ever asked. */
export const declineReason = z.enum(['cannot', 'knows-someone']);
export const standDownReason = z.enum([
  'help-arrived',
  'no-longer-needed',
  'danger',
  'nobody-could-come',
  'sixty-minutes',
]);
export type StandDownReason = z.output<typeof standDownReason>;

/** Who is told that residents cannot (any more) do this: the professionals of the roster. */
export const backupReason = z.enum(['residents-impossible', 'not-enough', 'asked', 'unsafe', 'missed-check']);
export type BackupReason = z.output<typeof backupReason>;

/** What the duty officer decides after the reporter wrote during an alert. */
export const judgement = z.enum(['go-on', 'stand-down']);

export const feeling = z.enum(['fine', 'heavy', 'talk-now']);
export type Feeling = z.output<typeof feeling>;

export const aftercareFor = z.enum(['responder', 'reporter', 'person']);
export const aftercareOutcome = z.enum(['spoken', 'not-reached', 'not-wanted', 'not-needed']);

/** Why the duty officer is called. */
export const pageReason = z.enum([
  'gate',
  'read-first',
  'urgent',
  'not-enough',
  'unsafe',
  'missed-check',
  'more-help',
  'reporter-wrote',
  'talk-now',
  'take-over',
]);
export type PageReason = z.output<typeof pageReason>;
