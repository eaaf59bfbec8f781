/**
 * From the duty officer's decision to the push service: the request that opens a crisis, until each phone's message is there
 * in whole. The host, the push service and whoever decides are three processes.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pushPayload } from '@bijspringen/contracts/notifications/api.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { encryptPush } from '@bijspringen/notifications/push-encryption.ts';
import { type HostProcess, startHostProcess } from '../support/host-process.ts';
import { decryptPush, type PhoneKeys } from '../support/rfc8291.ts';
import { percentile } from './load.ts';
import { type Arrival, type PushService, startPushService, steadyMs } from './push-service.ts';
import { fillPast, fillTown, OFFICER, type Town } from './push-town.ts';

const PUSH_HOST = fileURLToPath(new URL('./push-host.ts', import.meta.url));
const WAVE = 30;
/** As many as one wave may have, with as many phones as one person may have. */
const MANY = { people: 100, phonesEach: 10 };
const COLD_STARTS = 5;
const WARM_WAVES = 10;
const MANY_WAVES = 3;
/** Nights before this one: what has to be read again when a read file is gone. */
const EVENINGS = 1_000;
/** The one that is gone: nobody is called by it. */
const REBUILT = 'replay';
const CALLERS = 64;
/** About what a message has. */
const PAYLOAD_CHARACTERS = 550;
const AIM_MEDIAN_MS = 100;
const AIM_P99_MS = 1_000;
const AIM_MANY_MS = 2_000;
const AGAIN_MAX = 600;
const AGAIN_MS = 100;

export async function alertBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-alert-bench-'));
  const service = await startPushService();
  try {
    const { url, ca } = service;
    const fill = (name: string, size: { people: number; phonesEach: number }) =>
      fillTown({ folder: join(folder, name), ...size, url, ca });
    const aWave = { people: WAVE, phonesEach: 1 };
    await waves(service, await fill('wave', aWave));
    await manyPhones(service, await fill('many', MANY));
    await fillPast(join(folder, 'past'), EVENINGS);
    for (const [name, size] of [
      ['a wave', aWave],
      ['many', MANY],
    ] as const) {
      cpSync(join(folder, 'past'), join(folder, name), { recursive: true });
      await duringRebuild(service, await fill(name, size), name);
    }
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Cold: the first wave of a host that was just started, as a night's alert is. */
async function waves(service: PushService, town: Town): Promise<void> {
  const cold: number[][] = [];
  for (let start = 0; start < COLD_STARTS; start++) {
    await onHost(service, town, async ({ alert }) => void cold.push(await alert()));
  }
  const warm: number[][] = [];
  await onHost(service, town, async ({ alert }) => {
    await alert();
    for (let wave = 0; wave < WARM_WAVES; wave++) warm.push(await alert());
  });
  console.log(
    `decision to push service, a wave of ${WAVE} (aim median ≤ ${AIM_MEDIAN_MS}, p99 ≤ ${AIM_P99_MS} ms)`,
  );
  printWaves(`first wave after a start, ${COLD_STARTS} starts`, cold);
  printWaves(`next ${WARM_WAVES} waves`, warm);
}

async function manyPhones(service: PushService, town: Town): Promise<void> {
  const all: number[][] = [];
  const cpuMs: number[] = [];
  const bareMs: number[] = [];
  await onHost(service, town, async ({ alert, host }) => {
    for (let wave = 0; wave < MANY_WAVES; wave++) {
      const before = host.cpuMs();
      all.push(await alert());
      const after = host.cpuMs();
      if (before !== null && after !== null) cpuMs.push(after - before);
      // Right after it, for what the machine's other work leaves changes from moment to moment.
      bareMs.push(await bare(service, town));
    }
  });
  const phones = town.phones.size;
  const [first = [], ...later] = all;
  console.log(`decision to push service, ${phones} phones (aim all ≤ ${AIM_MANY_MS} ms)`);
  printWaves('first after a start', [first]);
  printWaves('after that', later);
  const ratios = all.map((wave, n) => ((wave.at(-1) ?? Number.NaN) / (bareMs[n] ?? Number.NaN)).toFixed(1));
  console.log(
    `  encrypted and sent in a plain loop: in ${bareMs.map((ms) => ms.toFixed(0)).join(', ')} ms; ` +
      `the waves took ${ratios.join(', ')} x that`,
  );
  // Its stand-down is a message to each phone too.
  const micros = cpuMs.map((ms) => ((ms * 1_000) / (2 * phones)).toFixed(0));
  if (micros.length > 0)
    console.log(`  a message costs the server ${micros.join(', ')} µs of CPU, wave after wave`);
}

async function duringRebuild(service: PushService, town: Town, name: string): Promise<void> {
  const { readFolder } = dataPaths(town.folder);
  const gone = readdirSync(readFolder).filter((file) => file.startsWith(`${REBUILT}.`));
  assert(gone.length > 0, `there is no read file ${REBUILT}`);
  for (const file of gone) rmSync(join(readFolder, file));
  const times: number[][] = [];
  let wasBuilding = false;
  await onHost(service, town, async ({ alert, isBuilding }) => {
    assert(await isBuilding(), 'the rebuild was over before the wave began');
    times.push(await alert({ standsDown: false }));
    wasBuilding = await isBuilding();
  });
  printWaves(
    `${name}, first after a start, while a read file is rebuilt${wasBuilding ? '' : ' (which ended before)'}`,
    times,
  );
}

type Measuring = {
  host: HostProcess;
  /** Opens a crisis, and gives how long after that each phone's message was there, in ms and in order. */
  alert(how?: { standsDown: boolean }): Promise<number[]>;
  /** Whether a read file is not there yet. */
  isBuilding(): Promise<boolean>;
};

async function onHost(
  service: PushService,
  town: Town,
  measure: (on: Measuring) => Promise<void>,
): Promise<void> {
  const host = await startHostProcess(town.folder, { PUSH_CA: service.ca }, PUSH_HOST);
  try {
    const officer = await logIn(host.url);
    await measure({
      host,
      alert: (how) => alert({ service, town, officer }, how),
      async isBuilding() {
        const { body } = await officer('GET', '/api/health/ready');
        return (body as { parts: { projections: string } }).parts.projections !== 'ok';
      },
    });
  } finally {
    await host.stop();
  }
}

type Officer = (method: string, path: string, body?: object) => Promise<{ status: number; body: unknown }>;
type Alerting = { service: PushService; town: Town; officer: Officer };

async function alert(
  { service, town, officer }: Alerting,
  { standsDown } = { standsDown: true },
): Promise<number[]> {
  const phones = town.phones.size;
  const body = {
    commandId: randomUUID(),
    answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
    emergency: 'called-by-neighbour',
    tasks: ['be-near'],
    needed: 2,
    meetingPoint: 'hal van Lisdodde',
    place: 'Rietkraag 31',
    alertsResidents: true,
  };
  const decidedMs = steadyMs();
  const opened = await officer('POST', '/api/crises', body);
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  const arrivals = await service.take(phones);
  checkAll(arrivals, town, 'alert');
  if (standsDown) {
    const { crisisId } = opened.body as { crisisId: string };
    await standDown(officer, crisisId);
    checkAll(await service.take(phones), town, 'enough');
  }
  return arrivals.map(({ atMs }) => atMs - decidedMs).sort((a, b) => a - b);
}

async function standDown(officer: Officer, crisisId: string): Promise<void> {
  for (let again = 0; again < AGAIN_MAX; again++) {
    const { body } = await officer('GET', `/api/crises/${crisisId}`);
    const { version: seen } = body as { version: number };
    const ended = { commandId: randomUUID(), seen, because: 'help-arrived' };
    const { status } = await officer('POST', `/api/crises/${crisisId}/stand-down`, ended);
    if (status === 200) return;
    await setTimeout(AGAIN_MS);
  }
  assert.fail('the crisis could not be stood down');
}

/** Each phone once, and what it can read is what was meant. */
function checkAll(arrivals: readonly Arrival[], { phones }: Town, kind: string): void {
  assert.equal(new Set(arrivals.map(({ path }) => path)).size, phones.size);
  for (const { path, body } of arrivals) {
    const keys = phones.get(path);
    assert(keys, 'a phone that nobody knows');
    const { notification } = pushPayload.parse(JSON.parse(decryptPush(Buffer.from(body, 'base64'), keys)));
    assert.equal(notification.data.kind, kind);
  }
}

async function logIn(url: string): Promise<Officer> {
  const send = async (
    method: string,
    path: string,
    { body, cookie = '' }: { body?: object; cookie?: string },
  ) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as unknown, response };
  };
  for (let again = 0; again < AGAIN_MAX; again++) {
    const { status, response } = await send('POST', '/api/demo/sessions', { body: { persona: OFFICER } });
    if (status < 300) {
      const cookie = response.headers
        .getSetCookie()
        .map((one) => one.split(';', 1)[0] ?? '')
        .join('; ');
      const officer: Officer = (method, path, body) => send(method, path, { cookie, ...(body && { body }) });
      // As the officer's phone does, which shows the duty screen before anything is decided.
      await officer('GET', '/api/duty');
      return officer;
    }
    await setTimeout(AGAIN_MS);
  }
  return assert.fail('the host let nobody in');
}

