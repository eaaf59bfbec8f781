import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { districtEvents, type PersonEvent, personEvents } from '@bijspringen/contracts/people/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import { createReader, type Reader } from '@bijspringen/kernel/projections/reader.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projection } from './access.projection.ts';
import { createDirectory } from './create-directory.ts';
import type { Directory } from './directory.ts';

const catalogue = createCatalogue({ person: personEvents, district: districtEvents }, {});
const districtId = randomUUID();
const organisationId = randomUUID();
const AT = '2026-03-02T09:00:00.000Z';

let store: ReturnType<typeof createMemoryStore>;
let vault: ReturnType<typeof openTemporaryVault>;
let reader: Reader;
let directory: Directory;
let opened: string[];

beforeEach(async () => {
  opened = [];
  store = createMemoryStore();
  vault = openTemporaryVault({ readLog: ({ subject }) => opened.push(subject) });
  reader = await openReader();
  directory = createDirectory({ vault, readModel: (each) => reader.readModel(each) });
});
afterEach(async () => {
  await reader.close();
  await store.close();
  await vault.close();
});

const readFolder = () => join(vault.folder, 'read');
const openReader = () =>
  createReader({
    store,
    fromStored: catalogue.fromStored,
    projections: [projection],
    folder: readFolder(),
    log: () => {},
  });

/** Appends as the command handler would, and waits until it can be read. */
async function happened(category: string, id: string, draft: EventDraft, at = AT): Promise<void> {
  const stream = `${category}-${id}` as const;
  await vault.ensureKeys(catalogue.subjectsOf([draft]));
  const eventId = randomUUID();
  const metadata = {
    at,
    actor: { kind: 'system', part: 'setup' },
    districtId,
    organisationId,
    purpose: 'running-the-service',
    legalBasis: 'public-task',
    commandId: randomUUID(),
    commandDigest: 'aa',
    correlationId: randomUUID(),
  } as const;
  const past = await store.readStream(stream);
  const event = { id: eventId, ...catalogue.toStored(draft, { stream, eventId }, vault), metadata };
  const { position } = await store.append(stream, [event], past.length === 0 ? 'no-stream' : past.length - 1);
  await reader.waitFor(position);
}

async function invite(name: string, ...roles: Role[]): Promise<string> {
  const personId = randomUUID();
  await happened('person', personId, {
    type: 'PersonInvited',
    data: {
      name: vault.hold(name, `worker-${personId}`),
      grants: roles.map((role) => ({ role, districtId, organisationId })),
      invitationHmac: `hmac of ${name}`,
      expiresAt: AT,
    },
  });
  return personId;
}

const tell = (personId: string, event: PersonEvent, at?: string) => happened('person', personId, event, at);

async function accepted(name: string, ...roles: Role[]): Promise<string> {
  const personId = await invite(name, ...roles);
  await tell(personId, { type: 'InvitationAccepted', data: {} });
  return personId;
}

const facts = {
  organisationId,
  workingHours: {
    timeZone: 'Europe/Amsterdam',
    weekdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '17:00' },
    phone: null,
    sameDayUntil: '15:00',
  },
  helpRoutes: [],
  places: ['Lisdodde'],
};

describe('districts', () => {
  it('are known from when they are opened, the first one to the public', async () => {
    expect(directory.publicDistrict()).toBeNull();
    await happened('district', districtId, { type: 'DistrictOpened', data: { name: 'Waterkant', ...facts } });
    const second = randomUUID();
    await happened('district', second, { type: 'DistrictOpened', data: { name: 'Zonkant', ...facts } });
    expect(directory.publicDistrict()).toEqual({ districtId, name: 'Waterkant', ...facts });
    expect(directory.district(second)?.name).toBe('Zonkant');
    expect(directory.district(randomUUID())).toBeNull();
  });
});

