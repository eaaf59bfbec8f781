/** The HTTP interface of a crisis and of duty, for the screens that are loaded only by who needs them. */
import * as crisis from '@bijspringen/contracts/crisis/api.ts';
import { crisisProspect, crisisView, dutyView, mine } from '@bijspringen/contracts/crisis/views.ts';
import { position } from '@bijspringen/contracts/shared/ids.ts';
import * as z from 'zod/mini';
import { afterQuery, get, post } from './work.ts';

/** The writes on one crisis, by their place in the path, with the schema of what each one takes. */
export const crisisWrites = {
  accept: crisis.acceptBody,
  decline: crisis.declineBody,
  'on-the-way': crisis.answerAlertBody,
  arrived: crisis.answerAlertBody,
  'safety-check': crisis.answerAlertBody,
  unsafe: crisis.answerAlertBody,
  backup: crisis.answerAlertBody,
  home: crisis.homeBody,
  debrief: crisis.debriefBody,
  'next-wave': crisis.nextWaveBody,
  dangers: crisis.dangerBody,
  emergency: crisis.emergencyBody,
  judgement: crisis.judgementBody,
  'stand-down': crisis.standDownBody,
  'hand-over': crisis.crisisHandOverBody,
  closing: crisis.crisisClosingBody,
} as const;
export type CrisisWrite = keyof typeof crisisWrites;
/** What the screen gives; the id of the command and the version that was seen are added by the model. */
export type CrisisBody<W extends CrisisWrite> = Omit<z.input<(typeof crisisWrites)[W]>, 'commandId' | 'seen'>;
export type CrisisView = z.output<typeof crisisView>;

/** Where the browser listens for "something changed" in a crisis that concerns this person. */
export const CRISIS_STREAM_PATH = '/api/crises/stream';

const done = z.object({ position });
const part = encodeURIComponent;

export const crisisApi = {
  crisis: (crisisId: string, after: string | null) =>
    get(`/api/crises/${part(crisisId)}${afterQuery(after)}`, crisisView),
  write: (crisisId: string, what: CrisisWrite, body: object & { commandId: string }) =>
    post(`/api/crises/${part(crisisId)}/${what}`, body, done),
  mine: (after: string | null = null) => get(`/api/crises/mine${afterQuery(after)}`, mine),
  prospect: (signalId: string | null) =>
    get(`/api/crises/prospect${signalId === null ? '' : `?signalId=${part(signalId)}`}`, crisisProspect),
  open: (body: z.input<typeof crisis.openCrisisBody>) => post('/api/crises', body, crisis.opened),
  duty: (after: string | null) => get(`/api/duty${afterQuery(after)}`, dutyView),
  acknowledge: (pageId: string, body: { commandId: string }) =>
    post(`/api/pages/${part(pageId)}/acknowledgement`, body, done),
  aftercare: (crisisId: string, aftercareId: string, body: z.input<typeof crisis.aftercareBody>) =>
    post(`/api/crises/${part(crisisId)}/aftercare/${part(aftercareId)}`, body, done),
  assignAftercare: (
    crisisId: string,
    aftercareId: string,
    body: z.input<typeof crisis.aftercareAssignmentBody>,
  ) => post(`/api/crises/${part(crisisId)}/aftercare/${part(aftercareId)}/assignment`, body, done),
};
export type CrisisApi = typeof crisisApi;
