/** A caretaker's queue of 1,000 open items, opened for reading, over HTTP on a real host. Aim: p95 ≤ 50 ms. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Host, readSettings, startHost } from '@bijspringen/host/index.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { seedWaterkant, type Waterkant } from '@bijspringen/people/index.ts';
import { signalDecider } from '@bijspringen/signals/signal.decider.ts';
import { runLoad } from './load.ts';

const ITEMS = 1_000;
const RAISED_AT_ONCE = 64;
const AIM_P95_MS = 50;
const DURATION_MS = 5_000;
/** Views before the clock counts, so that compiling is not measured. */
const WARM_UP_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const WORDS =
  'mevrouw van lisdodde zie ik bijna niet meer. gordijne dicht sinds haar man dood is. post steekt uit de bus';

/** Prints the first view, when every message is opened from its seal, and the p95 of those after it. */
export async function queueBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-queue-bench-'));
  const host = await startHost(readSettings({ PORT: '0', DATA_DIR: folder }), { log: () => {} });
  try {
    await fill(host, await seedWaterkant(host.kernel));
    const cookie = await logIn(host);
    const headers = { cookie };
    const started = performance.now();
    const first = await fetch(`${host.url}/api/queue`, { headers });
    const body = await first.text();
    const firstMs = performance.now() - started;
    const { items } = JSON.parse(body) as { items: { firstWords: string | null }[] };
    assert.equal(items.length, ITEMS);
    assert(items.every((item) => item.firstWords !== null));
    const next = () => ({ method: 'GET', path: '/api/queue', headers });
    await runLoad({ url: host.url, callers: 1, durationMs: WARM_UP_MS, next });
    const load = await runLoad({ url: host.url, callers: 1, durationMs: DURATION_MS, next });
    assert.equal(load.failed, 0);
    const verdict = load.p95Ms <= AIM_P95_MS ? 'met' : 'missed';
    console.log(
      `queue of ${ITEMS} open items, opened for reading (${(body.length / 1_024).toFixed(0)} kB of JSON)`,
    );
    console.log(
      `  p95 ${load.p95Ms.toFixed(1)} ms over ${load.count} views (p50 ${load.p50Ms.toFixed(1)}; aim ≤ ${AIM_P95_MS}: ${verdict})`,
    );
    console.log(`  the first view after a start, when each message is opened: ${firstMs.toFixed(1)} ms`);
  } finally {
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill({ kernel }: Host, { districtId, organisationId, people }: Waterkant): Promise<void> {
  let position: string | null = null;
  for (let raised = 0; raised < ITEMS; raised += RAISED_AT_ONCE) {
    const some = Array.from({ length: Math.min(RAISED_AT_ONCE, ITEMS - raised) }, (_, n) =>
      raiseOne(raised + n),
    );
    for (const each of await Promise.all(some)) position = each;
  }
  await kernel.waitFor(position);

  async function raiseOne(n: number): Promise<string | null> {
    const signalId = randomUUID();
    const { vault } = kernel;
    // Over some days, and none of them past: what is missed is written down by a timer, which is not measured here.
    const inDays = (days: number) => new Date(Date.now() + (days + (n % 5) + 0.01) * DAY_MS).toISOString();
    const handled = await kernel.handle(
      signalDecider,
      `signal-${signalId}`,
      {
        type: 'RaiseSignal',
        kind: n % 3 === 0 ? 'wish' : 'concern',
        origin: 'public',
        text: vault.hold(`${WORDS} ${n}`, `matter-${signalId}`),
        place: vault.hold(`Lisdodde ${n % 40}`, `matter-${signalId}`),
        followCodeHmac: randomBytes(32).toString('hex'),
        gate: n % 3 === 0 ? undefined : { dangers: [], emergencyCalled: 'no' },
        language: 'nl',
        readFirst: n % 50 === 1 ? ['words-suicide'] : [],
        owner: { role: 'social-caretaker', personId: people.caretaker },
        clock: { readBefore: inDays(0), answerBefore: inDays(2) },
      },
      {
        commandId: randomUUID(),
        actor: { kind: 'reporter' },
        districtId,
        organisationId,
        purpose: 'early-help',
        legalBasis: 'public-task',
        content: n,
      },
    );
    assert(!isRefusal(handled));
    return handled.position;
  }
}

async function logIn(host: Host): Promise<string> {
  const response = await fetch(`${host.url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: host.url },
    body: JSON.stringify({ persona: 'caretaker' }),
  });
  assert(response.ok);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ');
}
