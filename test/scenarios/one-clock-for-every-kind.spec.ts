/** What was raised before 15.00 on a working day is read before 17.00 that day, otherwise the next; answered in two. */
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

const noDanger: Gate = { dangers: [], emergencyCalled: 'no' };
const fire: Gate = { dangers: ['fire'], emergencyCalled: 'unknown' };
const called: Gate = { dangers: [], emergencyCalled: 'yes' };
type Body = Omit<RaiseBody, 'commandId' | 'followCode'>;
const plain = 'dit is een gewoon bericht';
const kinds: readonly Body[] = [
  { kind: 'concern', text: plain, place: 'Kadelaan 3', gate: noDanger },
  { kind: 'help', text: plain, gate: noDanger },
  { kind: 'wish', text: plain },
  { kind: 'offer', text: plain },
];

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-24T07:00:00.000Z' });
});
afterAll(() => world.close());

/** In order, for the clock of the world only goes forward. Local time at Waterkant, and what is promised. */
const moments = [
  { at: '2026-11-24T08:30:00+01:00', read: '2026-11-24T17:00', answer: '2026-11-26T17:00', isAtWork: false },
  { at: '2026-11-24T14:59:59+01:00', read: '2026-11-24T17:00', answer: '2026-11-26T17:00', isAtWork: true },
  { at: '2026-11-24T15:00:00+01:00', read: '2026-11-25T17:00', answer: '2026-11-27T17:00', isAtWork: true },
  { at: '2026-11-24T17:00:00+01:00', read: '2026-11-25T17:00', answer: '2026-11-27T17:00', isAtWork: false },
  { at: '2026-11-27T15:00:00+01:00', read: '2026-11-30T17:00', answer: '2026-12-02T17:00', isAtWork: true },
  { at: '2026-11-28T11:00:00+01:00', read: '2026-11-30T17:00', answer: '2026-12-02T17:00', isAtWork: false },
  { at: '2026-12-24T15:30:00+01:00', read: '2026-12-28T17:00', answer: '2026-12-30T17:00', isAtWork: true },
  { at: '2026-12-25T10:00:00+01:00', read: '2026-12-28T17:00', answer: '2026-12-30T17:00', isAtWork: false },
  { at: '2026-12-31T16:00:00+01:00', read: '2027-01-04T17:00', answer: '2027-01-06T17:00', isAtWork: true },
  { at: '2027-03-26T10:00:00+01:00', read: '2027-03-26T17:00', answer: '2027-03-31T17:00', isAtWork: true },
  { at: '2027-03-29T10:00:00+02:00', read: '2027-03-30T17:00', answer: '2027-04-01T17:00', isAtWork: false },
  { at: '2027-04-27T12:00:00+02:00', read: '2027-04-28T17:00', answer: '2027-04-30T17:00', isAtWork: false },
];

function onTheWall(instant: string): string {
  const parts = new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  return parts.replace(' ', 'T').slice(0, 16);
}

describe('at every moment', () => {
  it.each(moments)('$at: read before $read, answered before $answer, whatever the kind', async (moment) => {
    await world.waitUntil(new Date(moment.at).toISOString());
    for (const body of kinds) {
      const { promise } = (await world.neighbour(body)).raised;
      expect([body.kind, onTheWall(promise.readBefore), onTheWall(promise.answerBefore)]).toEqual([
        body.kind,
        moment.read,
        moment.answer,
      ]);
      // Nothing in it asks for a human at once, so nobody is frightened outside hours either.
      expect(promise.isNobodyReadingNow).toBe(false);
    }
    const grave: Body[] = [
      { kind: 'concern', text: plain, place: 'Kadelaan 3', gate: fire },
      { kind: 'help', text: plain, gate: called },
      { kind: 'help', text: 'ik wil niet meer leven', gate: noDanger },
      { kind: 'wish', text: 'ik wil niet meer leven' },
    ];
    for (const body of grave) {
      const { promise } = (await world.neighbour(body)).raised;
      expect(promise.isNobodyReadingNow, body.kind).toBe(!moment.isAtWork);
      // No earlier promise exists before paging does.
      expect(onTheWall(promise.readBefore)).toBe(moment.read);
    }
  });
});
