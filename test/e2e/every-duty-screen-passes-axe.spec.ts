/** Every screen and sheet of duty, of an alert and of the roster, as in the pictures: axe finds nothing, and all of it fits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Camera } from '../../ops/scripts/pictures/camera.ts';
import { crisisScenes, nobodyOnDuty } from '../../ops/scripts/pictures/crisis-scenes.ts';
import { type BrowserWorld, startBrowserWorld } from '../support/browser-world.ts';
import { lookingAt, NARROW, WALK_TIMEOUT_MS } from '../support/screen-check.ts';

/** Sunday, 02.17 at Waterkant. */
const NIGHT = '2026-11-22T01:17:00.000Z';
const DESK = { width: 1280, height: 900 };
/** On a desk nothing is narrow or hard to hit that a phone did not show; what lies beside each other is looked at. */
const DESK_SCENES = ['refused', 'live', 'roster'] as const;

describe('screens of duty', () => {
  let world: BrowserWorld;
  let unmanned: BrowserWorld;

  beforeAll(async () => {
    world = await startBrowserWorld({ at: NIGHT, hasRoster: true });
    unmanned = await startBrowserWorld({ at: NIGHT });
  });
  afterAll(async () => {
    await world?.close();
    await unmanned?.close();
  });

  /** The walk of the pictures, with a look where they are taken. */
  async function walk(on: BrowserWorld, isDesk: boolean, scene: (camera: Camera) => Promise<void>) {
    const page = await on.open(isDesk ? DESK : NARROW);
    const { look, problems } = lookingAt(page);
    await scene({ page, base: on.url, now: on.now(), isDesk, shoot: look, shootFold: look });
    await page.context().close();
    expect(problems).toEqual([]);
  }

  it.each(Object.entries(crisisScenes))(
    'pass on a phone: %s',
    async (_name, scene) => walk(world, false, scene),
    WALK_TIMEOUT_MS,
  );

  it(
    'pass on a phone where nobody has duty',
    async () => walk(unmanned, false, nobodyOnDuty),
    WALK_TIMEOUT_MS,
  );

  it.each(DESK_SCENES)(
    'pass on a desk: %s',
    async (name) => walk(world, true, crisisScenes[name]),
    WALK_TIMEOUT_MS,
  );
});
