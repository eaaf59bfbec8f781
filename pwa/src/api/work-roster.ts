/** The HTTP interface of the roster, of who may be alerted, and of how alerts run. */
import * as people from '@bijspringen/contracts/people/api.ts';
import * as roster from '@bijspringen/contracts/roster/api.ts';
import { position } from '@bijspringen/contracts/shared/ids.ts';
import * as z from 'zod/mini';
import { ask, get, post } from './work.ts';

const done = z.object({ position });
const part = encodeURIComponent;

export const rosterApi = {
  roster: (from: string, days: number) =>
    get(`/api/roster?from=${part(from)}&days=${days}`, roster.rosterView),
  plan: (body: z.input<typeof roster.shiftBody>) => post('/api/roster/shifts', body, roster.planned),
  cancel: (shiftId: string, body: z.input<typeof roster.cancellationBody>) =>
    post(`/api/roster/shifts/${part(shiftId)}/cancellation`, body, done),
  handOver: (shiftId: string, body: z.input<typeof roster.dutyHandOverBody>) =>
    post(`/api/roster/shifts/${part(shiftId)}/hand-over`, body, done),
  people: () => get('/api/people', people.peopleView),
  train: (personId: string, body: z.input<typeof people.trainingBody>) =>
    post(`/api/people/${part(personId)}/training`, body, done),
  policy: () => get('/api/escalation-policy', people.escalationPolicyView),
  setPolicy: (body: z.input<typeof people.escalationPolicyBody>) =>
    ask({ method: 'PUT', path: '/api/escalation-policy', body, answer: done }),
};
export type RosterApi = typeof rosterApi;
