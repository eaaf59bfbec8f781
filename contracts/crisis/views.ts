/** What screens read about crises and pages. */
import * as z from 'zod/mini';
import { escalationPolicy } from '../people/values.ts';
import { id, instant, position } from '../shared/ids.ts';
import { danger } from '../signals/values.ts';
import {
  aftercareFor,
  aftercareOutcome,
  alertRule,
  backupReason,
  emergencyStatus,
  feeling,
  pageReason,
  passedOver,
  safetyAnswers,
  standDownReason,
  task,
} from './values.ts';

/** `alerting`: asking, or helpers stand. `held`: the reporter wrote. `professionals`: no residents (any more). */
export const crisisPhase = z.enum(['alerting', 'held', 'professionals', 'stood-down', 'closed']);
export type CrisisPhase = z.output<typeof crisisPhase>;

/** Where one resident stands. `out`: stopped, unsafe, or a check was missed. */
export const responderState = z.enum([
  'asked',
  'declined',
  'no-answer',
  'accepted',
  'on-the-way',
  'arrived',
  'missed-check',
  'unsafe',
  'stopped',
  'released',
  'home',
]);
export type ResponderState = z.output<typeof responderState>;

/** What became of the push to one person. Accepted by a push service is not delivered; only shown is. */
export const reach = z.enum(['not-sent', 'sent', 'shown', 'opened', 'failed', 'no-device']);

export const aftercareView = z.object({
  aftercareId: id,
  crisisId: id,
  for: aftercareFor,
  round: z.enum(['first', 'second']),
  /** "Bewoner B": never a name in a list; the name and number come with the opened item. */
  label: z.string(),
  name: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  feeling: z.nullable(feeling),
  before: instant,
  ownerPersonId: id,
  isYours: z.boolean(),
  outcome: z.nullable(aftercareOutcome),
  note: z.nullable(z.string()),
});
export type AftercareView = z.output<typeof aftercareView>;

/** `GET /api/crises/:id` for the duty officer (and read-only for a coordinator). */
export const dutyCrisisView = z.object({
  as: z.literal('duty-officer'),
  crisisId: id,
  /** Version of the crisis stream that this shows; goes back as `seen`. */
  version: z.int(),
  signalId: z.nullable(id),
  phase: crisisPhase,
  openedAt: instant,
  endsAt: instant,
  isYours: z.boolean(),
  dutyName: z.nullable(z.string()),
  answers: safetyAnswers,
  dangers: z.array(danger),
  emergency: emergencyStatus,
  emergencyAt: instant,
  tasks: z.array(task),
  needed: z.int(),
  place: z.nullable(z.string()),
  meetingPoint: z.nullable(z.string()),
  /** Why no residents are (any more) asked. */
  refusedBy: z.array(alertRule),
  backup: z.nullable(z.object({ why: backupReason, at: instant, asked: z.int() })),
  /** The reporter's new message that holds the alert; the words, opened. */
  held: z.nullable(z.object({ since: instant, text: z.nullable(z.string()) })),
  /** Somebody said "niet veilig": everybody waits until the duty officer has judged that. */
  isStoppedByUnsafe: z.boolean(),
  waves: z.array(
    z.object({
      wave: z.int(),
      at: instant,
      expiresAt: instant,
      isExpired: z.boolean(),
      isLast: z.boolean(),
      asked: z.int(),
      passedOver: z.array(z.object({ why: passedOver, count: z.int() })),
    }),
  ),
  /** When the next wave would go by itself; null when none will. */
  nextWaveAt: z.nullable(instant),
  /** Labels A, B, C in the order in which they were asked. */
  responders: z.array(
    z.object({
      personId: id,
      label: z.string(),
      wave: z.int(),
      state: responderState,
      since: instant,
      reach,
      firstName: z.nullable(z.string()),
      phone: z.nullable(z.string()),
      checkBefore: z.nullable(instant),
      feeling: z.nullable(feeling),
    }),
  ),
  /** How many stand now; at two the meeting point is shared. */
  standing: z.int(),
  stoodDown: z.nullable(z.object({ at: instant, because: standDownReason })),
  aftercare: z.array(aftercareView),
  /** Who may take over. */
  officers: z.array(z.object({ personId: id, name: z.nullable(z.string()), isYou: z.boolean() })),
  timeline: z.array(z.object({ eventId: id, at: instant, type: z.string(), who: z.nullable(z.string()) })),
  position,
});
export type DutyCrisisView = z.output<typeof dutyCrisisView>;

