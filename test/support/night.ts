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
export type Opening = Partial<Omit<OpenCrisisBody, 'commandId'>>;
export type Opened = { crisisId: Id; refused: string[]; asked: number };
export type Told = { type: string; at: string; data: Record<string, unknown> };
type Span = { from: string; until: string };

export interface Night {
  world(): World;
  push: PushEndpoint;
  /** Somebody with a session. */
  as(who: Somebody): Promise<Worker>;
  personId(who: Somebody): Id;
  phone(who: Somebody): Phone;
  /** Plans somebody's duty, by the coordinator. */
  planned(who: 'officer' | 'second', place: 'first' | 'second', span: Span): Promise<Id>;
  policy(change: Partial<EscalationPolicy>): Promise<void>;
  /** The neighbour of SC4 sends; outside in the cold is a yes at the gate. */
  raised(about?: Raise): Promise<Neighbour>;
  prospect(who: Somebody, signalId: Id): Promise<CrisisProspect>;
  /** Opens with all four answered no and 112 called, but for what is said; fails when it is refused. */
  opens(who: Somebody, about?: Opening): Promise<Opened>;
  triesToOpen(who: Somebody, about?: Opening & { commandId?: Id }): Promise<Answered>;
  /** `POST /api/crises/:id/<path>`, with what came of it, when all that follows has happened. */
  does(who: Somebody, crisisId: Id, path: string, body?: object): Promise<Answered>;
  /** The same by the duty officer with the version of the screen, which is read first. */
  decides(who: Somebody, crisisId: Id, path: string, body?: object): Promise<Answered>;
  accepts(who: Somebody, crisisId: Id): Promise<Answered>;
  /** Picks up every call that this person sees. */
  acknowledges(who: Somebody): Promise<void>;
  /** B and C say yes, so that two stand. */
  paired(crisisId: Id): Promise<void>;
  duty(who: Somebody): Promise<DutyView>;
  seenByDuty(who: Somebody, crisisId: Id): Promise<DutyCrisisView>;
  seenBy(who: Somebody, crisisId: Id): Promise<ResponderView>;
  /** What a resident's screen says. */
  screen(who: Somebody, crisisId: Id): Promise<string>;
  /** The story of a stream, and how often each type stands in it. */
  story(stream: `${'crisis' | 'signal' | 'page'}-${string}`): Promise<Told[]>;
  types(crisisId: Id): Promise<string[]>;
  /** Who was sent what since this was asked for last: `officer page`, in the order of the alphabet. */
  pushes(): Promise<string[]>;
  waitUntil(localTime: string, date?: string): Promise<void>;
  restartAt(instant: string, how?: { withoutReadFiles?: boolean }): Promise<void>;
  close(): Promise<void>;
}

type Options = { at?: string; roster?: boolean; policy?: Partial<EscalationPolicy> };

