/** The workers' side of the HTTP interface: what each screen asks, and how a refusal comes back as a value. */
import * as people from '@bijspringen/contracts/people/api.ts';
import { queueView } from '@bijspringen/contracts/queue/views.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import * as signals from '@bijspringen/contracts/signals/api.ts';
import { signalView } from '@bijspringen/contracts/signals/views.ts';
import * as z from 'zod/mini';
import { request } from './client.ts';

/** The server's own code, or `offline` when no answer came; the same commandId makes trying again safe. */
export type WorkProblem = {
  code: ProblemCode | 'offline';
  /** A Dutch sentence per field name. */
  fields: Record<string, string>;
};
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: WorkProblem };

/** The writes on one signal, by their place in the path, with the schema of what each one takes. */
export const signalWrites = {
  reading: signals.readingBody,
  triage: signals.triageBody,
  assignment: signals.assignmentBody,
  questions: signals.questionBody,
  notes: signals.noteBody,
  'check-ins': signals.checkInBody,
  'follow-ups': signals.followUpBody,
  feedback: signals.feedbackBody,
  informing: signals.informingBody,
  closing: signals.closingBody,
  reopening: signals.reopeningBody,
  links: signals.linkBody,
  unlinks: signals.linkBody,
} as const;
export type SignalWrite = keyof typeof signalWrites;
export type WriteBody<W extends SignalWrite> = Omit<z.input<(typeof signalWrites)[W]>, 'commandId'>;

type Ask<S extends z.ZodMiniType> = {
  method?: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  answer: S;
};

/** One request of somebody who works here, with the refusal as a value. */
export async function ask<S extends z.ZodMiniType>(call: Ask<S>): Promise<Outcome<z.output<S>>> {
  const answer = await request(call);
  if (answer.kind === 'done') return { ok: true, value: answer.value };
  if (answer.kind === 'unreachable') return { ok: false, problem: { code: 'offline', fields: {} } };
  const fields: Record<string, string> = {};
  for (const error of answer.problem.errors) fields[error.field] ??= error.message;
  return { ok: false, problem: { code: answer.problem.code, fields } };
}

export const get = <S extends z.ZodMiniType>(path: string, answer: S) => ask({ path, answer });
export const post = <S extends z.ZodMiniType>(path: string, body: object, answer: S) =>
  ask({ method: 'POST', path, body, answer });

/** "At least this position", so that people see what they just did. */
export function afterQuery(after: string | null): string {
  return after === null ? '' : `?after=${encodeURIComponent(after)}`;
}

/** Where the browser listens for "something changed". */
export const QUEUE_STREAM_PATH = '/api/queue/stream';

export const workApi = {
  session: () => get('/api/session', people.session),
  personas: () => get('/api/demo/personas', people.personas),
  enterAs: (persona: string) => post('/api/demo/sessions', { persona }, people.session),
  accept: (body: z.input<typeof people.sessionBody>) => post('/api/sessions', body, people.session),
  logOut: () => ask({ method: 'DELETE', path: '/api/sessions', answer: z.looseObject({}) }),
  queue: (after: string | null) => get(`/api/queue${afterQuery(after)}`, queueView),
  signal: (signalId: string, after: string | null) =>
    get(`/api/signals/${encodeURIComponent(signalId)}${afterQuery(after)}`, signalView),
  write: <W extends SignalWrite>(signalId: string, what: W, body: WriteBody<W> & { commandId: string }) =>
    post(`/api/signals/${encodeURIComponent(signalId)}/${what}`, body, signals.done),
  followUpDone: (signalId: string, followUpId: string, body: z.input<typeof signals.followUpDoneBody>) =>
    post(`/api/signals/${encodeURIComponent(signalId)}/follow-ups/${followUpId}/done`, body, signals.done),
  observe: (body: z.input<typeof signals.observationBody>) =>
    post('/api/observations', body, signals.observed),
  invite: (body: z.input<typeof people.invitationBody>) => post('/api/invitations', body, people.invited),
};
export type WorkApi = typeof workApi;
