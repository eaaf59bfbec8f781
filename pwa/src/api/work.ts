/** The workers' side of the HTTP interface: every answer is parsed, every refusal comes back as a value. */
import * as people from '@bijspringen/contracts/people/api.ts';
import { queueView } from '@bijspringen/contracts/queue/views.ts';
import { type ProblemCode, problems } from '@bijspringen/contracts/shared/problems.ts';
import * as signals from '@bijspringen/contracts/signals/api.ts';
import { signalView } from '@bijspringen/contracts/signals/views.ts';
import * as z from 'zod/mini';

/** A request that takes longer is given up; the same commandId makes trying again safe. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Either the server's own code, or what went wrong before it could answer. */
export type WorkProblem = {
  code: ProblemCode | 'offline' | 'unreadable';
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

export type WorkApi = ReturnType<typeof createWorkApi>;

/** What a server or a tunnel in between sent as a problem; the code decides, its text is never shown as it is. */
const problemBody = z.object({
  code: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
});

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

async function readProblem(response: Response): Promise<WorkProblem> {
  const body = problemBody.safeParse(await response.json().catch(() => null));
  if (!body.success || !isProblemCode(body.data.code)) return { code: 'unreadable', fields: {} };
  const fields: Record<string, string> = {};
  for (const error of body.data.errors ?? []) fields[error.field] ??= error.message;
  return { code: body.data.code, fields };
}

export type WorkApiOptions = { baseUrl: string; fetch: typeof fetch };

/** `baseUrl` is empty in the app; a test gives the address of its server and a fetch that keeps cookies. */
export function createWorkApi({ baseUrl, fetch }: WorkApiOptions) {
  async function send<T>(path: string, init: RequestInit, schema: z.ZodMiniType<T>): Promise<Outcome<T>> {
    let response: Response;
    try {
      response = await fetch(baseUrl + path, {
        ...init,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
    } catch {
      // Fetch rejects only when no answer came: no network, no server, or the time-out above.
      return { ok: false, problem: { code: 'offline', fields: {} } };
    }
    if (!response.ok) return { ok: false, problem: await readProblem(response) };
    const body = schema.safeParse(response.status === 204 ? {} : await response.json().catch(() => null));
    if (!body.success) return { ok: false, problem: { code: 'unreadable', fields: {} } };
    return { ok: true, value: body.data };
  }

  const get = <T>(path: string, schema: z.ZodMiniType<T>) => send(path, {}, schema);
  const post = <T>(path: string, body: object, schema: z.ZodMiniType<T>) =>
    send(
      path,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      schema,
    );

  return {
    session: () => get('/api/session', people.session),
    personas: () => get('/api/demo/personas', people.personas),
    enterAs: (persona: string) => post('/api/demo/sessions', { persona }, people.session),
    accept: (body: z.input<typeof people.sessionBody>) => post('/api/sessions', body, people.session),
    logOut: () => send('/api/sessions', { method: 'DELETE' }, z.looseObject({})),
    district: () => get('/api/district', people.publicDistrict),
    queue: (after: string | null) => get(`/api/queue${afterQuery(after)}`, queueView),
    queueStreamUrl: `${baseUrl}/api/queue/stream`,
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
}

function afterQuery(after: string | null): string {
  return after === null ? '' : `?after=${encodeURIComponent(after)}`;
}
