/** After a night all read files are deleted: they are built again from the log, and no phone hears anything of it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { at, HANG_MS, type Night, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

/** From the page to the end, with a check that is missed and a message that holds. */
async function wholeNight(): Promise<string> {
  const neighbour = await night.raised();
  await night.waitUntil('02:17');
  const { crisisId } = await night.opens('officer', { signalId: neighbour.signalId });
  await night.paired(crisisId);
  await neighbour.writes('er staat nu nog iemand bij');
  await night.waitUntil('02:18');
  await night.decides('officer', crisisId, 'judgement', { judgement: 'go-on' });
  for (const who of ['B', 'C'] as const) await night.does(who, crisisId, 'arrived');
  await night.waitUntil('02:30');
  await night.decides('officer', crisisId, 'stand-down', { because: 'help-arrived' });
  for (const who of ['B', 'C'] as const) await night.does(who, crisisId, 'home', { feeling: 'fine' });
  await night.acknowledges('officer');
  await night.decides('officer', crisisId, 'closing');
  return crisisId;
}

it('nothing is sent when the read files of a whole night are built again', { timeout: HANG_MS }, async () => {
  const crisisId = await wholeNight();
  const sent = await night.pushes();
  for (const kind of ['page', 'alert', 'enough', 'pair', 'wait', 'resumed', 'check', 'stand-down']) {
    expect(
      sent.some((one) => one.endsWith(` ${kind}`)),
      kind,
    ).toBe(true);
  }
  const story = await night.types(crisisId);
  const connections = night.push.connections();

  await night.restartAt(at('02:31'), { withoutReadFiles: true });
  await night.waitUntil('06:59');
  expect(await night.pushes()).toEqual([]);
  // Not even a connection was opened.
  expect(night.push.connections()).toBe(connections);
  expect(await night.types(crisisId)).toEqual(story);

  // Whoever is asked next is asked once: the rows are what they were.
  await night.opens('officer');
  expect(await night.pushes()).toEqual(['A', 'B', 'C', 'D', 'E', 'F'].map((who) => `${who} alert`));
});

it('nothing is sent when they are built again in the middle of an alert', { timeout: HANG_MS }, async () => {
  const { crisisId } = await night.opens('officer');
  await night.accepts('B', crisisId);
  expect(await night.pushes()).toHaveLength(6);
  await night.restartAt(at('02:14'), { withoutReadFiles: true });
  expect(await night.pushes()).toEqual([]);
  await night.accepts('C', crisisId);
  expect(await night.pushes()).toEqual(['A enough', 'B pair', 'C pair', 'D enough', 'E enough', 'F enough']);
});