/** The same encryption and requests in a plain loop, with nothing written down: what the machine and TLS cost by themselves. */
async function bare(service: PushService, town: Town): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS, ca: service.ca });
  const startedMs = steadyMs();
  const left = [...town.phones];
  const call = async () => {
    for (let next = left.pop(); next; next = left.pop()) await sendBare(service.url, next, agent);
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  const arrivals = await service.take(town.phones.size);
  agent.destroy();
  return Math.max(...arrivals.map(({ atMs }) => atMs)) - startedMs;
}

function sendBare(url: string, [path, keys]: [string, PhoneKeys], agent: Agent) {
  const body = encryptPush('x'.repeat(PAYLOAD_CHARACTERS), keys);
  const headers = { TTL: 60, 'Content-Encoding': 'aes128gcm', 'Content-Length': body.length };
  return new Promise<void>((resolve, reject) => {
    const outgoing = request(url + path, { method: 'POST', agent, headers }, (answer) => {
      answer.on('end', resolve).resume();
    });
    outgoing.on('error', reject).end(body);
  });
}

function printWaves(name: string, waves: readonly (readonly number[])[]): void {
  const all = waves.flat().sort((a, b) => a - b);
  const last = waves.map((wave) => wave.at(-1) ?? Number.NaN).sort((a, b) => a - b);
  const ms = (value: number) => value.toFixed(0);
  console.log(
    `  ${name}: median ${ms(percentile(all, 0.5))} ms, p99 ${ms(percentile(all, 0.99))} ms; ` +
      `all there after ${last.map(ms).join(', ')} ms`,
  );
}
