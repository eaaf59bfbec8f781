/** From the duty officer's request that opens a crisis to a notification on a resident's phone, in a real browser. */
import { performance } from 'node:perf_hooks';
import { hardRules, task } from '@bijspringen/contracts/crisis/values.ts';
import { settingsWords } from '../../pwa/src/i18n/work-settings.nl.ts';
import { openBrowserPhone } from '../support/browser-phone.ts';
import { startBrowserWorld } from '../support/browser-world.ts';
import { visit } from '../support/http-visitor.ts';
import { startPushEndpoint } from '../support/push-endpoint.ts';
import { percentile } from './load.ts';

const RUNS = 8;
/** The first one also starts the service worker and compiles what is on the way. */
const WARM_UP_RUNS = 1;

type Run = { wholeMs: number; inBrowserMs: number };

/** Prints the whole way, and the part of it that is the browser's own. */
export async function shownBench(): Promise<void> {
  const push = await startPushEndpoint();
  const world = await startBrowserWorld({ push, hasRoster: true });
  try {
    const phone = await openBrowserPhone(world, push, {
      persona: 'Bewoner A',
      heading: settingsWords.responderHome.title,
    });
    const [officer, resident] = [await visit(world.url, 'duty-officer'), await visit(world.url, 'responder')];
    const runs: Run[] = [];
    for (let run = 0; run < RUNS + WARM_UP_RUNS; run++) {
      const began = performance.now();
      const { crisisId } = (await officer.send('POST', '/api/crises', {
        place: 'Rietkraag, galerij',
        answers: Object.fromEntries(hardRules.map((rule) => [rule, 'no'])),
        emergency: 'called-by-us',
        tasks: task.options,
        needed: 2,
        meetingPoint: 'hal van Lisdodde',
        alertsResidents: true,
      })) as { crisisId: string };
      const { inBrowserMs } = await phone.receives('alert');
      runs.push({ wholeMs: performance.now() - began, inBrowserMs });
      const { version: seen } = (await officer.get(`/api/crises/${crisisId}`)) as { version: number };
      await resident.send('POST', `/api/crises/${crisisId}/decline`, { why: 'cannot' });
      await officer.send('POST', `/api/crises/${crisisId}/stand-down`, {
        seen: seen + 1,
        because: 'no-longer-needed',
      });
    }
    print(runs.slice(WARM_UP_RUNS));
  } finally {
    await world.close();
    await push.close();
  }
}

function print(runs: readonly Run[]): void {
  const middle = (of: (run: Run) => number) =>
    percentile(
      runs.map(of).sort((a, b) => a - b),
      0.5,
    ).toFixed(0);
  const most = Math.max(...runs.map(({ wholeMs }) => wholeMs)).toFixed(0);
  console.log(
    `opening a crisis to a notification shown in Chromium: p50 ${middle(({ wholeMs }) => wholeMs)} ms, at most ${most} ms ` +
      `over ${runs.length}; of it ${middle(({ inBrowserMs }) => inBrowserMs)} ms from the push service to the screen`,
  );
}
