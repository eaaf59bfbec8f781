/** SC4d, on the duty officer's side: what stays on a phone without a connection calls nobody until it arrives. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

describe('a message that is still on the phone', { timeout: HANG_MS }, () => {
  it('calls nobody; the moment that it arrives, the duty officer is called', async () => {
    await night.waitUntil('02:43');
    expect(await night.pushes()).toEqual([]);
    expect((await night.duty('officer')).pages).toEqual([]);
    await night.raised({ writtenAt: at('02:13') });
    expect(await night.pushes()).toEqual(['officer page']);
    expect((await night.duty('officer')).pages).toMatchObject([
      { why: 'gate', at: at('02:43'), acknowledgeBefore: at('02:46') },
    ]);
  });

  it('that the server refused calls nobody either', async () => {
    const answer = await night.world().raises({ kind: 'concern', text: 'help' });
    expect(answer.status).toBe(422);
    await night.waitUntil('02:20');
    expect(await night.pushes()).toEqual([]);
  });
});
