import { randomUUID } from 'node:crypto';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { type Clock, systemClock } from '@bijspringen/kernel/clock.ts';
import { personOf } from '@bijspringen/people/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, someWish, startTestHost, type TestHost } from './testing/test-host.ts';

let host: TestHost;
let movedMs = 0;
/** The real clock, moved ahead. */
const clock: Clock = {
  now: () => new Date(Date.now() + movedMs),
  at: (instant, call) => systemClock.at(new Date(instant.getTime() - movedMs), call),
};
const HOUR_MS = 60 * 60 * 1_000;

beforeAll(async () => {
  host = await startTestHost({ clock });
});
afterAll(() => host.end());

const invite = async (by: string, body: object = {}) =>
  (await host.as(by)).post('/api/invitations', {
    commandId: randomUUID(),
    name: 'Nieuwe collega',
    roles: ['social-caretaker'],
    ...body,
  });
const newCode = () => makeFollowCode(crypto.getRandomValues(new Uint8Array(13)));
const secretOf = (link: string) => new URL(link).hash.slice(1);

describe('an invitation', () => {
  it('lets somebody in, once, with the name and roles that were given', async () => {
    const invited = await invite('coordinator');
    expect(invited.status).toBe(201);
    const { link, personId } = invited.json as { link: string; personId: string };
    const newcomer = host.anyone();
    const entered = await newcomer.post('/api/sessions', {
      commandId: randomUUID(),
      invitation: secretOf(link),
    });
    expect(entered).toMatchObject({
      status: 201,
      json: {
        personId,
        name: 'Nieuwe collega',
        roles: ['social-caretaker'],
        districtName: 'Waterkant',
        isDemo: true,
      },
    });
    expect((await newcomer.get('/api/queue')).status).toBe(200);
    const again = await host
      .anyone()
      .post('/api/sessions', { commandId: randomUUID(), invitation: secretOf(link) });
    expect(again).toMatchObject({ status: 409, json: { code: 'invitation-used' } });
  });

  it('carries its secret in the fragment, which reaches no server, and with 256 bits', async () => {
    const { link } = (await invite('administrator')).json as { link: string };
    expect(new URL(link).pathname).toBe('/welkom');
    expect(new URL(link).search).toBe('');
    expect(Buffer.from(secretOf(link), 'base64url').length).toBe(32);
    expect(host.logged()).not.toContain(secretOf(link));
  });

  it('that is asked for twice with one commandId is one link', async () => {
    const commandId = randomUUID();
    const first = await invite('coordinator', { commandId });
    const again = await invite('coordinator', { commandId });
    expect(again.json).toEqual(first.json);
    expect((await invite('coordinator', { commandId, name: 'Iemand anders' })).json).toMatchObject({
      code: 'command-reused',
    });
  });

  it('that was accepted can be sent again when its answer got lost', async () => {
    const { link } = (await invite('coordinator')).json as { link: string };
    const body = { commandId: randomUUID(), invitation: secretOf(link) };
    await host.anyone().post('/api/sessions', body);
    expect((await host.anyone().post('/api/sessions', body)).status).toBe(201);
  });

  it.each(['caretaker', 'duty-officer', 'responder'])('cannot be made by the %s', async (persona) => {
    expect((await invite(persona)).json).toMatchObject({ code: 'not-allowed' });
  });

  it('makes nobody a neighbour', async () => {
    expect((await invite('coordinator', { roles: ['reporter'] })).json).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'roles' }],
    });
  });

  it('that nobody made is not known', async () => {
    const unknown = { commandId: randomUUID(), invitation: Buffer.alloc(32, 5).toString('base64url') };
    expect((await host.anyone().post('/api/sessions', unknown)).json).toMatchObject({
      code: 'invitation-unknown',
    });
  });

  it('expires after seven days', async () => {
    const { link } = (await invite('coordinator')).json as { link: string };
    movedMs += 7 * 24 * HOUR_MS;
    const late = await host
      .anyone()
      .post('/api/sessions', { commandId: randomUUID(), invitation: secretOf(link) });
    expect(late.json).toMatchObject({ code: 'invitation-expired' });
  });
});

