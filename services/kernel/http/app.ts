/** The HTTP edge: every request goes through here, in the same order, and every answer carries the same headers. */
import { randomUUID } from 'node:crypto';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import { type Context, Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { isRefusal } from '../decider.ts';
import { placeOf } from '../error-place.ts';
import { Busy, ReadModelBuilding, StoreFull, SubjectForgotten, UnknownEventType } from '../errors.ts';
import { sqliteTrouble } from '../event-store/sqlite-errors.ts';
import type { Log } from '../log.ts';
import type { Kernel, RunningService } from '../service.ts';
import { readAs } from '../vault/reader.ts';
import { announcesTooMuch, bodyProblem, takeBody } from './body.ts';
import { clientAddress } from './client.ts';
import type { Counters } from './counters.ts';
import { docsResponse } from './docs-page.ts';
import { ANSWER_TIMEOUT_MS, POSITION_MAX_CHARACTERS } from './limits.ts';
import { openApiOf, parametersOf } from './openapi.ts';
import { originOf } from './origin.ts';
import { problemResponse } from './problem.ts';
import { resolvePrincipal } from './resolve-principal.ts';
import type { Answer, Route, Request as RouteRequest } from './route.ts';
import { headersFor, securityHeaders } from './security-headers.ts';

export type AppOptions<Principal> = {
  routes: readonly Route[];
  /** Nobody we know. */
  anyone: Principal;
  /** Each service's way to tell who sends a request. */
  principals: readonly NonNullable<RunningService['principal']>[];
  authorize: (principal: Principal, action: string) => true | ProblemCode;
  /** What the read log calls a principal. */
  readerOf: (principal: Principal) => string;
  waitFor: Kernel['waitFor'];
  clock: Clock;
  log: Log;
  counters: Counters;
  publicUrl: URL;
  exitUrl: string;
  version: string;
  /** Asked before anything else: a problem here ends the request. */
  guard?: (c: Context) => ProblemCode | null;
  /** What is served outside `/api` where no route fits: the app's files. null when there is nothing there. */
  files?: (c: Context) => Promise<Response | null>;
};

/** The Hono app. Its `fetch` goes into a server, or straight into a test. */
export function createApp<Principal extends object>(options: AppOptions<Principal>): Hono {
  const app = new Hono();
  const secure = securing(options);
  const serve = (pattern: string, answer: (c: Context) => Promise<Served>) => async (c: Context) => {
    const startedAtMs = performance.now();
    const served = await answerSafely(() => answer(c), { c, pattern, log: options.log });
    const labels = { method: c.req.method, route: pattern, status: served.status };
    options.counters.request(labels, performance.now() - startedAtMs);
    return secure(served);
  };
  const guarded = (answer: (c: Context) => Promise<Served>) => async (c: Context) => {
    const refused = options.guard?.(c) ?? null;
    return refused === null ? answer(c) : problemResponse(refused);
  };

  for (const route of [...options.routes, ...documents(options)])
    app.on(
      route.method,
      route.path,
      serve(
        route.path,
        guarded((c) => answerRoute(c, route, options)),
      ),
    );
  const unknownRoute = serve(
    '/api/*',
    guarded(async () => problemResponse('not-found')),
  );
  const file = serve(
    '*',
    guarded(async (c) => (await options.files?.(c)) ?? problemResponse('not-found')),
  );
  // Not a route of its own: with two that fit, Hono would go through all of its middleware for each request.
  app.notFound((c) => (isOfApi(c.req.path) ? unknownRoute(c) : file(c)));
  return app;
}

function isOfApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

/** JSON that is not a response yet. */
type Json = { status: number; headers: Readonly<Record<string, string>>; text: string };
type Served = Response | Json;

/**
 * Gives every answer the same headers. JSON gets all of its headers at once: a response whose headers are touched one by
 * one costs more than everything else on the way.
 */
function securing(options: Parameters<typeof securityHeaders>[0]): (served: Served) => Response {
  const headers = securityHeaders(options);
  const common = Object.fromEntries(headers);
  return (served) => {
    if (!isResponse(served)) {
      const { status, text } = served;
      return new Response(text, { status, headers: { ...common, ...served.headers } });
    }
    for (const [name, value] of headersFor(served.headers, headers))
      if (!served.headers.has(name)) served.headers.set(name, value);
    return served;
  };
}

/** What the API says about itself. */
function documents<Principal>({ routes, version }: AppOptions<Principal>): Route[] {
  const openApi = JSON.stringify(openApiOf(routes, version));
  const common = { method: 'get', action: 'public.read', cacheControl: 'no-cache' } as const;
  return [
    {
      ...common,
      path: '/api/openapi.json',
      summary: 'This API as an OpenAPI 3.1 document.',
      handle: () => new Response(openApi, { headers: { 'Content-Type': 'application/json' } }),
    },
    {
      ...common,
      path: '/api/docs',
      summary: 'This API as a page to read.',
      handle: () => docsResponse(routes),
    },
  ];
}

async function answerRoute<Principal extends object>(
  c: Context,
  route: Route,
  options: AppOptions<Principal>,
): Promise<Served> {
  const request = c.req.raw;
  const isWrite = route.method !== 'get';
  const isOpen = options.authorize(options.anyone, route.action) === true;
  if (isWrite) {
    const origin = originOf(request, options.publicUrl.origin);
    // A cookie goes along by itself, so with one it must be sure that our own page asks. Only a plain form may be unsure:
    // an older browser cannot say where it comes from, and what a form does is open to anyone, cookie or not.
    const isPlainForm = isOpen && route.method === 'post' && route.body === undefined;
    const mayBeForged = origin === 'unknown' && request.headers.has('Cookie') && !isPlainForm;
    if (origin === 'foreign' || mayBeForged) return problemResponse('not-allowed');
    if (announcesTooMuch(request)) return bodyProblem('too-large');
  }
  if (!parametersFit(c, route.path)) return problemResponse('not-found');
  const from = { ...options, address: clientAddress(c) };
  const resolve = () => resolvePrincipal(request, route.action, from);
  const resolved = await resolve();
  if ('problem' in resolved) return problemResponse(resolved.problem);
  const taken = route.body === undefined ? { body: undefined } : await takeBody(request, route.body);
  if ('problem' in taken) return taken.problem;
  const query = queryOf(request.url);
  if (!isWrite) await waitForPosition(query, options);
  const routeRequest: RouteRequest<unknown, Principal> = {
    body: taken.body,
    params: c.req.param(),
    query,
    principal: resolved.principal,
    now: options.clock.now(),
    c,
    mayStill: async () => 'principal' in (await resolve()),
  };
  // The table holds routes of many body types; the schema has just checked that this body is of this route's.
  const handle = () => route.handle(routeRequest as RouteRequest<never, never>);
  const answer = await withinTime(readAs(options.readerOf(resolved.principal), handle));
  return toResponse(answer, route);
}

/** Every id in a path is a lower-case UUID; anything else cannot exist. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function parametersFit(c: Context, path: string): boolean {
  return parametersOf(path)
    .filter((name) => name === 'id' || name.endsWith('Id'))
    .every((name) => UUID.test(c.req.param(name) ?? ''));
}

/** What stands behind the question mark; most requests have none, and then nothing has to be taken apart. */
function queryOf(url: string): URLSearchParams {
  return url.includes('?') ? new URL(url).searchParams : new URLSearchParams();
}

async function waitForPosition(query: URLSearchParams, { waitFor }: { waitFor: Kernel['waitFor'] }) {
  const after = query.get('after');
  if (after !== null && after.length <= POSITION_MAX_CHARACTERS) await waitFor(after);
}

class AnswerTooLate extends Error {
  override readonly name = 'AnswerTooLate';
}

async function withinTime(answer: Answer | Promise<Answer>): Promise<Answer> {
  if (!(answer instanceof Promise)) return answer;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AnswerTooLate()), ANSWER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toResponse(answer: Answer, route: Route): Served {
  const cacheControl = route.cacheControl ?? 'no-store';
  if (isResponse(answer)) {
    if (!answer.headers.has('Cache-Control')) answer.headers.set('Cache-Control', cacheControl);
    return answer;
  }
  if (isRefusal(answer)) {
    const { refused, field } = answer;
    const errors = field === undefined ? [] : [{ field, code: refused, message: problems[refused].title }];
    return problemResponse(refused, errors);
  }
  if (isProblem(answer)) return problemResponse(answer.problem);
  const [status, content] = isCreated(answer) ? [201, answer.created] : [200, answer];
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': cacheControl };
  return { status, headers, text: JSON.stringify(content) };
}

/** By its tag: the server swaps the global `Response` for a lighter one, and `instanceof` would tell the two apart. */
function isResponse(answer: object): answer is Response {
  return Object.prototype.toString.call(answer) === '[object Response]';
}

function isProblem(answer: object): answer is { problem: ProblemCode } {
  return 'problem' in answer;
}

function isCreated(answer: object): answer is { created: object } {
  return 'created' in answer;
}

/** Turns what went wrong into a problem, and logs the kind of it: never an address, a body, a header or a message. */
async function answerSafely(
  answer: () => Promise<Served>,
  { c, pattern, log }: { c: Context; pattern: string; log: Log },
): Promise<Served> {
  try {
    return await answer();
  } catch (error) {
    const code = codeOf(error);
    const correlationId = randomUUID();
    const kind = error instanceof Error ? error.name : typeof error;
    const details = { method: c.req.method, route: pattern, code, error: kind, correlationId };
    // What nobody foresaw can only be mended when it is known where it happened.
    log('request failed', code === 'internal' ? { ...details, where: placeOf(error) } : details);
    const response = problemResponse(code);
    response.headers.set('X-Correlation-Id', correlationId);
    return response;
  }
}

function codeOf(error: unknown): ProblemCode {
  const trouble = sqliteTrouble(error);
  if (error instanceof StoreFull || trouble === 'full') return 'store-full';
  if (trouble === 'busy') return 'busy';
  if (error instanceof Busy || error instanceof ReadModelBuilding || error instanceof AnswerTooLate)
    return 'busy';
  if (error instanceof UnknownEventType) return 'newer-than-me';
  if (error instanceof SubjectForgotten) return 'not-found';
  return 'internal';
}
