/** What was once answered with yes stays yes: for a second crisis, for a linked message, and while an alert runs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HANG_MS, type Night, NO_DANGER, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

describe('a yes', { timeout: HANG_MS }, () => {
  it('of one crisis holds for the next about the same message, whoever opens it', async () => {
    const { signalId } = await night.raised();
    const first = await night.opens('officer', { signalId, answers: { ...NO_DANGER, violence: 'yes' } });
    expect(first.refused).toEqual(['violence']);
    expect((await night.decides('officer', first.crisisId, 'closing')).status).toBe(200);
    expect((await night.prospect('second', signalId)).knownYes).toEqual(['violence']);
    const again = await night.opens('second', { signalId, answers: NO_DANGER });
    expect(again).toMatchObject({ refused: ['violence'], asked: 0 });
    expect((await night.pushes()).filter((one) => one.endsWith('alert'))).toEqual([]);
  });

  it('holds for a message that stands beside it', async () => {
    const first = await night.raised({ gate: { dangers: ['fire'], emergencyCalled: 'yes' } });
    const other = await night.raised();
    const caretaker = await night.as('caretaker');
    await caretaker.does(other.signalId, 'links', { otherSignalId: first.signalId });
    const opened = await night.opens('officer', { signalId: other.signalId });
    expect(opened).toMatchObject({ refused: ['fire'], asked: 0 });
  });

  it('that comes later stands the alert down in the same step, and no wave follows', async () => {
    const { signalId } = await night.raised();
    const { crisisId } = await night.opens('officer', { signalId });
    await night.paired(crisisId);
    await night.pushes();
    const { length } = await night.types(crisisId);
    expect((await night.does('second', crisisId, 'dangers', { rule: 'violence' })).status).toBe(200);
    expect(await night.pushes()).toEqual(['B stand-down', 'C stand-down', 'second backup']);
    const log = await night.world().kernel.store.readStream(`crisis-${crisisId}`);
    const step = log.slice(length);
    expect(new Set(step.map(({ metadata }) => metadata.commandId)).size).toBe(1);
    expect(step.slice(0, 2).map(({ type }) => type)).toEqual(['DangerNoted', 'StoodDown']);
    for (const who of ['B', 'C'] as const) {
      expect(await night.seenBy(who, crisisId)).toMatchObject({ screen: 'stood-down', meetingPoint: null });
    }
    const wave = await night.decides('officer', crisisId, 'next-wave');
    expect(wave).toMatchObject({ status: 409, body: { code: 'residents-impossible' } });
    await night.waitUntil('03:30');
    expect((await night.pushes()).filter((one) => !one.endsWith('page'))).toEqual([]);
    const again = await night.opens('officer', { signalId });
    expect(again.refused).toEqual(['violence']);
  });
});