/** Starts at 02.13 with the officer first and the other second on duty until 07.00. Close it at the end of the test. */
export async function startNight({
  at: start = at('02:13'),
  roster = true,
  policy,
}: Options = {}): Promise<Night> {
  const push = await startPushEndpoint();
  let world = await startWorld({ at: start, push });
  const sessions = new Map<Somebody, Worker>();
  const phones = new Map<Somebody, Phone>();
  const names = new Map<Phone, Somebody>();
  let seenPushes = 0;

  const as = async (who: Somebody) => {
    const worker = sessions.get(who) ?? (await world.as(PERSONAS[who]));
    sessions.set(who, worker);
    return worker;
  };
  const personId = (who: Somebody) => world.waterkant.people[PERSONAS[who]] ?? '';
  const asks = async (who: Somebody, method: string, path: string, body?: object) => {
    const answer = await (await as(who)).request(method, path, body);
    await world.settled();
    return answer;
  };
  const posts = (who: Somebody, path: string, body: object) =>
    asks(who, 'POST', path, { commandId: randomUUID(), ...body });

  for (const who of EVERYBODY) {
    const phone = push.phone();
    phones.set(who, phone);
    names.set(phone, who);
    expectStatus(201, await posts(who, '/api/push/subscriptions', { subscription: phone.subscription }));
  }

  const night: Night = {
    world: () => world,
    push,
    as,
    personId,
    phone: (who) => found(phones.get(who)),
    async planned(who, place, { from, until }) {
      const districtIds = [world.waterkant.districtId];
      const shift = { personId: personId(who), districtIds, place, from, until };
      const answer = expectStatus(201, await posts('coordinator', '/api/roster/shifts', shift));
      return (answer as { shiftId: Id }).shiftId;
    },
    async policy(change) {
      const body = { commandId: randomUUID(), policy: { ...defaultEscalationPolicy, ...change } };
      expectStatus(200, await asks('coordinator', 'PUT', '/api/escalation-policy', body));
    },
    async raised(about = {}) {
      const neighbour = await world.neighbour({
        kind: 'concern',
        text: 'ze staat al n uur te huilen en roepen op de galerij rietkraag 3e . geen jas aan en tis koud',
        place: PLACE,
        gate: { dangers: ['place'], emergencyCalled: 'yes' },
        ...about,
      });
      await world.settled();
      return neighbour;
    },
    async prospect(who, signalId) {
      return crisisProspect.parse(
        expectStatus(200, await asks(who, 'GET', `/api/crises/prospect?signalId=${signalId}`)),
      );
    },
    triesToOpen: (who, about = {}) =>
      posts(who, '/api/crises', {
        answers: NO_DANGER,
        emergency: 'called-by-neighbour',
        tasks: ['bring-blanket', 'be-near', 'keep-bystanders-calm', 'wait-for-help'],
        needed: 2,
        meetingPoint: MEETING_POINT,
        alertsResidents: true,
        ...(about.signalId === undefined && { place: PLACE }),
        ...about,
      }),
    opens: async (who, about) => expectStatus(201, await night.triesToOpen(who, about)) as Opened,
    does: (who, crisisId, path, body = {}) => posts(who, `/api/crises/${crisisId}/${path}`, body),
    async decides(who, crisisId, path, body = {}) {
      const { version: seen } = await night.seenByDuty(who, crisisId);
      return night.does(who, crisisId, path, { seen, ...body });
    },
    accepts: (who, crisisId) => night.does(who, crisisId, 'accept', { knowsSomeone: false }),
    async acknowledges(who) {
      for (const { pageId } of (await night.duty(who)).pages)
        expectStatus(200, await posts(who, `/api/pages/${pageId}/acknowledgement`, {}));
    },
    async paired(crisisId) {
      for (const who of ['B', 'C'] as const) expectStatus(200, await night.accepts(who, crisisId));
    },
    duty: async (who) => dutyView.parse(expectStatus(200, await asks(who, 'GET', '/api/duty'))),
    seenByDuty: async (who, crisisId) =>
      dutyCrisisView.parse(expectStatus(200, await asks(who, 'GET', `/api/crises/${crisisId}`))),
    seenBy: async (who, crisisId) =>
      responderView.parse(expectStatus(200, await asks(who, 'GET', `/api/crises/${crisisId}`))),
    screen: async (who, crisisId) => (await night.seenBy(who, crisisId)).screen,
    async story(stream) {
      const events = await world.kernel.store.readStream(stream);
      return events.map(({ type, data, metadata }) => ({ type, data, at: metadata.at }));
    },
    types: async (crisisId) => (await night.story(`crisis-${crisisId}`)).map(({ type }) => type),
    async pushes() {
      await world.settled();
      const fresh = push.received.slice(seenPushes);
      seenPushes = push.received.length;
      return fresh
        .map(({ phone, payload }) => `${names.get(phone)} ${payload.notification.data.kind}`)
        .sort();
    },
    waitUntil: (localTime, date) => world.waitUntil(at(localTime, date)),
    async restartAt(instant, how) {
      world = await world.restartAt(instant, how);
      sessions.clear();
    },
    async close() {
      await world.close();
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

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('nobody of that name takes part');
  return thing;
}

/** The types of one kind in a story, in order. */
export function only(story: readonly Told[], ...types: string[]): Told[] {
  return story.filter(({ type }) => types.includes(type));
}
