/** Events of the `crisis-` and `page-` categories. */
import * as z from 'zod/mini';
import { escalationPolicy } from '../people/values.ts';
import type { EventOf, EventSchemas } from '../shared/events.ts';
import { id, instant } from '../shared/ids.ts';
import { personal } from '../shared/personal.ts';
import { danger } from '../signals/values.ts';
import {
  aftercareFor,
  aftercareOutcome,
  alertRule,
  backupReason,
  declineReason,
  emergencyStatus,
  feeling,
  hardRule,
  pageReason,
  passedOver,
  safetyAnswers,
  standDownReason,
  task,
} from './values.ts';

const words = z.string();
const who = z.object({ personId: id });

export const crisisEvents = {
  /** Opened by the duty officer on the roster. Sealed words hang on the matter: the signal's, or the crisis's own. */
  CrisisOpened: {
    version: 1,
    data: z.object({
      signalId: z.optional(id),
      dutyPersonId: id,
      answers: safetyAnswers,
      /** Every yes at the gate of this signal and of earlier crises about it; a yes is never overwritten. */
      dangers: z.array(danger),
      emergency: emergencyStatus,
      tasks: z.array(task),
      /** How many residents are needed, at least two. */
      needed: z.int(),
      /** The exact place: shown to helpers only when two have arrived. */
      place: personal(words, { of: 'matter' }),
      /** Not the door: shown when two said yes. */
      meetingPoint: personal(words, { of: 'matter' }),
      policy: escalationPolicy,
      /** The alert ends by itself at this moment. */
      endsAt: instant,
    }),
  },
  /** No (more) residents: by which rule. Professionals only from here. */
  AlertRefused: { version: 1, data: z.object({ rules: z.array(alertRule) }) },
  /** A yes that came later: from the neighbour, a helper or the duty officer. Stands an alert down in the same step. */
  DangerNoted: {
    version: 1,
    data: z.object({ rule: hardRule, by: z.enum(['reporter', 'responder', 'duty-officer']) }),
  },
  EmergencyCalled: { version: 1, data: z.object({ emergency: emergencyStatus }) },
  WaveAlerted: {
    version: 1,
    data: z.object({
      /** 1, 2, … */
      wave: z.int(),
      personIds: z.array(id),
      /** How many were not asked, and why: counts only. */
      passedOver: z.array(z.object({ why: passedOver, count: z.int() })),
      expiresAt: instant,
      isLast: z.boolean(),
    }),
  },
  /** `standing` is how many had said yes at the deadline; under two, the duty officer is told. */
  WaveExpired: { version: 1, data: z.object({ wave: z.int(), standing: z.int() }) },
  /** The professionals on the roster are asked; after the residents, or instead of them. */
  BackupRequested: {
    version: 1,
    data: z.object({ why: backupReason, byPersonId: z.optional(id), personIds: z.array(id) }),
  },
  ResponderAccepted: { version: 1, data: who },
  ResponderDeclined: { version: 1, data: z.object({ personId: id, why: declineReason }) },
  /** After a yes: stops, for whatever reason; none is asked. */
  ResponderStopped: { version: 1, data: who },
  /** Everyone who stands now, at least two: each sees the others' first name and the meeting point. */
  PairFormed: { version: 1, data: z.object({ personIds: z.array(id), checkBefore: instant }) },
  /** Somebody joined a pair that stands. */
  PairJoined: { version: 1, data: z.object({ personId: id, checkBefore: instant }) },
  /** Fewer than two stand: whoever is left waits, and place and meeting point are hidden. */
  PairBroken: {
    version: 1,
    data: z.object({
      because: z.enum(['stopped', 'missed-check', 'unsafe', 'went-home']),
      leftPersonIds: z.array(id),
    }),
  },
  MeetingPointShared: { version: 1, data: z.object({ personIds: z.array(id) }) },
  /** Two have arrived: they see the exact place. */
  PlaceShared: { version: 1, data: z.object({ personIds: z.array(id) }) },
  ResponderOnTheWay: { version: 1, data: who },
  ResponderArrived: { version: 1, data: who },
  /** A little before the moment: the phone is asked. */
  SafetyCheckAsked: { version: 1, data: z.object({ personId: id, checkBefore: instant }) },
  SafetyCheckDone: { version: 1, data: z.object({ personId: id, checkBefore: instant }) },
  /** Does not count as standing until a check is done. */
  SafetyCheckMissed: { version: 1, data: z.object({ personId: id, checkBefore: instant }) },
  ResponderUnsafe: { version: 1, data: who },
  /** Thanked and asked to stay home: the last wave passed without two, or there are enough. */
  ResponderReleased: {
    version: 1,
    data: z.object({ personId: id, because: z.enum(['not-enough', 'enough']) }),
  },
  /** The reporter wrote during an alert: no further wave goes and helpers wait until the duty officer has judged it. */
  AlertHeld: { version: 1, data: z.object({ messageEventId: id, personIds: z.array(id) }) },
  AlertResumed: { version: 1, data: z.object({ personIds: z.array(id) }) },
  CrisisHandedOver: { version: 1, data: z.object({ fromPersonId: id, toPersonId: id }) },
  /** "Ga naar huis. Dank je." Every place is hidden from here. */
  StoodDown: {
    version: 1,
    data: z.object({
      because: standDownReason,
      /** Who had said yes and is not home. */
      personIds: z.array(id),
      /** Who was asked and had not answered: for them it is over. */
      askedPersonIds: z.array(id),
    }),
  },
  /** The check at the end: home, and how it was. */
  ResponderHome: { version: 1, data: z.object({ personId: id, feeling: z.optional(feeling) }) },
  AftercareAsked: {
    version: 1,
    data: z.object({
      aftercareId: id,
      for: aftercareFor,
      /** The responder; absent for the reporter and the person. */
      personId: z.optional(id),
      round: z.enum(['first', 'second']),
      before: instant,
      ownerPersonId: id,
    }),
  },
  /** To the next shift, by name. */
  AftercareAssigned: { version: 1, data: z.object({ aftercareId: id, ownerPersonId: id }) },
  AftercareDone: {
    version: 1,
    data: z.object({
      aftercareId: id,
      outcome: aftercareOutcome,
      note: z.optional(personal(words, { of: 'matter' })),
    }),
  },
  /** What the duty officer hands over to whom: to the emergency services, and what is left. */
  CrisisClosed: { version: 1, data: z.object({ note: z.optional(personal(words, { of: 'matter' })) }) },
  /** What somebody who was there wants the others to learn. */
  DebriefGiven: {
    version: 1,
    data: z.object({ personId: id, text: personal(words, { of: 'worker' }) }),
  },
} as const satisfies EventSchemas;
export type CrisisEvent = EventOf<typeof crisisEvents>;

/** One call for the duty officer: begun by what happened, over when somebody acknowledged it. */
export const pageEvents = {
  DutyPaged: {
    version: 1,
    data: z.object({
      signalId: z.optional(id),
      crisisId: z.optional(id),
      why: pageReason,
      /** 1 is the duty officer, 2 the second person. */
      step: z.int(),
      personIds: z.array(id),
      acknowledgeBefore: instant,
    }),
  },
  /** Nobody is on the roster: nobody is called. */
  NobodyOnDuty: {
    version: 1,
    data: z.object({ signalId: z.optional(id), crisisId: z.optional(id), why: pageReason }),
  },
  PageAcknowledged: { version: 1, data: who },
  /** Everyone on the roster was called and nobody acknowledged in time. The page stays open. */
  PageUnanswered: { version: 1, data: z.object({}) },
} as const satisfies EventSchemas;
export type PageEvent = EventOf<typeof pageEvents>;
