/** The roster through HTTP: who plans whom, what a gap is, and that nobody leaves an open crisis alone. */
import { randomUUID } from 'node:crypto';
import { createDirectory } from '@bijspringen/access/index.ts';
import { defaultEscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { availabilityView, type RosterView, rosterView } from '@bijspringen/contracts/roster/api.ts';
import type { Problem } from '@bijspringen/contracts/shared/problems.ts';
import type { EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { SETUP } from '@bijspringen/people/index.ts';
import { personDecider } from '@bijspringen/people/person.decider.ts';
import { seedRoster } from '@bijspringen/roster/index.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { startTestHost, type TestHost } from './testing/test-host.ts';

/** Tuesday 24 November 2026, 10.30 in the district. */
const NOW = '2026-11-24T09:30:00.000Z';
const [FROM, UNTIL] = ['2026-11-24T16:00:00.000Z', '2026-11-25T06:00:00.000Z'];

let host: TestHost;
let clock: FakeClock;

beforeEach(async () => {
  clock = createFakeClock(new Date(NOW));
  host = await startTestHost({ clock });
});
afterEach(() => host.end());

const officerOf = (persona: string) => String(host.waterkant.people[persona]);
const onDuty = (at: string) =>
  createDirectory(host.kernel)
    .onDuty(host.waterkant.districtId, at)
    .map(({ personId, place }) => [personId, place]);

async function post(persona: string, path: string, body: object) {
  const client = await host.as(persona);
  const { status, json } = await client.post(path, { commandId: randomUUID(), ...body });
  return { status, body: json as { shiftId: string; code: Problem['code']; errors: Problem['errors'] } };
}

const someShift = (persona: string, other: object = {}) => ({
  personId: officerOf(persona),
  districtIds: [host.waterkant.districtId],
  place: 'first',
  from: FROM,
  until: UNTIL,
  ...other,
});
const plan = (by: string, whose = by, other: object = {}) =>
  post(by, '/api/roster/shifts', someShift(whose, other));
const cancel = (by: string, shiftId: string) => post(by, `/api/roster/shifts/${shiftId}/cancellation`, {});
const handOver = (by: string, shiftId: string, to: string, body: object = {}) =>
  post(by, `/api/roster/shifts/${shiftId}/hand-over`, { toPersonId: officerOf(to), ...body });
async function look(persona: string, query = ''): Promise<RosterView> {
  const answer = await (await host.as(persona)).get(`/api/roster${query}`);
  expect(answer.status).toBe(200);
  return rosterView.parse(answer.json);
}

/** A crisis as the duty officer opens it, straight in the log. */
async function crisisOf(persona: string): Promise<string> {
  const { store, vault } = host.kernel;
  const crisisId = randomUUID();
  const stream = `crisis-${crisisId}` as const;
  const draft: EventDraft = {
    type: 'CrisisOpened',
    data: {
      dutyPersonId: officerOf(persona),
      answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
      dangers: [],
      emergency: 'called-by-us',
      tasks: ['be-near'],
      needed: 2,
      place: vault.hold('Lisdodde 14', `matter-${crisisId}`),
      meetingPoint: vault.hold('bij de brug', `matter-${crisisId}`),
      policy: defaultEscalationPolicy,
      endsAt: UNTIL,
    },
  };
  await vault.ensureKeys(catalogue.subjectsOf([draft]));
  const eventId = randomUUID();
  const metadata = {
    at: clock.now().toISOString(),
    actor: { kind: 'person', personId: officerOf(persona), role: 'duty-officer' },
    districtId: host.waterkant.districtId,
    organisationId: host.waterkant.organisationId,
    purpose: 'crisis-response',
    legalBasis: 'vital-interest',
    commandId: randomUUID(),
    commandDigest: 'aa',
    correlationId: crisisId,
  } as const;
  const event = { id: eventId, ...catalogue.toStored(draft, { stream, eventId }, vault), metadata };
  const { position } = await store.append(stream, [event], 'no-stream');
  await host.kernel.waitFor(position);
  return crisisId;
}

describe('planning', () => {
  it('is for a coordinator, of everybody; and is seen by all who plan', async () => {
    const { status, body } = await plan('coordinator', 'duty-officer');
    expect(status).toBe(201);
    const [shift] = (await look('duty-officer')).shifts;
    expect(shift).toMatchObject({ ...someShift('duty-officer'), shiftId: body.shiftId, isYou: true });
    expect((await look('second-duty-officer')).shifts[0]).toMatchObject({
      name: 'Dienstdoende',
      isYou: false,
      openCrises: 0,
    });
    expect(onDuty(FROM)).toEqual([[officerOf('duty-officer'), 'first']]);
    expect(onDuty(NOW)).toEqual([]);
    expect(onDuty(UNTIL)).toEqual([]);
  });

  it('is for a duty officer, of herself only', async () => {
    expect(await plan('duty-officer')).toMatchObject({ status: 201 });
    expect(await plan('duty-officer', 'second-duty-officer', { place: 'second' })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
  });

  it('is the same shift when it is sent twice', async () => {
    const commandId = randomUUID();
    const first = await plan('duty-officer', 'duty-officer', { commandId });
    const again = await plan('duty-officer', 'duty-officer', { commandId });
    expect(again).toEqual(first);
    expect((await look('duty-officer')).shifts).toHaveLength(1);
    const other = await plan('duty-officer', 'duty-officer', { commandId, place: 'second' });
    expect(other.body.code).toBe('command-reused');
  });

  it('takes nobody who is no duty officer here, no two firsts, and no other district', async () => {
    expect((await plan('coordinator', 'responder')).body).toMatchObject({
      code: 'no-such-officer',
      errors: [{ field: 'personId' }],
    });
    await plan('coordinator', 'duty-officer');
    expect((await plan('coordinator', 'second-duty-officer')).body.code).toBe('shift-overlaps');
    const elsewhere = { districtIds: [host.waterkant.districtId, randomUUID()] };
    expect((await plan('coordinator', 'duty-officer', elsewhere)).body.code).toBe('not-allowed');
  });

  it('lets one of two who press at once be first', async () => {
    const both = await Promise.all([plan('duty-officer'), plan('second-duty-officer')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await look('coordinator')).shifts).toHaveLength(1);
  });
});

describe('taking a shift out', () => {
  it('is for a coordinator and for whose shift it is, once', async () => {
    const { shiftId } = (await plan('duty-officer')).body;
    expect((await cancel('second-duty-officer', shiftId)).body.code).toBe('not-allowed');
    expect((await cancel('duty-officer', shiftId)).status).toBe(200);
    expect((await cancel('coordinator', shiftId)).status).toBe(200);
    expect((await look('coordinator')).shifts).toEqual([]);
    expect((await cancel('coordinator', randomUUID())).body.code).toBe('not-found');
  });

  it('is refused while it runs with an open crisis', async () => {
    const { shiftId } = (await plan('duty-officer')).body;
    await clock.advanceTo(new Date(FROM));
    await crisisOf('duty-officer');
    expect((await look('coordinator')).shifts[0]).toMatchObject({ openCrises: 1 });
    expect((await cancel('coordinator', shiftId)).body.code).toBe('crisis-without-officer');
    expect(onDuty(FROM)).toHaveLength(1);
  });
});

describe('handing over', () => {
  it('moves the rest of a shift with every open crisis', async () => {
    const { shiftId } = (await plan('duty-officer')).body;
    const now = '2026-11-24T22:00:00.000Z';
    await clock.advanceTo(new Date(now));
    const crisisIds = [await crisisOf('duty-officer'), await crisisOf('duty-officer')];
    await crisisOf('second-duty-officer');
    const commandId = randomUUID();
    const handed = await handOver('duty-officer', shiftId, 'second-duty-officer', { commandId });
    expect(handed.status).toBe(201);
    expect(await handOver('duty-officer', shiftId, 'second-duty-officer', { commandId })).toEqual(handed);
    const stream = await host.kernel.store.readStream(`roster-${host.waterkant.organisationId}`);
    expect(stream).toHaveLength(2);
    expect(stream[1]).toMatchObject({ type: 'DutyHandedOver', data: { crisisIds, from: now, until: UNTIL } });
    expect(onDuty(now)).toEqual([[officerOf('second-duty-officer'), 'first']]);
    expect(onDuty('2026-11-24T21:59:59.999Z')).toEqual([[officerOf('duty-officer'), 'first']]);
  });

  it('is also taking over from a colleague, and not giving one to another', async () => {
    const { shiftId } = (await plan('duty-officer')).body;
    const nobody = await handOver('second-duty-officer', shiftId, 'coordinator');
    expect(nobody.body.code).toBe('not-allowed');
    expect((await handOver('coordinator', shiftId, 'coordinator')).body.code).toBe('no-such-officer');
    const taken = await handOver('second-duty-officer', shiftId, 'second-duty-officer');
    expect(taken.status).toBe(201);
    // Before it began: the old shift has no time left, and is no shift any more.
    expect((await look('coordinator')).shifts).toMatchObject([
      { shiftId: taken.body.shiftId, personId: officerOf('second-duty-officer'), from: FROM, until: UNTIL },
    ]);
  });
});

describe('the roster of the demo', () => {
  it('has somebody at every moment of the week, but for the night of the next Saturday', async () => {
    await seedRoster(host.kernel, host.waterkant);
    const { gaps, shifts, officers, districts } = await look('coordinator');
    expect(gaps).toEqual([{ from: '2026-11-28T22:00:00.000Z', until: '2026-11-29T06:00:00.000Z' }]);
    expect(onDuty(NOW).map(([, place]) => place)).toEqual(['first', 'second']);
    expect(officers.map(({ name }) => name)).toEqual(['Dienstdoende', 'Tweede dienstdoende']);
    expect(districts).toEqual([{ districtId: host.waterkant.districtId, name: 'Waterkant' }]);
    const head = await host.kernel.store.head();
    await seedRoster(host.kernel, host.waterkant);
    expect(await host.kernel.store.head()).toBe(head);
    expect((await look('coordinator')).shifts).toEqual(shifts);
  });

  it('goes on a week later, where somebody looked and planned meanwhile', async () => {
    await seedRoster(host.kernel, host.waterkant);
    const saturday = { from: '2026-11-28T22:00:00.000Z', until: '2026-11-29T06:00:00.000Z' };
    expect((await plan('coordinator', 'duty-officer', saturday)).status).toBe(201);
    await clock.advanceTo(new Date('2026-11-29T01:00:00.000Z'));
    await seedRoster(host.kernel, host.waterkant);
    expect((await look('coordinator', '?days=8')).gaps).toEqual([
      { from: '2026-12-05T22:00:00.000Z', until: '2026-12-06T06:00:00.000Z' },
    ]);
    expect(onDuty('2026-11-29T01:00:00.000Z')).toContainEqual([officerOf('duty-officer'), 'first']);
  });

  it('counts the residents who can come: trained, agreed, and not paused', async () => {
    const { residentsNow, coverage } = await look('duty-officer');
    expect(residentsNow).toBe(6);
    expect(coverage).toHaveLength(7);
    expect(coverage[0]).toEqual({ on: '2026-11-24', night: 6, morning: 6, afternoon: 6, evening: 6 });
  });
});

describe('a look at other days', () => {
  it('is at most four weeks long, from a real date', async () => {
    expect((await look('coordinator', '?from=2026-12-01&days=28')).coverage[27]?.on).toBe('2026-12-28');
    const coordinator = await host.as('coordinator');
    for (const [query, field] of [
      ['days=29', 'days'],
      ['days=0', 'days'],
      ['days=1.5', 'days'],
      ['days=veel', 'days'],
      ['from=2026-02-30', 'from'],
      ['from=morgen', 'from'],
    ]) {
      const answer = await coordinator.get(`/api/roster?${query}`);
      expect(answer.json, query).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
    }
  });

  it('shows a gap where the only one on it is no duty officer any more', async () => {
    await plan('coordinator', 'duty-officer');
    const { districtId, organisationId } = host.waterkant;
    const personId = officerOf('duty-officer');
    const grant = { role: 'duty-officer', districtId, organisationId } as const;
    const context = { districtId, organisationId, actor: SETUP, commandId: randomUUID(), content: grant };
    const why = { purpose: 'running-the-service', legalBasis: 'public-task' } as const;
    const command = { type: 'RevokeRole', grant } as const;
    await host.kernel.handle(personDecider, `person-${personId}`, command, { ...context, ...why });
    expect((await look('coordinator', '?from=2026-11-25&days=1')).gaps).toEqual([
      { from: '2026-11-24T23:00:00.000Z', until: '2026-11-25T23:00:00.000Z' },
    ]);
    expect(onDuty(FROM)).toEqual([]);
  });

  it('shows no gap in the past', async () => {
    expect((await look('coordinator', '?from=2026-11-23&days=1')).gaps).toEqual([]);
    expect((await look('coordinator', '?days=1')).gaps).toEqual([
      { from: NOW, until: '2026-11-24T23:00:00.000Z' },
    ]);
  });
});

describe('a resident says when an alert may come', () => {
  const get = async (persona: string) => {
    const answer = await (await host.as(persona)).get('/api/availability');
    return availabilityView.parse(answer.json);
  };
  const put = async (persona: string, body: object) => {
    const client = await host.as(persona);
    return client.send('PUT', '/api/availability', { commandId: randomUUID(), hours: [], ...body });
  };

  it('and sees what is still missing, the phone last', async () => {
    expect(await get('responder')).toMatchObject({ mode: 'now', isAvailableNow: true, missing: ['device'] });
    expect((await get('responder-h')).missing).toEqual(['training', 'device']);
    expect((await get('responder-g')).missing).toEqual(['availability', 'device']);
  });

  it('and sees at once what they said', async () => {
    const hours = [{ weekday: 2, from: '22:00', to: '06:00' }];
    const answer = await put('responder', { mode: 'hours', hours });
    expect(answer.json).toMatchObject({ mode: 'hours', hours, until: null, isAvailableNow: false });
    expect((await look('coordinator')).residentsNow).toBe(5);
    const until = '2026-11-24T12:00:00.000Z';
    await put('responder', { mode: 'now', until, hours });
    expect(await get('responder')).toMatchObject({ mode: 'now', until, isAvailableNow: true });
    await clock.advanceTo(new Date(until));
    expect(await get('responder')).toMatchObject({ isAvailableNow: false });
    await clock.advanceTo(new Date('2026-11-24T21:00:00.000Z'));
    expect(await get('responder')).toMatchObject({ isAvailableNow: true });
  });

  it('in a shape that can be kept', async () => {
    const wrong = [
      { mode: 'now', until: NOW },
      { mode: 'hours' },
      { mode: 'hours', hours: [{ weekday: 8, from: '22:00', to: '06:00' }] },
      { mode: 'hours', hours: [{ weekday: 1, from: '24:00', to: '06:00' }] },
      { mode: 'sometimes' },
    ];
    for (const body of wrong) {
      const answer = await put('responder', body);
      expect(answer.json, JSON.stringify(body)).toMatchObject({ code: 'invalid-input' });
    }
    expect((await put('duty-officer', { mode: 'now' })).status).toBe(403);
  });
});
