/** Every screen of a resident in an alert, and the settings of a phone, as in the pictures: axe finds nothing, and all fits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { responderScenes } from '../../ops/scripts/pictures/responder-scenes.ts';
import { type BrowserWorld, startBrowserWorld } from '../support/browser-world.ts';
import { lookingAt, NARROW, WALK_TIMEOUT_MS } from '../support/screen-check.ts';

/** Sunday, 02.17 at Waterkant. */
const NIGHT = '2026-11-22T01:17:00.000Z';

describe('screens of a resident', () => {
  let world: BrowserWorld;

  beforeAll(async () => {
    world = await startBrowserWorld({ at: NIGHT, hasRoster: true });
  });
  afterAll(() => world?.close());

  it.each(Object.entries(responderScenes))(
    'pass on the smallest phone: %s',
    async (_name, scene) => {
      const page = await world.open(NARROW);
      const { look, problems } = lookingAt(page);
      await scene({ page, base: world.url, now: world.now(), isDesk: false, shoot: look, shootFold: look });
      await page.context().close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});
