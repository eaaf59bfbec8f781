/**
 * Takes pictures of every screen in a real browser, and says what is wider than the screen or hard to hit.
 * `npm run pictures` starts a demo of its own; `npm run pictures -- <address> <folder>` looks at one that runs, and
 * raises real messages there. `-- --only today,signals` takes some scenes, `--look 390-light-nl` some looks.
 */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../test/support/chromium.ts';
import { type Camera, type Look, nameOf, openCamera, type Place } from './pictures/camera.ts';
import { crisisScenes, nobodyOnDuty } from './pictures/crisis-scenes.ts';
import { type Hosts, startHosts } from './pictures/demo-host.ts';
import { plain } from './pictures/plain-scenes.ts';
import { publicScenes } from './pictures/public-scenes.ts';
import { emptyReplay, replayScenes } from './pictures/replay-scenes.ts';
import { responderScenes } from './pictures/responder-scenes.ts';
import { crowdedDay, emptyDay, workerScenes } from './pictures/worker-scenes.ts';

type Scene = (camera: Camera) => Promise<void>;
type Series = { looks: readonly Look[]; scenes: Readonly<Record<string, Scene>>; hasScript?: boolean };

const nl = (width: number, scheme: Look['scheme'], more: Partial<Look> = {}): Look => ({
  width,
  scheme,
  language: 'nl',
  ...more,
});

const publicSeries: Series = {
  looks: [
    nl(320, 'light'),
    nl(390, 'light'),
    nl(390, 'dark'),
    nl(1280, 'light'),
    nl(390, 'light', { language: 'ar' }),
    nl(320, 'light', { language: 'tr' }),
    nl(390, 'light', { forced: true }),
    nl(390, 'light', { zoom: 2 }),
  ],
  scenes: publicScenes,
};
const workerLooks = [
  nl(320, 'light'),
  nl(320, 'dark'),
  nl(390, 'light'),
  nl(390, 'dark'),
  nl(1280, 'light'),
  nl(1280, 'dark'),
  nl(1920, 'light'),
  nl(390, 'light', { forced: true }),
  nl(390, 'light', { zoom: 2 }),
];
/** Always dark by itself, so only its settings differ by theme. */
const responderSeries: Series = {
  looks: [
    nl(320, 'light'),
    nl(320, 'dark'),
    nl(390, 'dark'),
    nl(1280, 'light'),
    nl(390, 'light', { forced: true }),
    nl(390, 'light', { zoom: 2 }),
  ],
  scenes: responderScenes,
};
const plainSeries: Series = {
  looks: [nl(360, 'light'), nl(360, 'dark'), nl(360, 'light', { language: 'ar' })],
  scenes: { plain },
  hasScript: false,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, look: { type: 'string' } },
});
const [address, folder = 'pictures'] = positionals;
const isAsked = (asked: string | undefined, name: string) =>
  asked === undefined || asked.split(',').includes(name);

async function takeSeries(browser: Browser, at: Place, series: Series): Promise<number> {
  let found = 0;
  const scenes = Object.entries(series.scenes).filter(([name]) => isAsked(values.only, name));
  const looks = scenes.length === 0 ? [] : series.looks.filter((look) => isAsked(values.look, nameOf(look)));
  for (const look of looks) {
    const opened = await openCamera(browser, look, { ...at, hasScript: series.hasScript ?? true });
    for (const [name, scene] of scenes) {
      await scene(opened.camera).catch((error: unknown) => {
        found += 1;
        console.log(`${name} ${nameOf(look)}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
    found += opened.found();
    await opened.close();
  }
  return found;
}

/** Without an address also the days that a demo does not have: the empty one and the one with forty messages. */
async function takeAll(browser: Browser, hosts: Hosts | null): Promise<number> {
  const now = hosts?.now ?? new Date();
  const at: Place = { base: hosts?.demo ?? address ?? '', now, folder };
  let found = await takeSeries(browser, at, {
    looks: workerLooks,
    scenes: { ...workerScenes, ...crisisScenes },
  });
  if (hosts !== null) {
    found += await takeSeries(browser, at, { looks: workerLooks, scenes: replayScenes });
    found += await takeSeries(
      browser,
      { ...at, base: hosts.empty },
      { looks: workerLooks, scenes: { emptyDay, emptyReplay, nobodyOnDuty } },
    );
    found += await takeSeries(
      browser,
      { ...at, base: hosts.crowded },
      { looks: workerLooks, scenes: { crowdedDay } },
    );
  }
  found += await takeSeries(browser, at, responderSeries);
  found += await takeSeries(browser, at, publicSeries);
  return found + (await takeSeries(browser, at, plainSeries));
}

await mkdir(folder, { recursive: true });
const hosts = address === undefined ? await startHosts() : null;
const browser = await launchChromium();
try {
  const found = await takeAll(browser, hosts);
  console.log(
    `${found === 0 ? 'Everything fits.' : `${found} things to look at.`} The pictures are in ${folder}`,
  );
} finally {
  await browser.close();
  await hosts?.close();
}
