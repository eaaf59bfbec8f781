/**
 * Waterkant on a real host: real HTTP on a free port of the loopback, a real log, vault and read files in a folder that
 * goes away, and a clock that stands still until the scenario moves it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QueueItem, queueView } from '@bijspringen/contracts/queue/views.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Problem } from '@bijspringen/contracts/shared/problems.ts';
import { type RaiseBody, type Raised, raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import {
  type FollowView,
  followView,
  type SignalView,
  signalView,
} from '@bijspringen/contracts/signals/views.ts';
import { type Host, startHost } from '@bijspringen/host/index.ts';
import { type Watch, watchServices } from '@bijspringen/host/testing/watched-services.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { seedWaterkant, type Waterkant } from '@bijspringen/people/index.ts';
import { seedAvailability } from '@bijspringen/roster/index.ts';
import type { PushEndpoint } from './push-endpoint.ts';

export type Answered = { status: number; body: unknown };
type Step = { step: string; on: string };

/** A neighbour without an account, with one message and its code. */
export interface Neighbour {
  readonly code: string;
  readonly signalId: string;
  readonly raised: Raised;
  follow(): Promise<FollowView>;
  writes(text: string): Promise<Answered>;
  answers(body: { answer?: string; text?: string }): Promise<Answered>;
  saysItIsNotSolved(text?: string): Promise<Answered>;
  takesItBack(): Promise<Answered>;
}

/** Somebody with a session. */
export interface Worker {
  readonly personId: string;
  today(): Promise<QueueItem[]>;
  reads(signalId: string): Promise<SignalView>;
  /** `POST /api/signals/:id/<path>`; fails the scenario when it is refused. */
  does(signalId: string, path: string, body?: object): Promise<void>;
  /** The same, with whatever came of it. */
  tries(signalId: string, path: string, body?: object): Promise<Answered>;
  notes(body: object): Promise<{ signalId: string; code: string }>;
  request(method: string, path: string, body?: object): Promise<Answered>;
}

export interface World {
  readonly url: string;
  /** Where everything is written; gone after `close`. */
  readonly dataFolder: string;
  readonly clock: FakeClock;
  readonly kernel: Kernel;
  readonly waterkant: Waterkant;
  /** Raises as a neighbour; fails the scenario when it is refused. */
  neighbour(body: Omit<RaiseBody, 'commandId' | 'followCode'>): Promise<Neighbour>;
  /** The same, with whatever came of it. */
  raises(body: object): Promise<Answered>;
  /** By role, or by the name of a persona of the demo. */
  as(role: Role | string): Promise<Worker>;
  request(method: string, path: string, options?: { body?: object; headers?: object }): Promise<Answered>;
  /** Stops, and starts again on the same data at that instant. Use the world that it gives from then on. */
  restartAt(instant: string, how?: { withoutReadFiles?: boolean }): Promise<World>;
  /** Moves the clock; what falls due on the way happens, each at its own moment and to its end. */
  waitUntil(instant: string): Promise<void>;
  /** Resolves when nothing more happens until the clock moves, and all of it can be read. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const PERSONAS: Readonly<Record<string, string>> = {
  'social-caretaker': 'caretaker',
  'second-caretaker': 'second-caretaker',
  coordinator: 'coordinator',
  'duty-officer': 'duty-officer',
  administrator: 'administrator',
  'crisis-trained-resident': 'responder',
};

type Options = {
  at: string;
  log?: Log;
  /** A push service on this machine; it outlives the world. */
  push?: PushEndpoint;
};

/** Starts Waterkant at an instant. Close it at the end of the test. */
export async function startWorld(options: Options): Promise<World> {
  return startIn(mkdtempSync(join(tmpdir(), 'bijspringen-world-')), options);
}

async function startIn(dataFolder: string, options: Options): Promise<World> {
  const { at, log = () => {}, push } = options;
  const clock = createFakeClock(at);
  const watch = watchServices(clock);
  const host = await startHost(
    {
      port: 0,
      host: '127.0.0.1',
      dataFolder,
      mode: 'demo',
      publicUrl: undefined,
      exitUrl: 'https://www.knmi.nl/',
      masterKey: undefined,
      pushContact: 'mailto:beheer@bijspringen.example',
    },
    { clock, log, services: watch.services, ...(push && { push: { loopbackCa: push.ca } }) },
  );
  const waterkant = await seedWaterkant(host.kernel);
  await seedAvailability(host.kernel, waterkant);
  await watch.settled(host.opened);
  return createWorld({ host, clock, watch, waterkant, dataFolder, options });
}

type Parts = {
  host: Host;
  clock: FakeClock;
  watch: Watch;
  waterkant: Waterkant;
  dataFolder: string;
  options: Options;
};

