/** What travels over HTTP for a crisis: plain text, in strict objects. */
import * as z from 'zod/mini';
import { commandId, id, position } from '../shared/ids.ts';
import { text } from '../signals/api.ts';
import { PLACE_MAX_CHARACTERS } from '../signals/values.ts';
import {
  aftercareOutcome,
  declineReason,
  emergencyStatus,
  feeling,
  hardRule,
  judgement,
  MEETING_POINT_MAX_CHARACTERS,
  NEEDED_MAX,
  NEEDED_MIN,
  safetyAnswers,
  standDownReason,
  task,
} from './values.ts';

/**
 * `POST /api/crises` → 201 `opened`: by the duty officer on the roster. Safety answers and 112 come first; `place` may be
 * left out for a signal that has one. `commandId` makes a repeat the same crisis.
 */
export const openCrisisBody = z.strictObject({
  commandId,
  signalId: z.optional(id),
  districtId: z.optional(id),
  answers: safetyAnswers,
  emergency: emergencyStatus,
  tasks: z.array(task).check(z.minLength(1), z.maxLength(4)),
  needed: z.int().check(z.gte(NEEDED_MIN), z.lte(NEEDED_MAX)),
  meetingPoint: z.string().check(z.trim(), z.minLength(1), z.maxLength(MEETING_POINT_MAX_CHARACTERS)),
  place: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(PLACE_MAX_CHARACTERS))),
  /** False: no residents are wanted, only the record, 112 and colleagues. */
  alertsResidents: z.boolean(),
});
export type OpenCrisisBody = z.output<typeof openCrisisBody>;
/** `refused` names the rules that made an alert to residents impossible; the crisis is open all the same. */
export const opened = z.object({ crisisId: id, position, refused: z.array(z.string()), asked: z.int() });

/**
 * Every command on a crisis carries `seen`, the version of the crisis that the screen showed: a stale screen gets
 * `version-conflict` where the decision could hang on it (next wave, judgement, stand-down, hand-over, closing).
 */
const seen = z.int().check(z.gte(0));
export const nextWaveBody = z.strictObject({ commandId, seen });
export const dangerBody = z.strictObject({ commandId, rule: hardRule });
export const emergencyBody = z.strictObject({ commandId, emergency: emergencyStatus });
export const judgementBody = z.strictObject({ commandId, seen, judgement });
export const standDownBody = z.strictObject({ commandId, seen, because: standDownReason });
export const crisisHandOverBody = z.strictObject({ commandId, seen, toPersonId: id });
export const crisisClosingBody = z.strictObject({ commandId, seen, note: z.optional(text) });
export const aftercareBody = z.strictObject({ commandId, outcome: aftercareOutcome, note: z.optional(text) });
export const aftercareAssignmentBody = z.strictObject({ commandId, ownerPersonId: id });
export const debriefBody = z.strictObject({ commandId, text });
export const acknowledgementBody = z.strictObject({ commandId });

/** `POST /api/crises/:id/{accept,on-the-way,arrived,safety-check,unsafe,backup}`. */
export const answerAlertBody = z.strictObject({ commandId });
/** `POST /api/crises/:id/accept`: after "Ken je iemand die hierbij is? Dan liever niet." */
export const acceptBody = z.strictObject({ commandId, knowsSomeone: z.literal(false) });
export const declineBody = z.strictObject({ commandId, why: declineReason });
/** `POST /api/crises/:id/home`. */
export const homeBody = z.strictObject({ commandId, feeling: z.optional(feeling) });

/** `GET|POST /api/crises/escalation-policy`: by a coordinator, see `escalationPolicy`. */
