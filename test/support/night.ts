/**
 * The night of Saturday to Sunday 22 November 2026 at Waterkant: two duty officers on the roster, residents who can come,
 * a phone for each of them, and a push service on this machine. Everything goes through HTTP.
 */
import { randomUUID } from 'node:crypto';
import type { OpenCrisisBody } from '@bijspringen/contracts/crisis/api.ts';
import {
  type CrisisProspect,
  crisisProspect,
  type DutyCrisisView,
  type DutyView,
  dutyCrisisView,
  dutyView,
  type ResponderView,
  responderView,
} from '@bijspringen/contracts/crisis/views.ts';
import { defaultEscalationPolicy, type EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import { type Phone, type PushEndpoint, startPushEndpoint } from './push-endpoint.ts';
import { type Answered, expectStatus, type Neighbour, startWorld, type Worker, type World } from './world.ts';

/** Who takes part, and as which persona of the demo. */
const PERSONAS = {
  officer: 'duty-officer',
  second: 'second-duty-officer',
  caretaker: 'caretaker',
  coordinator: 'coordinator',
  A: 'responder',
  B: 'responder-b',
  C: 'responder-c',
  D: 'responder-d',
  E: 'responder-e',
  F: 'responder-f',
} as const;
export type Somebody = keyof typeof PERSONAS;
const EVERYBODY = Object.keys(PERSONAS) as Somebody[];

/** What should come and takes longer hangs. */
export const HANG_MS = 240_000;

/** An instant of that Sunday, or of another day, as on the wall at Waterkant. */
export function at(localTime: string, date = '2026-11-22'): string {
  return new Date(`${date}T${localTime}:00.000+01:00`).toISOString();
}

export const NO_DANGER = { violence: 'no', fire: 'no', suicide: 'no', child: 'no' } as const;
export const PLACE = 'Rietkraag 31, derde verdieping';
export const MEETING_POINT = 'hal van Lisdodde';

export type Raise = Partial<Omit<RaiseBody, 'commandId' | 'followCode'>>;
export type Opening = Partial<OpenCrisisBody>;
export type Opened = { crisisId: Id; refused: string[]; asked: number };
export type Told = { type: string; at: string; data: Record<string, unknown> };
type Span = { from: string; until: string };
type Officer = 'officer' | 'second';

type Options = { at?: string; roster?: boolean; policy?: Partial<EscalationPolicy> };
export type Night = Awaited<ReturnType<typeof startNight>>;

/** Starts at 02.13 with the officer first and the other second on duty until 07.00. Close it at the end of the test. */
export async function startNight({ at: start = at('02:13'), roster = true, policy }: Options = {}) {
  const push = await startPushEndpoint();
  const people = createPeople(await startWorld({ at: start, push }));
  const { phones, pushes } = await givePhones(people, push);
  const night = {
    push,
    pushes,
    world: people.world,
    as: people.as,
    personId: people.personId,
    phone: (who: Somebody): Phone => found(phones.get(who)),
    waitUntil: (localTime: string, date?: string) => people.world().waitUntil(at(localTime, date)),
    restartAt: people.restartAt,
    ...createPlanning(people),
    ...createDeciding(people),
    ...createViews(people),
    async close() {
      await people.world().close();
      await push.close();
    },
  };
  if (roster) {
    const span = { from: at('23:00', '2026-11-21'), until: at('07:00') };
    await night.planned('officer', 'first', span);
    await night.planned('second', 'second', span);
  }
  if (policy) await night.policy(policy);
  return night;
}

type People = ReturnType<typeof createPeople>;

/** Everybody with a session; each request is answered when all that follows from it has happened. */
function createPeople(first: World) {
  let world = first;
  const sessions = new Map<Somebody, Worker>();
  const as = async (who: Somebody): Promise<Worker> => {
    const worker = sessions.get(who) ?? (await world.as(PERSONAS[who]));
    sessions.set(who, worker);
    return worker;
  };
  const asks = async (who: Somebody, method: string, path: string, body?: object): Promise<Answered> => {
    const answer = await (await as(who)).request(method, path, body);
    await world.settled();
    return answer;
  };
  return {
    world: () => world,
    as,
    asks,
    personId: (who: Somebody): Id => world.waterkant.people[PERSONAS[who]] ?? '',
    posts: (who: Somebody, path: string, body: object) =>
      asks(who, 'POST', path, { commandId: randomUUID(), ...body }),
    /** Stops, and starts again on the same data at that instant; everybody logs in again. */
    async restartAt(instant: string, how?: { withoutReadFiles?: boolean }) {
      world = await world.restartAt(instant, how);
      sessions.clear();
    },
  };
}

/** A phone for each of them. */
async function givePhones({ world, posts }: People, push: PushEndpoint) {
  const phones = new Map<Somebody, Phone>();
  const names = new Map<Phone, Somebody>();
  for (const who of EVERYBODY) {
    const phone = push.phone();
    phones.set(who, phone);
    names.set(phone, who);
    expectStatus(201, await posts(who, '/api/push/subscriptions', { subscription: phone.subscription }));
  }
  let told = 0;
  return {
    phones,
    /** Who was sent what since this was asked for last: `officer page`, in the order of the alphabet. */
    async pushes(): Promise<string[]> {
      await world().settled();
      const fresh = push.received.slice(told);
      told = push.received.length;
      return fresh
        .map(({ phone, payload }) => `${names.get(phone)} ${payload.notification.data.kind}`)
        .sort();
    },
  };
}

/** What a coordinator arranges, and what the neighbour does. */
function createPlanning({ world, asks, posts, personId }: People) {
  return {
    /** Plans somebody's duty. */
    async planned(who: Officer, place: 'first' | 'second', { from, until }: Span): Promise<Id> {
      const districtIds = [world().waterkant.districtId];
      const shift = { personId: personId(who), districtIds, place, from, until };
      const answer = expectStatus(201, await posts('coordinator', '/api/roster/shifts', shift));
      return (answer as { shiftId: Id }).shiftId;
    },
    /** How alerts run in this district, but for what is said as everywhere. */
    async policy(change: Partial<EscalationPolicy>): Promise<void> {
      const body = { commandId: randomUUID(), policy: { ...defaultEscalationPolicy, ...change } };
      expectStatus(200, await asks('coordinator', 'PUT', '/api/escalation-policy', body));
    },
    /** The neighbour of SC4 sends; outside in the cold is a yes at the gate. */
    async raised(about: Raise = {}): Promise<Neighbour> {
      const neighbour = await world().neighbour({
        kind: 'concern',
        text: 'ze staat al n uur te huilen en roepen op de galerij rietkraag 3e . geen jas aan en tis koud',
        place: PLACE,
        gate: { dangers: ['place'], emergencyCalled: 'yes' },
        ...about,
      });
      await world().settled();
      return neighbour;
    },
  };
}

/** What officers decide and residents answer. */
function createDeciding(people: People) {
  const { posts } = people;
  const { seenByDuty, duty } = createViews(people);
  const triesToOpen = (who: Somebody, about: Opening = {}) =>
    posts(who, '/api/crises', {
      answers: NO_DANGER,
      emergency: 'called-by-neighbour',
      tasks: ['bring-blanket', 'be-near', 'keep-bystanders-calm', 'wait-for-help'],
      needed: 2,
      meetingPoint: MEETING_POINT,
      alertsResidents: true,
      ...(about.signalId === undefined && { place: PLACE }),
      ...about,
    });
  /** `POST /api/crises/:id/<path>`, with what came of it. */
  const does = (who: Somebody, crisisId: Id, path: string, body: object = {}) =>
    posts(who, `/api/crises/${crisisId}/${path}`, body);
  const accepts = (who: Somebody, crisisId: Id) => does(who, crisisId, 'accept', { knowsSomeone: false });
  return {
    triesToOpen,
    does,
    accepts,
    /** Opens with all four answered no and 112 called, but for what is said; fails when it is refused. */
    opens: async (who: Somebody, about?: Opening) =>
      expectStatus(201, await triesToOpen(who, about)) as Opened,
    /** The same by the duty officer with the version of the screen, which is read first. */
    async decides(who: Somebody, crisisId: Id, path: string, body: object = {}): Promise<Answered> {
      const { version: seen } = await seenByDuty(who, crisisId);
      return does(who, crisisId, path, { seen, ...body });
    },
    /** Picks up every call that this person sees. */
    async acknowledges(who: Somebody): Promise<void> {
      for (const { pageId } of (await duty(who)).pages)
        expectStatus(200, await posts(who, `/api/pages/${pageId}/acknowledgement`, {}));
    },
    /** B and C say yes, so that two stand. */
    async paired(crisisId: Id): Promise<void> {
      for (const who of ['B', 'C'] as const) expectStatus(200, await accepts(who, crisisId));
    },
  };
}

/** What screens read, and what stands in the log. */
function createViews({ world, asks }: People) {
  const crisis = async (who: Somebody, crisisId: Id) =>
    expectStatus(200, await asks(who, 'GET', `/api/crises/${crisisId}`));
  const seenBy = async (who: Somebody, crisisId: Id): Promise<ResponderView> =>
    responderView.parse(await crisis(who, crisisId));
  const story = async (stream: `${'crisis' | 'signal'}-${string}`): Promise<Told[]> => {
    const events = await world().kernel.store.readStream(stream);
    return events.map(({ type, data, metadata }) => ({ type, data, at: metadata.at }));
  };
  return {
    seenBy,
    story,
    /** What a resident's screen says. */
    screen: async (who: Somebody, crisisId: Id) => (await seenBy(who, crisisId)).screen,
    seenByDuty: async (who: Somebody, crisisId: Id): Promise<DutyCrisisView> =>
      dutyCrisisView.parse(await crisis(who, crisisId)),
    duty: async (who: Somebody): Promise<DutyView> =>
      dutyView.parse(expectStatus(200, await asks(who, 'GET', '/api/duty'))),
    prospect: async (who: Somebody, signalId: Id): Promise<CrisisProspect> =>
      crisisProspect.parse(
        expectStatus(200, await asks(who, 'GET', `/api/crises/prospect?signalId=${signalId}`)),
      ),
    types: async (crisisId: Id) => (await story(`crisis-${crisisId}`)).map(({ type }) => type),
  };
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('nobody of that name takes part');
  return thing;
}

/** The events of these types in a story, in order. */
export function only(story: readonly Told[], ...types: string[]): Told[] {
  return story.filter(({ type }) => types.includes(type));
}
