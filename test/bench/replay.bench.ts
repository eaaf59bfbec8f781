/** Looking back on a replay of 5,000 events: a jump over HTTP on a real host, and building its moments. Aim: ≤ 100 ms. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { catalogue } from '@bijspringen/host/catalogue.ts';
import { type Host, readSettings, startHost } from '@bijspringen/host/index.ts';
import { createReader } from '@bijspringen/kernel/projections/reader.ts';
import { anEvening, type Cast, type Told, tell } from '@bijspringen/learning/evening.fixture.ts';
import { projection } from '@bijspringen/learning/replay.projection.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';
import { runLoad } from './load.ts';

const EVENTS = 5_000;
const AIM_P95_MS = 100;
const DURATION_MS = 4_000;
const CATCH_UP_MAX_MS = 60_000;
const CATCH_UP_LOOK_MS = 20;
/** Jumps before the clock counts, so that compiling is not measured. */
const WARM_UP_MS = 1_000;
/** Where a jump would be cheap, and where it would be dear, if a jump read what came before it. */
const EDGE_STEPS = 50;
/** Every so many steps: coprime with the number of steps, so that all are visited. */
const STRIDE = 1_237;

/** Prints p50 and p95 of a jump anywhere, of the first steps beside the last ones, and how fast moments are built. */
export async function replayBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-replay-bench-'));
  const host = await startHost(readSettings({ PORT: '0', DATA_DIR: folder }), { log: () => {} });
  try {
    const { replayId, steps } = await fill(host);
    const headers = { cookie: await logIn(host) };
    const jumps = (stepOf: (n: number) => number) => {
      let n = 0;
      return () => ({ method: 'GET', path: `/api/replays/${replayId}/at/${stepOf(n++)}`, headers });
    };
    const measure = async (stepOf: (n: number) => number, durationMs = DURATION_MS) => {
      const load = await runLoad({ url: host.url, callers: 1, durationMs, next: jumps(stepOf) });
      assert.equal(load.failed, 0);
      return load;
    };
    const anywhere = (n: number) => 1 + ((n * STRIDE) % steps);
    await untilThere(`${host.url}/api/replays/${replayId}/at/${steps}`, headers);
    await measure(anywhere, WARM_UP_MS);
    const load = await measure(anywhere);
    const first = await measure((n) => 1 + (n % EDGE_STEPS));
    const last = await measure((n) => steps - (n % EDGE_STEPS));
    const verdict = load.p95Ms <= AIM_P95_MS ? 'met' : 'missed';
    console.log(`replay of ${steps} events, one moment of it`);
    console.log(
      `  a jump: p50 ${load.p50Ms.toFixed(1)} ms, p95 ${load.p95Ms.toFixed(1)} ms over ${load.count} (aim ≤ ${AIM_P95_MS}: ${verdict})`,
    );
    console.log(
      `  to the last ${EDGE_STEPS} steps ${(last.p50Ms / first.p50Ms).toFixed(2)} x the first ${EDGE_STEPS} (p50)`,
    );
    await printBuild(host, join(folder, 'again'));
  } finally {
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A read model that is behind answers with what it has. */
async function untilThere(url: string, headers: Record<string, string>): Promise<void> {
  const started = performance.now();
  for (;;) {
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    if (response.ok) return;
    assert(performance.now() - started < CATCH_UP_MAX_MS, `the replay is not there: ${response.status}`);
    await setTimeout(CATCH_UP_LOOK_MS);
  }
}

/** The moments of the whole log built anew, beside reading and checking it alone. */
async function printBuild({ kernel }: Host, folder: string): Promise<void> {
  const build = async (projections: (typeof projection)[], into: string) => {
    const started = performance.now();
    const reader = await createReader({
      ...{ store: kernel.store, fromStored: catalogue.fromStored, projections, folder: join(folder, into) },
      log: () => {},
    });
    await reader.ready();
    const tookMs = performance.now() - started;
    await reader.close();
    return tookMs;
  };
  const alone = await build(
    [{ ...projection, name: 'nothing', schema: '', open: () => () => {} }],
    'nothing',
  );
  const tookMs = await build([projection], 'moments');
  console.log(
    `  its moments built anew in ${tookMs.toFixed(0)} ms (${(tookMs / alone).toFixed(1)} x reading alone)`,
  );
}

/** A night in which two helpers report, very often, that it goes well. */
async function fill(host: Host): Promise<{ replayId: string; steps: number }> {
  const { kernel } = host;
  const { districtId, organisationId } = await seedWaterkant(kernel);
  const residents = Array.from({ length: 18 }, () => randomUUID());
  const cast: Cast = { officer: randomUUID(), second: randomUUID(), caretaker: randomUUID(), residents };
  const matter = { districtId, organisationId, signalId: randomUUID(), crisisId: randomUUID() };
  // It begins now, so that no timer of the host writes of what was missed in between.
  const began = new Date().toISOString();
  const evening = anEvening(kernel.vault, matter, { cast, began });
  const check = evening.findLastIndex(({ type }) => type === 'SafetyCheckDone');
  const steps = evening.filter(({ type }) => type !== 'DeliveryClaimed').length;
  const template = evening[check];
  assert(template);
  const checks = Array.from({ length: EVENTS - steps }, (_, n): Told => {
    const personId = residents[1 + (n % 2)] ?? '';
    return { ...template, data: { ...template.data, personId } };
  });
  const told = [...evening.slice(0, check), ...checks, ...evening.slice(check)];
  await tell(kernel, matter, { told, began });
  return { replayId: matter.signalId, steps: EVENTS };
}

async function logIn(host: Host): Promise<string> {
  const response = await fetch(`${host.url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: host.url },
    body: JSON.stringify({ persona: 'coordinator' }),
  });
  assert(response.ok);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ');
}
