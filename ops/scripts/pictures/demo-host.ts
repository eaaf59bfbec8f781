/** A demo of its own for the pictures: fixed data at a fixed moment, in a folder that is thrown away afterwards. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { type Host, readSettings, startHost } from '@bijspringen/host/index.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';
import { tellNight } from '../../../test/support/a-night.ts';
import { createFlowingClock } from '../../../test/support/flowing-clock.ts';
import { seedDemo } from '../../demo/seed.ts';

/** A Tuesday morning on which the caretaker works: 10.50 in Waterkant. */
const MOMENT = '2026-11-24T09:50:00.000Z';
/** As many as a caretaker finds after a week of leave. */
const CROWD = 40;
const TEXT_MAX = 2_000;

/** The living demo, one in which nothing happened yet, and one in which too much did. */
export type Hosts = { demo: string; empty: string; crowded: string; now: Date; close: () => Promise<void> };

const settingsFor = (dataFolder: string) => ({ ...readSettings({ PORT: '0' }), dataFolder });

function startAt(folder: string): Promise<Host> {
  return startHost(settingsFor(folder), { clock: createFlowingClock(MOMENT), log: () => undefined });
}

async function startWithDistrict(folder: string): Promise<Host> {
  const host = await startAt(folder);
  await seedWaterkant(host.kernel);
  return host;
}

async function logIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ persona: 'caretaker' }),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

function crowdText(index: number): string {
  if (index === 1) return `${'de trap is steil en het licht is stuk. '.repeat(60)}`.slice(0, TEXT_MAX).trim();
  if (index === 2)
    return 'Arbeidsongeschiktheidsverzekeringsmaatschappijformulieren liggen overal op de trap';
  return `bericht ${index + 1}: ik hoorde weer iets op de trap van nummer ${index + 1}`;
}

/** Through the worker's own route: a neighbour's route is limited to a few messages an hour. */
async function crowd(url: string): Promise<void> {
  const cookie = await logIn(url);
  for (let index = 0; index < CROWD; index += 1) {
    const response = await fetch(`${url}/api/observations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify({
        commandId: randomUUID(),
        followCode: makeFollowCode(randomBytes(13)),
        origin: 'told',
        kind: 'concern',
        text: crowdText(index),
        place: index === 2 ? 'Burgemeester-van-Waterkantenplantsoenpad 1234' : `Kadelaan ${index + 1}`,
      }),
    });
    if (!response.ok) throw new Error(`observation ${index}: ${response.status} ${await response.text()}`);
  }
}

/** Starts all three on free ports. Close them at the end. */
export async function startHosts(): Promise<Hosts> {
  const root = mkdtempSync(join(tmpdir(), 'bijspringen-pictures-'));
  const folder = join(root, 'demo');
  await seedDemo(settingsFor(folder), new Date(MOMENT), () => undefined);
  await tellNight(settingsFor(folder));
  const demo = await startAt(folder);
  const empty = await startWithDistrict(join(root, 'empty'));
  const crowded = await startWithDistrict(join(root, 'crowded'));
  await crowd(crowded.url);
  return {
    demo: demo.url,
    empty: empty.url,
    crowded: crowded.url,
    now: new Date(MOMENT),
    async close() {
      for (const host of [demo, empty, crowded]) await host.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
