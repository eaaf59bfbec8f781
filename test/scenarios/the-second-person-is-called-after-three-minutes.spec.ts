/** A call that nobody picks up goes on to the second person, also when the host was away meanwhile. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const BOTH = ['officer page', 'second page'];

describe('a call that nobody picks up', { timeout: HANG_MS }, () => {
  it('goes to the second person after three minutes, and again until somebody picks it up', async () => {
    await night.raised();
    expect(await night.pushes()).toEqual(['officer page']);
    await night.waitUntil('02:15');
    expect(await night.pushes()).toEqual([]);
    await night.waitUntil('02:16');
    expect(await night.pushes()).toEqual(BOTH);
    await night.waitUntil('02:19');
    expect(await night.pushes()).toEqual(BOTH);
    await night.acknowledges('second');
    await night.waitUntil('03:30');
    expect(await night.pushes()).toEqual([]);
    expect((await night.duty('officer')).pages).toEqual([]);
  });

  it('goes on at its moment after a restart', async () => {
    await night.raised();
    await night.restartAt(at('02:15'));
    expect(await night.pushes()).toEqual(['officer page']);
    await night.waitUntil('02:16');
    expect(await night.pushes()).toEqual(BOTH);
  });

  it('goes on at once when the host was away at its moment, also without its read files', async () => {
    await night.raised();
    expect(await night.pushes()).toEqual(['officer page']);
    await night.restartAt(at('02:17'), { withoutReadFiles: true });
    expect(await night.pushes()).toEqual(BOTH);
    await night.waitUntil('02:19');
    expect(await night.pushes()).toEqual([]);
    await night.waitUntil('02:20');
    expect(await night.pushes()).toEqual(BOTH);
  });

  it('follows the minutes that the district chose', async () => {
    await night.policy({ pageMinutes: 1 });
    await night.raised();
    await night.pushes();
    await night.waitUntil('02:14');
    expect(await night.pushes()).toEqual(BOTH);
  });
});
