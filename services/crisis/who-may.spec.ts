/** Each route of a crisis, asked by everybody whom it does not concern: refused, and nothing changed. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A, B, E, uuid } from './crisis.fixture.ts';
import { openRunningCrisis, type RunningCrisis } from './running-crisis.fixture.ts';
import { decision, stepsIn } from './running-steps.fixture.ts';
import { COORDINATOR, ELSEWHERE_OFFICER, WATERKANT } from './seeded-log.fixture.ts';

const HANG_MS = 60_000;
const [CARETAKER, ADMINISTRATOR, ELSEWHERE_RESIDENT, ELSEWHERE_COORDINATOR, NO_DUTY, OTHER_ORGANISATION] = [
  uuid('0c1'),
  uuid('0ad'),
  uuid('0e1'),
  uuid('0e2'),
  uuid('0f5'),
  uuid('0f6'),
];
const ELSEWHERE = uuid('d2');
const TEXT = 'les';

/** What each of them could send, valid but for who sends it. */
const DECIDES: Readonly<Record<string, object>> = {
  'next-wave': { seen: 1 },
  dangers: { rule: 'fire' },
  emergency: { emergency: 'called-by-us' },
  judgement: { seen: 1, judgement: 'stand-down' },
  'stand-down': { seen: 1, because: 'danger' },
  'hand-over': { seen: 1, toPersonId: uuid('0f2') },
  closing: { seen: 1 },
  [`aftercare/${uuid('ac')}`]: { outcome: 'spoken' },
  [`aftercare/${uuid('ac')}/assignment`]: { ownerPersonId: uuid('0f2') },
};
const ANSWERS: Readonly<Record<string, object>> = {
  accept: { knowsSomeone: false },
  decline: { why: 'cannot' },
  'on-the-way': {},
  arrived: {},
  'safety-check': {},
  unsafe: {},
  backup: {},
  home: {},
};

let world: RunningCrisis;
let crisisId: string;
let signalId: string;

beforeAll(async () => {
  world = await openRunningCrisis({ policy: { waveSize: 2 } });
  await world.person(CARETAKER, 'social-caretaker');
  await world.person(ADMINISTRATOR, 'administrator');
  await world.person(NO_DUTY, 'duty-officer');
  await world.person(OTHER_ORGANISATION, 'duty-officer', { organisationId: uuid('ef') });
  await world.person(ELSEWHERE_RESIDENT, 'crisis-trained-resident', { districtId: ELSEWHERE });
  await world.person(ELSEWHERE_COORDINATOR, 'coordinator', { districtId: ELSEWHERE });
  ({ crisisId, signalId } = await stepsIn(world).open());
}, HANG_MS);
afterAll(() => world.close(), HANG_MS);

async function isRefused(personId: string | null, path: string, body?: object) {
  const before = await world.events(crisisId);
  const { status, body: said } = await (body === undefined
    ? world.get(path, personId)
    : world.post(path, personId, body));
  expect(await world.events(crisisId)).toEqual(before);
  for (const secret of ['Rietkraag', 'Lisdodde', 'galerij', 'Roepnaam', B]) {
    expect(JSON.stringify(said)).not.toContain(secret);
  }
  return [status, said.code];
}

const NOT_OFFICERS = {
  'a caretaker': CARETAKER,
  'an administrator': ADMINISTRATOR,
  'a coordinator': COORDINATOR,
  'a resident who was asked': A,
  'an officer of another district': ELSEWHERE_OFFICER,
  'an officer of another organisation': OTHER_ORGANISATION,
};
const NOT_RESIDENTS = {
  'a caretaker': CARETAKER,
  'an administrator': ADMINISTRATOR,
  'a coordinator': COORDINATOR,
  'an officer without duty': NO_DUTY,
  'an officer of another organisation': OTHER_ORGANISATION,
  'a resident of another district': ELSEWHERE_RESIDENT,
};

describe('nothing of a crisis is decided', { timeout: HANG_MS }, () => {
  it.each(Object.entries(NOT_OFFICERS))('by %s', async (_who, personId) => {
    for (const [path, body] of Object.entries(DECIDES)) {
      expect(await isRefused(personId, `/api/crises/${crisisId}/${path}`, body)).toEqual([
        403,
        'not-allowed',
      ]);
    }
    const opening = { ...decision, commandId: randomUUID(), signalId };
    expect(await isRefused(personId, '/api/crises', opening)).toEqual([403, 'not-allowed']);
    const path = `/api/crises/prospect?districtId=${WATERKANT}`;
    expect(await isRefused(personId, path)).toEqual([403, 'not-allowed']);
  });

  it('by an officer who has no duty now', async () => {
    for (const [path, body] of Object.entries(DECIDES)) {
      expect(await isRefused(NO_DUTY, `/api/crises/${crisisId}/${path}`, body)).toEqual([403, 'not-on-duty']);
    }
    expect(await isRefused(NO_DUTY, '/api/crises', { ...decision, signalId })).toEqual([403, 'not-on-duty']);
  });

  it('by nobody in particular', async () => {
    for (const [path, body] of Object.entries({ ...DECIDES, ...ANSWERS, debrief: { text: TEXT } })) {
      expect(await isRefused(null, `/api/crises/${crisisId}/${path}`, body)).toEqual([401, 'not-signed-in']);
    }
    for (const path of ['prospect', 'mine', crisisId]) {
      expect(await isRefused(null, `/api/crises/${path}`)).toEqual([401, 'not-signed-in']);
    }
  });
});

describe('nothing of an alert is answered', { timeout: HANG_MS }, () => {
  it.each(Object.entries(NOT_RESIDENTS))('by %s', async (_who, personId) => {
    for (const [path, body] of Object.entries(ANSWERS)) {
      expect(await isRefused(personId, `/api/crises/${crisisId}/${path}`, body)).toEqual([
        403,
        'not-allowed',
      ]);
    }
  });

  it('by a resident who was not asked', async () => {
    for (const [path, body] of Object.entries({ ...ANSWERS, debrief: { text: TEXT } })) {
      expect(await isRefused(E, `/api/crises/${crisisId}/${path}`, body)).toEqual([404, 'not-asked']);
    }
  });
});

describe('a crisis is not seen', { timeout: HANG_MS }, () => {
  it.each([
    ['a caretaker', CARETAKER],
    ['an administrator', ADMINISTRATOR],
    ['an officer of another district', ELSEWHERE_OFFICER],
    ['an officer of another organisation', OTHER_ORGANISATION],
    ['a coordinator of another district', ELSEWHERE_COORDINATOR],
    ['a resident of another district', ELSEWHERE_RESIDENT],
  ])('by %s', async (_who, personId) => {
    expect(await isRefused(personId, `/api/crises/${crisisId}`)).toEqual([403, 'not-allowed']);
    const debrief = await isRefused(personId, `/api/crises/${crisisId}/debrief`, { text: TEXT });
    expect(debrief).toEqual([403, 'not-allowed']);
  });
});
