/** Fills a data folder with a district where many residents can be called, each with phones, and somebody has duty. */
import { randomUUID } from 'node:crypto';
import {
  defaultEscalationPolicy,
  RESPONDER_AGREEMENT_EDITION,
} from '@bijspringen/contracts/people/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type Host, readSettings, startHost } from '@bijspringen/host/index.ts';
import { createServices, type ServiceTools } from '@bijspringen/host/services.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { addDays, toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { anEvening, tell } from '@bijspringen/learning/evening.fixture.ts';
import { deviceDecider } from '@bijspringen/notifications/device.decider.ts';
import { seedWaterkant, type Waterkant } from '@bijspringen/people/index.ts';
import {
  acceptAgreement,
  giveContact,
  recordTraining,
  setEscalationPolicy,
} from '@bijspringen/people/readiness.ts';
import { acceptInvitation, invitePerson, SETUP } from '@bijspringen/people/set-up.ts';
import { changeAvailability, planShift } from '@bijspringen/roster/commands.ts';
import { makePhoneKeys, type PhoneKeys } from '../support/rfc8291.ts';

export const OFFICER = 'duty-officer';
/** What a phone's keys are, by the path at the push service. */
export type Phones = Map<string, PhoneKeys>;
export type Town = { folder: string; phones: Phones };

type Filling = {
  folder: string;
  people: number;
  phonesEach: number;
  /** Of the push service. */
  url: string;
  ca: string;
};

const HOUR_MS = 3_600_000;
const LONG_AGO_MS = 30 * 24 * HOUR_MS;
const EVENINGS_AT_A_TIME = 64;

export async function fillTown({ folder, people, phonesEach, url, ca }: Filling): Promise<Town> {
  const phones: Phones = new Map();
  await filling(folder, ca, async (host, waterkant) => {
    await giveDuty(host, waterkant);
    const policy = { ...defaultEscalationPolicy, waveSize: people };
    done(await setEscalationPolicy(host.kernel, { ...placeIn(waterkant), commandId: randomUUID(), policy }));
    for (let n = 0; n < people; n++) {
      const personId = await letInResponder(host, waterkant, n);
      for (let phone = 0; phone < phonesEach; phone++)
        await subscribe(host, waterkant, { personId, url, phones });
    }
  });
  return { folder, phones };
}

/** Nights that were, with all that belongs to them: what a log grows by. */
export async function fillPast(folder: string, evenings: number): Promise<void> {
  await filling(folder, undefined, async (host, waterkant) => {
    for (let told = 0; told < evenings; told += EVENINGS_AT_A_TIME) {
      await Promise.all(Array.from({ length: EVENINGS_AT_A_TIME }, () => tellEvening(host, waterkant)));
    }
  });
}

type Fill = (host: Host, waterkant: Waterkant) => Promise<void>;

async function filling(folder: string, loopbackCa: string | undefined, fill: Fill): Promise<void> {
  const settings = readSettings({ DATA_DIR: folder, PORT: '0' });
  const push = loopbackCa === undefined ? {} : { loopbackCa };
  const host = await startHost(settings, { log: () => undefined, services, push });
  try {
    await fill(host, await seedWaterkant(host.kernel));
    await host.opened.reader.ready();
  } finally {
    await host.stop();
  }
}

/** Nothing happens by itself while the past is told. */
function services(tools: ServiceTools): Service[] {
  return createServices(tools).map((service) => ({
    ...service,
    start: (kernel) => ({ ...service.start(kernel), timers: [], reactors: [] }),
  }));
}

const placeIn = ({ districtId, organisationId }: Waterkant) => ({ districtId, organisationId, actor: SETUP });

async function giveDuty({ kernel }: Host, waterkant: Waterkant): Promise<void> {
  const nowMs = kernel.clock.now().getTime();
  const step = { ...placeIn(waterkant), commandId: randomUUID(), content: null };
  done(
    await planShift(kernel, step, {
      personId: waterkant.people[OFFICER] ?? '',
      place: 'first',
      districtIds: [waterkant.districtId],
      from: new Date(nowMs - HOUR_MS).toISOString(),
      until: new Date(nowMs + 10 * HOUR_MS).toISOString(),
      isOfficer: true,
    }),
  );
}

async function letInResponder({ kernel }: Host, waterkant: Waterkant, n: number): Promise<Id> {
  const place = placeIn(waterkant);
  const step = () => ({ ...place, commandId: randomUUID() });
  const name = `Bewoner ${n + 1}`;
  const invited = done(await invitePerson(kernel, { ...step(), name, roles: ['crisis-trained-resident'] }));
  const { personId, secret } = invited;
  const who = () => ({ ...step(), personId });
  done(await acceptInvitation(kernel, { ...who(), secret }));
  const phone = `0000-${String(n).padStart(6, '0')}`;
  const profile = { firstName: name, phone, home: `Kadelaan ${n + 1}`, isAdult: true };
  done(await giveContact(kernel, { ...who(), profile }));
  const today = toLocalDate(kernel.clock.now().toISOString(), 'Europe/Amsterdam');
  const days = { on: addDays(today, -10), validUntil: addDays(today, 300), today };
  done(await recordTraining(kernel, { ...who(), ...days }));
  done(await acceptAgreement(kernel, { ...who(), edition: RESPONDER_AGREEMENT_EDITION }));
  const now = { personId, availability: { mode: 'now' as const, hours: [] } };
  done(await changeAvailability(kernel, { ...step(), content: null }, now));
  return personId;
}

type Phone = { personId: Id; url: string; phones: Phones };

async function subscribe(
  { kernel }: Host,
  waterkant: Waterkant,
  { personId, url, phones }: Phone,
): Promise<void> {
  const keys = makePhoneKeys();
  const path = `/push/${randomUUID()}`;
  phones.set(path, keys);
  const plain = {
    endpoint: url + path,
    p256dh: keys.publicKey.toString('base64url'),
    auth: keys.authSecret.toString('base64url'),
  };
  const command = {
    type: 'SubscribeDevice',
    personId,
    endpointHmac: kernel.vault.hmac('push-endpoint', plain.endpoint),
    subscription: kernel.vault.hold(plain, `worker-${personId}`),
  } as const;
  const context = { ...placeIn(waterkant), commandId: randomUUID(), content: null };
  const why = { purpose: 'running-the-service', legalBasis: 'legitimate-interest' } as const;
  done(
    await kernel.handle(deviceDecider, streamName('device', randomUUID()), command, { ...context, ...why }),
  );
}

async function tellEvening({ kernel }: Host, { districtId, organisationId }: Waterkant): Promise<void> {
  const residents = Array.from({ length: 18 }, () => randomUUID());
  const cast = { officer: randomUUID(), second: randomUUID(), caretaker: randomUUID(), residents };
  const matter = { districtId, organisationId, signalId: randomUUID(), crisisId: randomUUID() };
  // Long over, so that nothing of it still falls due.
  const began = new Date(kernel.clock.now().getTime() - LONG_AGO_MS).toISOString();
  await tell(kernel, matter, { told: anEvening(kernel.vault, matter, { cast, began }), began });
}

function done<T extends object>(outcome: T): Exclude<T, { refused: unknown }> {
  if (isRefusal(outcome)) throw new Error(`the town was refused: ${JSON.stringify(outcome)}`);
  return outcome as Exclude<T, { refused: unknown }>;
}
