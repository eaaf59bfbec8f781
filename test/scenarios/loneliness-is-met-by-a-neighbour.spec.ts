/** SC1: a neighbour worries about somebody who is hardly seen any more, and is helped to ring the bell. */
import { afterEach, describe, expect, it } from 'vitest';
import { next, startWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

const text =
  'mevrouw van lisdodde 14 zie ik bijna niet meer. gordijne dicht sinds haar man dood is ong 3 mnd. post steekt uit de bus. durf niet goed aan te bellen';

describe('loneliness', () => {
  it('is met by a neighbour, without anybody being sent', async () => {
    // Tuesday 24 November 2026, 10.42.
    world = await startWorld({ at: '2026-11-24T09:42:00.000Z' });
    const neighbour = await world.neighbour({
      kind: 'concern',
      text,
      place: 'Lisdodde 14',
      seen: 'longer',
      gate: { dangers: [], emergencyCalled: 'no' },
      spoken: 'wants-help',
      subjectKnows: 'no',
    });
    expect(neighbour.raised.promise).toEqual({
      readBefore: '2026-11-24T16:00:00.000Z',
      answerBefore: '2026-11-26T16:00:00.000Z',
      reader: 'social-caretaker',
      isNobodyReadingNow: false,
    });

    const caretaker = await world.as('social-caretaker');
    const [item] = await caretaker.today();
    expect(item).toMatchObject({
      signalId: neighbour.signalId,
      kind: 'concern',
      isYours: true,
      reason: { code: 'new', wantsHelpToTalk: true },
      moment: { what: 'read', before: '2026-11-24T16:00:00.000Z' },
    });

    await world.waitUntil('2026-11-24T13:10:00.000Z');
    const unread = await caretaker.reads(neighbour.signalId);
    expect(unread.text).toBe(text);
    expect(unread.suggestion?.themes).toEqual(expect.arrayContaining(['grief', 'loneliness']));
    expect(unread.suggestion?.because.length).toBeGreaterThan(0);
    await caretaker.does(neighbour.signalId, 'reading');
    await caretaker.does(neighbour.signalId, 'triage', {
      themes: ['loneliness', 'grief'],
      urgency: 'ordinary',
      ...next('check-in', '2026-11-26'),
      note: 'Eerst de buur, dan pas wij.',
    });
    await caretaker.does(neighbour.signalId, 'questions', { ready: 'ring-yourself' });

    const asked = await neighbour.follow();
    expect(asked.isRead).toBe(true);
    expect(asked.openQuestion?.ready).toBe('ring-yourself');
    expect(JSON.stringify(asked)).not.toContain('Eerst de buur');

    await world.waitUntil('2026-11-25T15:30:00.000Z');
    const rang = 'aangebeld. ze huilde maar was blij. ze kan taart bakken zei ze';
    await neighbour.answers({ answer: 'yes', text: rang });
    const [answered] = await caretaker.today();
    expect(answered).toMatchObject({ signalId: neighbour.signalId, reason: { code: 'answer-came' } });

    await world.waitUntil('2026-11-26T10:00:00.000Z');
    await caretaker.does(neighbour.signalId, 'check-ins', {
      outcome: 'reached',
      wish: 'Ik wil wel taart bakken voor de buurtmaaltijd.',
      ...next('follow-up', '2026-12-11'),
    });
    await caretaker.does(neighbour.signalId, 'informing', { how: 'in-person' });
    const { signalId: offer } = await caretaker.notes({
      origin: 'told',
      kind: 'offer',
      text: 'bakt taart voor de buurtmaaltijd, over twee weken',
    });

    await world.waitUntil('2026-12-11T15:00:00.000Z');
    await caretaker.does(neighbour.signalId, 'closing', { reason: 'neighbour-contact' });
    const closed = await caretaker.reads(neighbour.signalId);
    expect(closed).toMatchObject({
      status: 'closed',
      closedFor: 'neighbour-contact',
      isInformed: true,
      missed: [],
    });
    const wish = closed.timeline.find((line) => line.what === 'check-in');
    expect(wish).toMatchObject({ wish: 'Ik wil wel taart bakken voor de buurtmaaltijd.', readers: 'team' });
    // Nobody was sent: no hand-over stands in the story.
    expect(closed.timeline.map((line) => line.what)).not.toContain('assigned');

    const heard = await neighbour.follow();
    expect(heard.status).toBe('closed');
    expect(heard.lines.filter((line) => line.what === 'sentence').map((line) => line.sentence)).toEqual([
      'read',
      'neighbour-contact',
    ]);
    expect((await caretaker.reads(offer)).kind).toBe('offer');
  });
});