/** What a resident's screen says; see `responderView`. */
export const responderScreen = z.enum([
  /** "Kun je nu helpen?" */
  'asked',
  /** Said yes, and is the only one: "Dank je. Blijf nog binnen." */
  'wait-indoors',
  /** Two stand: first names, meeting point. */
  'go',
  /** Both have arrived: the exact place. */
  'together',
  /** The other stopped or fell silent: "Wacht. Ga nog niet verder." Place and point are hidden. */
  'wait-other',
  /** The reporter wrote something new: "Wacht." */
  'wait-held',
  /** Missed a check: only "Ik ben veilig" and "Dit is niet veilig". */
  'check-missed',
  /** "Deze oproep is voorbij." */
  'too-late',
  /** "Er zijn er genoeg. Dank je." */
  'enough',
  /** "Dank je. Blijf thuis." */
  'released',
  'declined',
  'stopped',
  /** Said "niet veilig": go away from there, call 112, the duty officer calls. */
  'unsafe',
  /** "Ga naar huis. Dank je." and how it was. */
  'stood-down',
  'home',
]);
export type ResponderScreen = z.output<typeof responderScreen>;

/** `GET /api/crises/:id` for a resident who was asked. Nothing of the signal, the person or the others who were asked. */
export const responderView = z.object({
  as: z.literal('responder'),
  crisisId: id,
  version: z.int(),
  screen: responderScreen,
  askedAt: instant,
  /** Before which moment a yes is wanted; null once answered or over. */
  answerBefore: z.nullable(instant),
  tasks: z.array(task),
  /** Only while two stand. */
  meetingPoint: z.nullable(z.string()),
  /** Only while two stand and have arrived. */
  place: z.nullable(z.string()),
  partners: z.array(
    z.object({
      firstName: z.nullable(z.string()),
      phone: z.nullable(z.string()),
      state: responderState,
    }),
  ),
  /** Only after a yes. */
  dutyPhone: z.nullable(z.string()),
  isOnTheWay: z.boolean(),
  hasArrived: z.boolean(),
  checkBefore: z.nullable(instant),
  /** When the duty officer will call: rounds of aftercare, in order. */
  aftercareAt: z.array(instant),
  feeling: z.nullable(feeling),
  now: instant,
  position,
});
export type ResponderView = z.output<typeof responderView>;
export const crisisView = z.discriminatedUnion('as', [dutyCrisisView, responderView]);

export const pageView = z.object({
  pageId: id,
  signalId: z.nullable(id),
  crisisId: z.nullable(id),
  why: pageReason,
  at: instant,
  acknowledgeBefore: instant,
  /** Whether this call is for you. */
  isYours: z.boolean(),
  isUnanswered: z.boolean(),
  firstWords: z.nullable(z.string()),
});
export type PageView = z.output<typeof pageView>;

/** `GET /api/duty`: what a duty officer sees first: calls, running crises, aftercare, who could come. */
export const dutyView = z.object({
  now: instant,
  /** Whether you may open a crisis here now, and as what. */
  isOnDuty: z.boolean(),
  onDuty: z.array(
    z.object({
      personId: id,
      name: z.nullable(z.string()),
      place: z.enum(['first', 'second']),
      until: instant,
      isYou: z.boolean(),
    }),
  ),
  pages: z.array(pageView),
  crises: z.array(
    z.object({
      crisisId: id,
      phase: crisisPhase,
      openedAt: instant,
      isYours: z.boolean(),
      standing: z.int(),
    }),
  ),
  aftercare: z.array(aftercareView),
  residentsNow: z.int(),
  policy: escalationPolicy,
  position,
});
export type DutyView = z.output<typeof dutyView>;

/** `GET /api/crises/prospect?signalId=`: what the duty officer needs before deciding. */
export const crisisProspect = z.object({
  signalId: z.nullable(id),
  text: z.nullable(z.string()),
  raisedAt: z.nullable(instant),
  place: z.nullable(z.string()),
  dangers: z.array(danger),
  emergency: z.nullable(emergencyStatus),
  emergencyAt: z.nullable(instant),
  /** Answered already at the gate or in an earlier crisis: a yes cannot be taken back. */
  knownYes: z.array(z.string()),
  isOnDuty: z.boolean(),
  couldBeAsked: z.int(),
  passedOver: z.array(z.object({ why: passedOver, count: z.int() })),
  openCrisisId: z.nullable(id),
  policy: escalationPolicy,
});
export type CrisisProspect = z.output<typeof crisisProspect>;

/** `GET /api/crises/mine`: the alert that a resident should look at now, if there is one. */
export const mine = z.object({ crisisId: z.nullable(id), position });
