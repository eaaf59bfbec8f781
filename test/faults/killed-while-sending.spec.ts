/**
 * Kills a host with kill -9 while it sends an alert: between claim and send, between send and answer, between answer and
 * record. Nobody is missed, and no screen shows an alert twice. `KILL_CYCLES` makes it as long as you like.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { dutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import { type Client, createClient } from '@bijspringen/host/testing/test-host.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type HostProcess, startHostProcess } from '../support/host-process.ts';
import { type Phone, type PushEndpoint, startPushEndpoint } from '../support/push-endpoint.ts';
import { openStore, readEverything, temporaryFolder } from './support.ts';

const CYCLES = Number(process.env.KILL_CYCLES ?? 3);
const HANG_MS = 120_000;
/** More than a lease: what was claimed by a host that died may be claimed again. */
const LEASE_OVER_MS = 30_000;
const RESIDENTS = ['', '-b', '-c', '-d', '-e', '-f'].map((letter) => `responder${letter}`);
const MOMENTS = ['at a connection', 'at a request', 'after an answer'] as const;
type Moment = (typeof MOMENTS)[number];

type Cycle = { cycle: number; moment: Moment; push: PushEndpoint; host: HostProcess };

/** Resolves when the host was killed at that moment: of the first connection, or of a message that differs by cycle. */
function killedAt({ cycle, moment, push, host }: Cycle): Promise<void> {
  const nth = 1 + (cycle % RESIDENTS.length);
  let count = 0;
  let isOver = false;
  return new Promise((resolve, reject) => {
    const strike = () => {
      isOver = true;
      host.kill().then(resolve, reject);
    };
    if (moment === 'at a connection') push.onceConnected(strike);
    push.answers(() => {
      count += 1;
      if (moment === 'at a request' && count === nth) strike();
      if (moment === 'after an answer' && count === nth) setImmediate(strike);
      return isOver && moment === 'at a request' ? 'hang' : { status: 201 };
    });
  });
}

async function logIn(url: string, persona: string): Promise<Client> {
  const client = createClient(url);
  expect((await client.post('/api/demo/sessions', { persona })).status).toBe(201);
  return client;
}

async function subscribe(url: string, push: PushEndpoint): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (const persona of RESIDENTS) {
    const phone = push.phone();
    const body = { commandId: randomUUID(), subscription: phone.subscription };
    expect((await (await logIn(url, persona)).post('/api/push/subscriptions', body)).status).toBe(201);
    phones.push(phone);
  }
  return phones;
}

const DECISION = {
  answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
  emergency: 'called-by-us',
  tasks: ['be-near'],
  needed: 2,
  meetingPoint: 'hal van de flat',
  place: 'Sluisplein 99',
  alertsResidents: true,
};

/** The answer may be lost with the host: sent again with the same command, it is the same crisis. */
async function decided(officer: Client, commandId: string): Promise<string | null> {
  const answer = await officer.post('/api/crises', { ...DECISION, commandId }).catch(() => null);
  return answer === null ? null : (answer.json as { crisisId: string }).crisisId;
}

/** Until the push service has taken the alert for everybody, says the duty officer's screen. */
async function everybodyReached(officer: Client, crisisId: string) {
  return vi.waitFor(
    async () => {
      const view = dutyCrisisView.parse((await officer.get(`/api/crises/${crisisId}`)).json);
      expect(view.responders.map(({ reach }) => reach)).toEqual(RESIDENTS.map(() => 'sent'));
      return view;
    },
    { timeout: HANG_MS, interval: 50 },
  );
}

type End = { officer: Client; crisisId: string; seen: number; push: PushEndpoint };

/** Everybody is free again, and nothing of this crisis is left to be sent. */
async function stoodDown({ officer, crisisId, seen, push }: End) {
  const end = { commandId: randomUUID(), seen, because: 'no-longer-needed' };
  expect((await officer.post(`/api/crises/${crisisId}/stand-down`, end)).status).toBe(200);
  await push.until((received) => {
    const told = received.map(({ payload }) => payload.notification.data);
    const ends = told.filter((each) => each.crisisId === crisisId && each.kind === 'enough');
    return ends.length >= RESIDENTS.length;
  });
}

/** What stands on each phone of this crisis: one notification, whatever came how often. */
function expectOneEach(phones: readonly Phone[], crisisId: string) {
  for (const { received } of phones) {
    const alerts = received
      .map(({ payload }) => payload.notification)
      .filter(({ data }) => data.crisisId === crisisId && data.kind === 'alert');
    expect(alerts.length).toBeGreaterThan(0);
    expect(new Set(alerts.map(({ tag }) => tag)).size).toBe(1);
    expect(new Set(alerts.map(({ data }) => data.deliveryId)).size).toBe(1);
  }
}

it(
  `nobody is missed and nobody sees an alert twice, through ${CYCLES} times kill -9`,
  async () => {
    const folder = join(temporaryFolder(), 'data');
    const push = await startPushEndpoint();
    onTestFinished(() => push.close());
    let aheadMs = 0;
    const start = async () => {
      const environment = { WITH_DUTY: '1', PUSH_CA: push.ca, CLOCK_AHEAD_MS: String(aheadMs) };
      const host = await startHostProcess(folder, environment);
      onTestFinished(() => host.kill());
      return host;
    };
    let host = await start();
    const phones = await subscribe(host.url, push);
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const moment = MOMENTS[cycle % MOMENTS.length] ?? 'at a request';
      if (cycle > 0 && moment === 'at a connection') {
        // Only a new host has to open one.
        await host.stop();
        host = await start();
      }
      const commandId = randomUUID();
      const officerBefore = await logIn(host.url, 'duty-officer');
      const killed = killedAt({ cycle, moment, push, host });
      const before = await decided(officerBefore, commandId);
      await killed;

      aheadMs += LEASE_OVER_MS;
      push.answers(() => ({ status: 201 }));
      host = await start();
      const officer = await logIn(host.url, 'duty-officer');
      const crisisId = (await decided(officer, commandId)) ?? '';
      if (before !== null) expect(crisisId).toBe(before);
      const { version: seen } = await everybodyReached(officer, crisisId);
      expectOneEach(phones, crisisId);
      await stoodDown({ officer, crisisId, seen, push });
    }
    await host.stop();
    const { brought, claimed } = await timesOf(folder);
    expect(brought.size).toBeGreaterThanOrEqual(CYCLES * RESIDENTS.length);
    expect([...brought.values()].filter((times) => times > 1)).toEqual([]);
    // It did die between a claim and its record: what was claimed was claimed again.
    const diedWithClaims = Array.from({ length: CYCLES }, (_, cycle) => cycle % MOMENTS.length).filter(
      (moment) => MOMENTS[moment] !== 'after an answer',
    );
    const claimedAgain = [...claimed.values()].filter((times) => times > 1);
    expect(claimedAgain.length).toBeGreaterThanOrEqual(diedWithClaims.length);
  },
  HANG_MS + CYCLES * HANG_MS,
);

/** How often the log says of each message that it was claimed, and that it was brought. */
async function timesOf(folder: string) {
  const claimed = new Map<string, number>();
  const brought = new Map<string, number>();
  const store = openStore(dataPaths(folder).logFile);
  try {
    for (const { type, stream } of await readEverything(store)) {
      const times = { DeliveryClaimed: claimed, DeliveryAccepted: brought }[type];
      times?.set(stream, (times.get(stream) ?? 0) + 1);
    }
  } finally {
    await store.close();
  }
  return { claimed, brought };
}