describe('a session', () => {
  it('is a cookie that scripts and other sites do not get', async () => {
    const login = await host.anyone().post('/api/demo/sessions', { persona: 'caretaker' });
    const cookie = login.headers.get('Set-Cookie');
    expect(cookie).toMatch(/^bijspringen=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    expect(cookie).not.toContain(personOf('caretaker'));
  });

  it('goes over https only, for this host only, where the address is https', async () => {
    const secure = await startTestHost({ environment: { PUBLIC_URL: 'https://bijspringen.example' } });
    const login = await secure.anyone().post('/api/demo/sessions', { persona: 'coordinator' });
    expect(login.headers.get('Set-Cookie')).toMatch(/^__Host-bijspringen=.*; Path=\/; .*; Secure; /);
    expect(login.headers.get('Strict-Transport-Security')).toContain('max-age=31536000');
    const inviting = createClient(secure.url, login.headers.get('Set-Cookie')?.split(';')[0]);
    const body = { commandId: randomUUID(), name: 'Collega', roles: ['social-caretaker'] };
    const invited = await inviting.post('/api/invitations', body);
    expect(invited.json).toMatchObject({
      link: expect.stringMatching(/^https:\/\/bijspringen\.example\/welkom#/),
    });
    await secure.end();
  });

  it('ends after twelve hours', async () => {
    const worker = await host.as('caretaker');
    movedMs += 12 * HOUR_MS - 60_000;
    expect((await worker.get('/api/session')).status).toBe(200);
    movedMs += 60_000;
    expect(await worker.get('/api/session')).toMatchObject({ status: 401, json: { code: 'session-ended' } });
    expect((await worker.get('/api/queue')).json).toMatchObject({ code: 'session-ended' });
  });

  it('that was altered counts no more, wherever it was altered', async () => {
    const cookie = (await host.as('caretaker')).cookie();
    for (const at of [15, 40, cookie.length - 2]) {
      const other = cookie[at] === 'A' ? 'B' : 'A';
      const altered = createClient(host.url, cookie.slice(0, at) + other + cookie.slice(at + 1));
      expect((await altered.get('/api/session')).json).toMatchObject({ code: 'session-ended' });
    }
  });

  it('of another release has ended, and keeps nobody from logging in again', async () => {
    const token = host.opened.vault.sealToken('session', JSON.stringify({ who: personOf('caretaker') }));
    const older = createClient(host.url, `bijspringen=${token}`);
    expect((await older.get('/api/session')).json).toMatchObject({ code: 'session-ended' });
    expect((await older.post('/api/demo/sessions', { persona: 'caretaker' })).status).toBe(201);
  });

  it('is over for good after logging out, also where its cookie was copied', async () => {
    const worker = await host.as('caretaker');
    const other = await host.as('caretaker');
    const copied = createClient(host.url, worker.cookie());
    expect((await copied.get('/api/session')).status).toBe(200);
    const out = await worker.send('DELETE', '/api/sessions');
    expect(out.headers.get('Set-Cookie')).toMatch(/^bijspringen=; .*Max-Age=0$/);
    expect((await copied.get('/api/session')).json).toMatchObject({ code: 'session-ended' });
    expect((await other.get('/api/session')).status).toBe(200);
  });

  it('that ends also ends what it was listening to', async () => {
    const worker = await host.as('caretaker');
    const stream = await fetch(`${host.url}/api/queue/stream`, { headers: { Cookie: worker.cookie() } });
    await worker.send('DELETE', '/api/sessions');
    await host.anyone().post('/api/signals', someWish(newCode()));
    expect(await stream.text()).not.toContain('changed');
  });

  it('that has ended does not keep anybody from the public routes', async () => {
    const ended = createClient(host.url, 'bijspringen=nonsense');
    expect((await ended.get('/api/help-routes')).status).toBe(200);
    expect((await ended.send('DELETE', '/api/sessions')).status).toBe(200);
  });

  it('stays over, and a good one stays good, after the host starts again', async () => {
    const stays = await host.as('caretaker');
    const ends = await host.as('coordinator');
    const copied = ends.cookie();
    await ends.send('DELETE', '/api/sessions');
    host = await host.restart();
    expect((await createClient(host.url, stays.cookie()).get('/api/session')).status).toBe(200);
    expect((await createClient(host.url, copied).get('/api/session')).json).toMatchObject({
      code: 'session-ended',
    });
  });

  it('opens nothing for a role that it does not hold', async () => {
    expect((await (await host.as('administrator')).get('/api/queue')).json).toMatchObject({
      code: 'not-allowed',
    });
    expect((await (await host.as('responder')).get('/api/queue')).json).toMatchObject({
      code: 'not-allowed',
    });
    expect((await host.anyone().get('/api/queue')).json).toMatchObject({ code: 'not-signed-in' });
  });
});

describe('a request that carries a session and a follow code', () => {
  const code = newCode();
  const follow = { Authorization: `Follow ${code}` };

  it('may do what either may', async () => {
    const worker = await host.as('caretaker');
    expect((await worker.post('/api/signals', someWish(code))).status).toBe(201);
    expect((await worker.get('/api/follow', follow)).status).toBe(200);
    expect((await worker.get('/api/queue', follow)).status).toBe(200);
    expect((await worker.get('/api/follow')).json).toMatchObject({ code: 'not-allowed' });
    expect((await host.anyone().get('/api/queue', follow)).json).toMatchObject({ code: 'not-allowed' });
  });

  it('is heard about its code also when the session has ended', async () => {
    const ended = createClient(host.url, 'bijspringen=nonsense');
    expect((await ended.get('/api/follow', follow)).status).toBe(200);
  });
});

describe('reading a name', () => {
  it('goes to the read log under whoever looked, and the public routes open none', async () => {
    expect((await host.anyone().get('/api/district')).json).toMatchObject({ hasCaretaker: true });
    const worker = await host.as('duty-officer');
    const { personId } = (await worker.get('/api/session')).json as { personId: string };
    const reads = host.opened.readsOf(`worker-${personId}`);
    expect(reads.map((read) => read.actor)).toContain(`person-${personId}`);
    const caretaker = personOf('second-caretaker');
    expect(host.opened.readsOf(`worker-${caretaker}`)).toEqual([]);
  });
});

describe('guessing invitations', () => {
  it('is stopped after twenty tries, and waiting helps', async () => {
    const guess = () =>
      host.anyone().post('/api/sessions', { commandId: randomUUID(), invitation: randomUUID() });
    const codes: unknown[] = [];
    for (let tries = 0; tries < 25; tries++) codes.push(((await guess()).json as { code: string }).code);
    expect(codes.slice(-5)).toEqual(Array.from({ length: 5 }, () => 'too-many-tries'));
    movedMs += HOUR_MS;
    expect((await guess()).json).toMatchObject({ code: 'invitation-unknown' });
  });
});
