/** However often and in whatever way it is sent, one message is one signal; what does not fit is stored nowhere. */
import { randomBytes, randomUUID } from 'node:crypto';
import { publicDistrict } from '@bijspringen/contracts/people/api.ts';
import { raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { sealForServer } from '@bijspringen/pwa/src/outbox/seal-for-server.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectStatus, problemOf, startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ at: '2026-11-24T09:42:00.000Z' });
});
afterEach(() => world.close());

const newCode = () => makeFollowCode(randomBytes(13));
const worry = () => ({
  commandId: randomUUID(),
  followCode: newCode(),
  kind: 'concern',
  text: 'gordijne dicht',
  place: 'Lisdodde 14',
  gate: { dangers: [], emergencyCalled: 'no' },
});

async function signalsInTheLog(): Promise<number> {
  const events = await world.kernel.store.readAll(null, 1_000);
  return events.filter((event) => event.type === 'SignalRaised').length;
}

async function sealed(body: object): Promise<string> {
  const district = publicDistrict.parse(expectStatus(200, await world.request('GET', '/api/district')));
  return sealForServer(district.outboxKey, JSON.stringify(body), globalThis.crypto);
}

describe('a message sent again', () => {
  it('gets the same answer, also when ten copies arrive together', async () => {
    const body = worry();
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.raises(body)));
    const first = raised.parse(expectStatus(201, answers[0] ?? { status: 0, body: null }));
    for (const answer of answers) expect(raised.parse(expectStatus(201, answer))).toEqual(first);
    await world.waitUntil('2026-11-24T15:00:00.000Z');
    expect(expectStatus(201, await world.raises(body))).toEqual(first);
    expect(await signalsInTheLog()).toBe(1);
  });

  it('with other content is refused, and the first stays as it was', async () => {
    const body = worry();
    await world.raises(body);
    const other = await world.raises({ ...body, text: 'iets anders' });
    expect(other).toMatchObject({ status: 422, body: { code: 'command-reused' } });
    const headers = { authorization: `Follow ${body.followCode}` };
    const seen = await world.request('GET', '/api/follow', { headers });
    expect(JSON.stringify(seen.body)).toContain('gordijne dicht');
    expect(await signalsInTheLog()).toBe(1);
  });

  it('by the phone that was offline is the same message', async () => {
    const body = { ...worry(), writtenAt: '2026-11-24T09:05:00.000Z' };
    const outbox = { commandId: body.commandId, envelope: await sealed(body) };
    const first = raised.parse(
      expectStatus(201, await world.request('POST', '/api/outbox', { body: outbox })),
    );
    expect(first.isLate).toBe(true);
    const again = { ...outbox, envelope: await sealed(body) };
    expect(expectStatus(201, await world.request('POST', '/api/outbox', { body: again }))).toEqual(first);
    expect(expectStatus(201, await world.raises(body))).toEqual(first);
    expect(await signalsInTheLog()).toBe(1);
  });
});

describe('an envelope', () => {
  it('that cannot be opened, or holds something else than it says, stores nothing', async () => {
    const body = worry();
    const send = async (envelope: string, commandId = body.commandId) =>
      problemOf(await world.request('POST', '/api/outbox', { body: { commandId, envelope } }));
    const envelope = await sealed(body);
    const changed = `${envelope.slice(0, -2)}${envelope.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(await send('onzin')).toEqual({ code: 'invalid-input', fields: ['envelope'] });
    expect(await send(changed)).toEqual({ code: 'invalid-input', fields: ['envelope'] });
    expect(await send(envelope, randomUUID())).toEqual({ code: 'invalid-input', fields: ['commandId'] });
    const wrong = await sealed({ ...body, kind: 'gossip', naam: 'x' });
    expect((await send(wrong)).fields).toContain('kind');
    expect(await signalsInTheLog()).toBe(0);
  });
});

describe('a message that does not fit', () => {
  it('is answered with its field, and stored nowhere', async () => {
    const { place: _place, ...nowhere } = worry();
    const { gate: _gate, ...ungated } = worry();
    const wrongs: [object, string][] = [
      [nowhere, 'place'],
      [ungated, 'gate'],
      [{ ...worry(), kind: 'wish' }, 'gate'],
      [{ ...worry(), followCode: '7K4M2RTX9HDW3A' }, 'followCode'],
      [{ ...worry(), text: 'a'.repeat(2_001) }, 'text'],
      [{ ...worry(), text: '   ' }, 'text'],
    ];
    for (const [body, field] of wrongs) {
      const answer = await world.raises(body);
      expect(answer.status).toBe(422);
      expect(problemOf(answer)).toEqual({ code: 'invalid-input', fields: [field] });
    }
    expect((await world.raises(nowhere)).body).toMatchObject({
      errors: [{ message: 'Vul in waar het is. Bijvoorbeeld een straat of een winkel.' }],
    });
    expect(await signalsInTheLog()).toBe(0);
  });

  it('under a code that somebody has already opens nothing of theirs', async () => {
    const first = worry();
    await world.raises(first);
    const second = await world.raises({ ...worry(), followCode: first.followCode });
    expect(problemOf(second)).toEqual({ code: 'invalid-input', fields: ['followCode'] });
    const [one, other] = [worry(), worry()];
    const racing = await Promise.all([
      world.raises(one),
      world.raises({ ...other, followCode: one.followCode }),
    ]);
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await signalsInTheLog()).toBe(2);
  });

  it('may come again when it fits, under the same code', async () => {
    const { place, ...nowhere } = worry();
    await world.raises(nowhere);
    expect((await world.raises({ ...nowhere, place })).status).toBe(201);
  });
});
