/** A worker's models against a real host: HTTP, sealed session, SQLite and the live stream, with nothing faked. */
import { startTestHost, type TestHost } from '@bijspringen/host/testing/test-host.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newFollowCode } from '../api/ids.ts';
import { QUEUE_STREAM_PATH, workApi } from '../api/work.ts';
import { createDrafts } from './work-drafts.ts';
import type { LiveSource } from './work-live.ts';
import { WorkObserve } from './work-observe.model.ts';
import { WorkPeople } from './work-people.model.ts';
import { WorkQueue } from './work-queue.model.ts';
import { WorkSession } from './work-session.model.ts';
import { WorkSignal } from './work-signal.model.ts';

/** Far enough ahead for every plan, whenever this runs. */
const LATER = new Date(Date.now() + 9 * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
const HANG_MS = 60_000;
const realFetch = globalThis.fetch;
let host: TestHost;
let cookie = '';
let isOffline = false;
let ended = 0;
const sessionEnded = () => {
  ended += 1;
};

/** What a browser adds to a request of our own page: the origin, and the cookie it was given. */
async function asBrowser(path: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  // The neighbour's client of the test host names the whole address, and has its own connection and cookie.
  if (String(path).startsWith('http')) return realFetch(path, init);
  if (isOffline) throw new TypeError('fetch failed');
  const headers = { ...Object.fromEntries(new Headers(init.headers)), origin: host.url, cookie };
  const response = await realFetch(`${host.url}${String(path)}`, { ...init, headers });
  const set = response.headers.get('set-cookie');
  if (set !== null) cookie = set.split(';')[0] ?? '';
  return response;
}

/** The stream as a browser's EventSource reads it. */
function openStream(): LiveSource {
  const stop = new AbortController();
  const heard: ((event: { data: unknown }) => void)[] = [];
  const source: LiveSource = {
    onopen: null,
    onerror: null,
    addEventListener: (type, listener) => {
      if (type === 'changed') heard.push(listener);
    },
    close: () => stop.abort(),
  };
  async function read(): Promise<void> {
    const response = await asBrowser(QUEUE_STREAM_PATH, { signal: stop.signal });
    if (!response.ok || response.body === null) throw new TypeError('no stream');
    source.onopen?.();
    for await (const bytes of response.body) {
      const data = /^event: changed\ndata: (.*)$/m.exec(new TextDecoder().decode(bytes))?.[1];
      if (data !== undefined) for (const listener of heard) listener({ data });
    }
    source.onerror?.();
  }
  read().catch(() => source.onerror?.());
  return source;
}

function aQueue() {
  return new WorkQueue({
    api: workApi,
    openStream,
    isOnline: () => !isOffline,
    now: () => new Date(),
    sessionEnded,
  });
}

function aSignal(signalId: string, drafts = createDrafts()) {
  return new WorkSignal(signalId, { api: workApi, drafts, now: () => new Date(), sessionEnded });
}

async function raise(text: string, more: object = {}) {
  const followCode = newFollowCode();
  const body = { commandId: crypto.randomUUID(), kind: 'wish', text, followCode, ...more };
  const answer = await host.anyone().post('/api/signals', body);
  expect(answer.status).toBe(201);
  return { followCode, signalId: (answer.json as { signalId: string }).signalId };
}

async function readByNeighbour(followCode: string): Promise<string> {
  const answer = await host.anyone().get('/api/follow', { authorization: `Follow ${followCode}` });
  return answer.text;
}

const concern = { kind: 'concern', place: 'Lisdodde 14', gate: { dangers: [], emergencyCalled: 'no' } };

beforeAll(async () => {
  host = await startTestHost();
  vi.stubGlobal('fetch', asBrowser);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await host.end();
});
beforeEach(async () => {
  isOffline = false;
  ended = 0;
  cookie = '';
  await workApi.enterAs('caretaker');
});

describe('Today', () => {
  it('shows by itself what a neighbour raises while it stands open', async () => {
    const queue = aQueue();
    queue.start();
    await vi.waitFor(() => expect(queue.liveState.value).toBe('live'), HANG_MS);
    await vi.waitFor(() => expect(queue.view.value).not.toBeNull(), HANG_MS);
    const { signalId } = await raise('ik wil leren fietsen');
    await vi.waitFor(
      () => expect(queue.view.value?.items.map((item) => item.signalId)).toContain(signalId),
      HANG_MS,
    );
    await vi.waitFor(() => expect(queue.lastChange.value).toBe(1), HANG_MS);
    queue.stop();
  });

  it('keeps the last list while there is no connection, and says from when it is', async () => {
    const queue = aQueue();
    await queue.load();
    const before = queue.view.value;
    isOffline = true;
    await queue.load();
    expect(queue.view.value).toBe(before);
    expect(queue.isOffline.value).toBe(true);
    expect(queue.problem.value?.code).toBe('offline');
    expect(queue.fetchedAt.value).not.toBeNull();
  });

  it('says that the session is over instead of showing an empty list', async () => {
    cookie = '';
    const queue = aQueue();
    await queue.load();
    expect(queue.view.value).toBeNull();
    expect(ended).toBe(1);
  });
});

describe('a message', () => {
  it('is marked read by opening it, once, and the neighbour is told', async () => {
    const { signalId, followCode } = await raise('ik wil graag schaken');
    const model = aSignal(signalId);
    await model.load();
    expect(model.hasToldRead.value).toBe(true);
    expect(await readByNeighbour(followCode)).toContain('"sentence":"read"');
    await aSignal(signalId).load();
    const read = model.view.value?.timeline.filter((line) => line.what === 'read');
    expect(read).toHaveLength(1);
  });

  it('takes a check-in in two taps, with the words of the person', async () => {
    const { signalId } = await raise('post steekt uit de bus', concern);
    const model = aSignal(signalId);
    await model.load();
    model.open('check-in', { on: LATER });
    model.change('check-in', { outcome: 'reached', wish: 'ik wil weer taart bakken' });
    await model.save('check-in');
    expect(model.sheet.value).toBeNull();
    expect(model.confirmation.value?.text).toMatch(/^Bewaard\. Het staat weer op je lijst op /);
    expect(model.view.value?.next?.step).toBe('check-in');
    expect(model.view.value?.timeline.at(-1)?.wish).toBe('ik wil weer taart bakken');
    expect(model.draft('check-in').value).toEqual({});
  });

  it('keeps what was typed when saving fails, and sends the same command again', async () => {
    const { signalId } = await raise('gordijnen dicht', concern);
    const model = aSignal(signalId);
    await model.load();
    model.open('note');
    model.change('note', { note: 'in augustus kwam mevrouw nog naar het eten' });
    isOffline = true;
    await model.save('note');
    expect(model.sheet.value).toBe('note');
    expect(model.sheetProblem.value).toMatch(/geen internet/);
    expect(model.draft('note').value.note).toBe('in augustus kwam mevrouw nog naar het eten');
    isOffline = false;
    await model.save('note');
    expect(model.view.value?.timeline.filter((line) => line.what === 'note')).toHaveLength(1);
  });

  it('writes once when the answer to a save was lost on the way', async () => {
    const { signalId } = await raise('lamp kapot bij trap b', concern);
    const model = aSignal(signalId);
    await model.load();
    model.open('note');
    model.change('note', { note: 'gebeld met de corporatie' });
    vi.stubGlobal('fetch', async (...request: Parameters<typeof asBrowser>) => {
      await asBrowser(...request);
      throw new TypeError('connection lost after the server had written');
    });
    await model.save('note');
    vi.stubGlobal('fetch', asBrowser);
    expect(model.sheetProblem.value).not.toBeNull();
    await model.save('note');
    expect(model.view.value?.timeline.filter((line) => line.what === 'note')).toHaveLength(1);
  });

  it('shows a day that has passed at the day, in words', async () => {
    const { signalId } = await raise('vliegen op het raam', concern);
    const model = aSignal(signalId);
    await model.load();
    model.open('follow-up', { on: '2020-01-06' });
    await model.save('follow-up');
    expect(model.fieldErrors.value.on).toMatch(/dag die nog komt/);
    expect(model.sheet.value).toBe('follow-up');
  });

  it('closes with a fixed sentence, and opens again when that was a slip', async () => {
    const { signalId, followCode } = await raise('al 2 dage geen licht bij nr 9', concern);
    const model = aSignal(signalId);
    await model.load();
    model.open('close');
    model.change('close', { reason: 'nothing-wrong', note: 'ze zijn op vakantie' });
    await model.save('close');
    expect(model.view.value?.status).toBe('closed');
    const seen = await readByNeighbour(followCode);
    expect(seen).toContain('"sentence":"nothing-wrong"');
    expect(seen).not.toContain('vakantie');
    await model.undo();
    expect(model.view.value?.status).toBe('open');
    expect(model.confirmation.value).toEqual({ text: 'Het is teruggedraaid.', undo: null });
  });

  it('links two messages, and takes them apart again', async () => {
    const first = await raise('hij praat hard tegen de vriezer', { ...concern, place: 'Sluisplein 1' });
    const second = await raise('die man weer', { ...concern, place: 'Sluisplein 1' });
    const model = aSignal(second.signalId);
    await model.load();
    expect(model.view.value?.hints.map((hint) => hint.signalId)).toContain(first.signalId);
    await model.compare(first.signalId);
    expect(model.other.value?.text).toBe('hij praat hard tegen de vriezer');
    await model.link(first.signalId);
    expect(model.view.value?.linked.map((hint) => hint.signalId)).toEqual([first.signalId]);
    await model.undo();
    expect(model.view.value?.linked).toEqual([]);
  });

  it('asks, plans, answers and hands over', async () => {
    const { signalId, followCode } = await raise('ik kan goed koken');
    const model = aSignal(signalId);
    await model.load();
    model.change('question', { ready: 'which-day' });
    await model.save('question');
    expect(model.view.value?.openQuestionId).not.toBeNull();
    model.change('follow-up', { on: LATER, what: 'samen kijken bij de maaltijd' });
    await model.save('follow-up');
    model.change('follow-up-done', { step: 'find-match', on: LATER });
    await model.save('follow-up-done');
    expect(model.view.value?.next?.step).toBe('find-match');
    model.change('feedback', { how: 'own', text: 'Kom donderdag eens kijken' });
    await model.save('feedback');
    expect(await readByNeighbour(followCode)).toContain('Kom donderdag eens kijken');
    const colleague = model.view.value?.colleagues.find((each) => !each.isYou);
    model.change('assign', { personId: colleague?.personId ?? null });
    await model.save('assign');
    expect(model.view.value?.owner?.isYou).toBe(false);
    await model.undo();
    expect(model.view.value?.owner?.isYou).toBe(true);
  });

  it('of which nobody has heard says so', async () => {
    const model = aSignal('00000000-0000-4000-8000-000000000000');
    await model.load();
    expect(model.view.value).toBeNull();
    expect(model.problem.value?.code).toBe('not-found');
  });
});

describe('an observation', () => {
  it('is noted in twenty seconds, with a code that opens it for the neighbour', async () => {
    const observe = new WorkObserve({ api: workApi, sessionEnded });
    await observe.save();
    expect(Object.keys(observe.fieldErrors.value)).toEqual(['text', 'place']);
    observe.change({ text: 'meneer is niet buiten geweest', place: 'Rietkraag 8', origin: 'told' });
    isOffline = true;
    await observe.save();
    expect(observe.noted.value).toBeNull();
    expect(observe.draft.value.text).toBe('meneer is niet buiten geweest');
    isOffline = false;
    await observe.save();
    expect(observe.noted.value?.formattedCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{4}$/);
    expect(await readByNeighbour(observe.noted.value?.code ?? '')).toContain('meneer is niet buiten geweest');
    expect(observe.draft.value.text).toBe('');
  });
});

describe('people', () => {
  it('lets a coordinator invite somebody, whose link works once', async () => {
    await workApi.enterAs('coordinator');
    const people = new WorkPeople({ api: workApi, sessionEnded });
    people.rename('Invaller');
    people.toggle('social-caretaker');
    await people.invite();
    const secret = new URL(people.invited.value?.link ?? '').hash.slice(1);
    cookie = '';
    const session = new WorkSession({ api: workApi, forgetAll: () => undefined });
    await session.accept(secret);
    expect(session.state.value).toBe('in');
    expect(session.session.value?.name).toBe('Invaller');
    const other = new WorkSession({ api: workApi, forgetAll: () => undefined });
    await other.accept(secret);
    expect(other.problem.value?.code).toBe('invitation-used');
    await other.accept('not-an-invitation');
    expect(other.problem.value?.code).toBe('invitation-unknown');
  });

  it('refuses a caretaker who invites', async () => {
    const people = new WorkPeople({ api: workApi, sessionEnded });
    people.rename('Iemand');
    people.toggle('coordinator');
    await people.invite();
    expect(people.invited.value).toBeNull();
    expect(people.problem.value).toMatch(/mag je niet/);
    expect(people.name.value).toBe('Iemand');
  });
});

describe('a session', () => {
  it('forgets everything personal on logging out', async () => {
    let forgotten = 0;
    const session = new WorkSession({ api: workApi, forgetAll: () => (forgotten += 1) });
    await session.load();
    expect(session.state.value).toBe('in');
    await session.logOut();
    expect(session.state.value).toBe('left');
    expect(session.session.value).toBeNull();
    expect(forgotten).toBe(1);
    const after = new WorkSession({ api: workApi, forgetAll: () => undefined });
    await after.load();
    expect(['out', 'ended']).toContain(after.state.value);
  });

  it('keeps what was typed for the same person, and clears it for another', async () => {
    let forgotten = 0;
    const session = new WorkSession({ api: workApi, forgetAll: () => (forgotten += 1) });
    await session.load();
    session.ended();
    expect(session.state.value).toBe('ended');
    await session.enterAs('caretaker');
    expect(forgotten).toBe(0);
    session.ended();
    await session.enterAs('coordinator');
    expect(forgotten).toBe(1);
  });
});