function createWorld({ host, clock, watch, waterkant, dataFolder, options }: Parts): World {
  const request: World['request'] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(host.url + path, {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: await response.json() };
  };
  const raises = (body: object) => request('POST', '/api/signals', { body });
  const settled = () => watch.settled(host.opened);
  return {
    url: host.url,
    dataFolder,
    clock,
    kernel: host.kernel,
    waterkant,
    request,
    raises,
    async neighbour(body) {
      const code = makeFollowCode(randomBytes(13));
      const answer = raised.parse(
        expectStatus(201, await raises({ commandId: randomUUID(), followCode: code, ...body })),
      );
      return neighbourWith(request, code, answer);
    },
    as: (role) => logIn(host.url, PERSONAS[role] ?? role, request),
    settled,
    async waitUntil(instant) {
      await settled();
      while (clock.now() < new Date(instant)) {
        await clock.advanceTo(watch.nextMoment(instant));
        await settled();
      }
    },
    async restartAt(instant, { withoutReadFiles = false } = {}) {
      await settled();
      await host.stop();
      if (withoutReadFiles) rmSync(dataPaths(dataFolder).readFolder, { recursive: true });
      return startIn(dataFolder, { ...options, at: instant });
    },
    async close() {
      await host.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function neighbourWith(request: World['request'], code: string, answer: Raised): Neighbour {
  const headers = { authorization: `Follow ${code}` };
  const post = (path: string, body: object) =>
    request('POST', `/api/follow/${path}`, { body: { commandId: randomUUID(), ...body }, headers });
  const follow = async () =>
    followView.parse(expectStatus(200, await request('GET', '/api/follow', { headers })));
  return {
    code,
    signalId: answer.signalId,
    raised: answer,
    follow,
    writes: (text) => post('messages', { text }),
    async answers(body) {
      const { openQuestion } = await follow();
      return post('answers', { questionId: openQuestion?.questionId, ...body });
    },
    saysItIsNotSolved: (text) => post('reopening', text === undefined ? {} : { text }),
    takesItBack: () => request('DELETE', '/api/follow', { body: { commandId: randomUUID() }, headers }),
  };
}

async function logIn(url: string, persona: string, request: World['request']): Promise<Worker> {
  const begin = async () => {
    const response = await fetch(`${url}/api/demo/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ persona }),
    });
    const { personId } = (await response.json()) as { personId: string };
    return { personId, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  let session = await begin();
  const { personId } = session;
  let position = '';
  const sendOnce = (method: string, path: string, body?: object) =>
    request(method, path, {
      headers: { cookie: session.cookie, origin: url },
      ...(body ? { body } : {}),
    });
  // A scenario lasts for days, a session for one: the worker logs in again in the morning.
  const send = async (method: string, path: string, body?: object) => {
    const answer = await sendOnce(method, path, body);
    if (answer.status !== 401) return answer;
    session = await begin();
    return sendOnce(method, path, body);
  };
  const tries = async (signalId: string, path: string, body: object = {}) => {
    const answer = await send('POST', `/api/signals/${signalId}/${path}`, {
      commandId: randomUUID(),
      ...body,
    });
    if (answer.status === 200) position = (answer.body as { position: string }).position;
    return answer;
  };
  return {
    personId,
    request: send,
    tries,
    async does(signalId, path, body) {
      expectStatus(200, await tries(signalId, path, body));
    },
    async today() {
      return queueView.parse(expectStatus(200, await send('GET', `/api/queue?after=${position}`))).items;
    },
    async reads(signalId) {
      return signalView.parse(
        expectStatus(200, await send('GET', `/api/signals/${signalId}?after=${position}`)),
      );
    },
    async notes(body) {
      const code = makeFollowCode(randomBytes(13));
      const whole = { commandId: randomUUID(), followCode: code, ...body };
      const observed = expectStatus(201, await send('POST', '/api/observations', whole)) as {
        signalId: string;
        position: string;
      };
      position = observed.position;
      return { signalId: observed.signalId, code };
    },
  };
}

/** The body of an answer that must have this status; otherwise the scenario fails and says what came instead. */
export function expectStatus(status: number, answer: Answered): unknown {
  if (answer.status === status) return answer.body;
  throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}

/** The code of a problem answer with its fields. */
export function problemOf(answer: Answered): Pick<Problem, 'code'> & { fields: string[] } {
  const problem = answer.body as Problem;
  return { code: problem.code, fields: (problem.errors ?? []).map(({ field }) => field) };
}

/** A step on a local date. */
export function next(step: string, on: string): { next: Step } {
  return { next: { step, on } };
}
