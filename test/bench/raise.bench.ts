/** Signals through the whole stack: HTTP, word list, keys, sealing, durable append. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { startHostProcess } from '../support/host-process.ts';
import { runLoad } from './load.ts';

const CALLERS = 64;
/** Long enough that the code on the path is compiled, also beside other work. */
const WARM_UP_MS = 5_000;
const DURATION_MS = 5_000;
const AIM_PER_SECOND = 2_500;
const AIM_P99_MS = 50;

function signal(n: number) {
  const body = {
    commandId: randomUUID(),
    followCode: makeFollowCode(randomBytes(13)),
    kind: 'concern',
    text: `mevrouw van nummer ${n} zie ik bijna niet meer. gordijne dicht. post steekt uit de bus`,
    place: `Lisdodde ${n % 200}`,
    seen: 'today',
    spoken: 'wants-help',
    gate: { dangers: [], emergencyCalled: 'no' },
  };
  return { method: 'POST', path: '/api/signals', body: JSON.stringify(body) };
}

export async function raiseBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-bench-'));
  const host = await startHostProcess(join(folder, 'data'));
  try {
    const load = { url: host.url, callers: CALLERS, next: signal };
    await runLoad({ ...load, durationMs: WARM_UP_MS });
    const cpuBeforeMs = host.cpuMs();
    const { perSecond, p50Ms, p99Ms, failed, count } = await runLoad({ ...load, durationMs: DURATION_MS });
    const cpuAfterMs = host.cpuMs();
    console.log(
      `POST /api/signals, ${CALLERS} callers on the same machine: ${perSecond.toFixed(0)}/s (aim ${AIM_PER_SECOND}), ` +
        `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms (aim ${AIM_P99_MS}), ${failed} failed`,
    );
    // On a busy machine the rate says more about its other work; what one signal costs says something about us.
    if (cpuBeforeMs !== null && cpuAfterMs !== null)
      console.log(
        `  a signal costs the server ${(((cpuAfterMs - cpuBeforeMs) * 1_000) / count).toFixed(0)} µs of CPU`,
      );
  } finally {
    await host.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