describe('workers', () => {
  it('are who accepted and has a role there, in the order of their invitation', async () => {
    const first = await accepted('eerste', 'social-caretaker', 'coordinator');
    await invite('nog niet', 'social-caretaker');
    const second = await accepted('tweede', 'social-caretaker');
    expect(directory.workers(districtId)).toEqual([
      { personId: first, roles: ['social-caretaker', 'coordinator'], name: 'eerste' },
      { personId: second, roles: ['social-caretaker'], name: 'tweede' },
    ]);
    expect(directory.firstWith('coordinator', districtId)?.personId).toBe(first);
    expect(directory.firstIdWith('social-caretaker', districtId)).toBe(first);
    expect(directory.firstWith('duty-officer', districtId)).toBeNull();
    expect(directory.workers(randomUUID())).toEqual([]);
  });

  it('lose and gain roles', async () => {
    const personId = await accepted('eerste', 'social-caretaker');
    const caretaker = { role: 'social-caretaker', districtId, organisationId } as const;
    await tell(personId, { type: 'RoleGranted', data: { ...caretaker, role: 'coordinator' } });
    await tell(personId, { type: 'RoleRevoked', data: caretaker });
    expect(directory.grants(personId)).toEqual([{ ...caretaker, role: 'coordinator' }]);
    expect(directory.firstIdWith('social-caretaker', districtId)).toBeNull();
  });

  it('keep their name sealed until somebody looks, and for good once it is forgotten', async () => {
    const personId = await accepted('eerste', 'social-caretaker');
    const [worker] = directory.workers(districtId);
    expect(opened).toEqual([]);
    expect(worker?.name).toBe('eerste');
    expect(opened).toEqual([`worker-${personId}`]);
    const row = reader.readModel(projection).database().prepare('SELECT name FROM person').get();
    expect(row?.name).toMatch(/^s1\./);
    await vault.forget([`worker-${personId}`]);
    expect(directory.personName(personId)).toBeNull();
    expect(directory.workers(districtId)[0]?.name).toBeNull();
  });
});

describe('sessions', () => {
  it('are over for all from one moment, or one by one', async () => {
    const personId = await accepted('eerste', 'social-caretaker');
    const sessionId = randomUUID();
    expect(directory.sessionsRevokedAt(personId)).toBeNull();
    expect(directory.isSessionEnded(sessionId)).toBe(false);
    const later = '2026-03-02T10:00:00.000Z';
    await tell(personId, { type: 'SessionsRevoked', data: {} }, later);
    await tell(personId, {
      type: 'SessionEnded',
      data: { sessionId, expiresAt: '2026-03-02T21:00:00.000Z' },
    });
    expect(directory.sessionsRevokedAt(personId)).toBe(later);
    expect(directory.isSessionEnded(sessionId)).toBe(true);
  });

  it('that are over by themselves need no row any more', async () => {
    const personId = await accepted('eerste', 'social-caretaker');
    const sessionId = randomUUID();
    await tell(personId, { type: 'SessionEnded', data: { sessionId, expiresAt: AT } });
    const next = { sessionId: randomUUID(), expiresAt: '2026-03-03T21:00:00.000Z' };
    await tell(personId, { type: 'SessionEnded', data: next }, '2026-03-03T09:00:00.000Z');
    expect(directory.isSessionEnded(sessionId)).toBe(false);
    expect(directory.isSessionEnded(next.sessionId)).toBe(true);
  });
});

describe('the rows', () => {
  it('come out the same when they are built again', async () => {
    await happened('district', districtId, { type: 'DistrictOpened', data: { name: 'Waterkant', ...facts } });
    await accepted('eerste', 'social-caretaker', 'coordinator');
    const rowsOf = () =>
      ['district', 'person', 'role_grant', 'ended_session'].map((table) =>
        reader.readModel(projection).database().prepare(`SELECT * FROM ${table}`).all(),
      );
    const before = rowsOf();
    await reader.close();
    rmSync(readFolder(), { recursive: true });
    reader = await openReader();
    await reader.ready();
    expect(rowsOf()).toEqual(before);
    expect(directory.personInvitedWith('hmac of eerste')).toBe(
      directory.firstIdWith('coordinator', districtId),
    );
  });
});
