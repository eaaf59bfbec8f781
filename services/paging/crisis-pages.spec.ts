/** What happens during a crisis calls the officer who has it. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { derivedId, streamName } from '@bijspringen/kernel/derived-id.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AT_02_13,
  HANG_MS,
  openPagingWorld,
  type PagingWorld,
  typesOf,
} from '../../test/support/paging-world.ts';

let world: PagingWorld;
beforeEach(async () => {
  world = await openPagingWorld();
}, HANG_MS);
afterEach(() => world.end(), HANG_MS);

describe('during a crisis', () => {
  const crisisId = randomUUID();
  const stream = streamName('crisis', crisisId);
  const tell = (...drafts: EventDraft[]) => world.happens({ stream, drafts });
  const asked = [randomUUID(), randomUUID()];
  const wave: EventDraft = {
    type: 'WaveAlerted',
    data: { wave: 1, personIds: asked, passedOver: [], expiresAt: '2026-11-22T01:25:00.000Z', isLast: false },
  };
  const opened = () => world.openedCrisis({ crisisId, dutyPersonId: world.second });

  it.each<[string, EventDraft]>([
    ['not-enough', { type: 'WaveExpired', data: { wave: 1, standing: 1 } }],
    ['unsafe', { type: 'ResponderUnsafe', data: { personId: asked[0] } }],
    ['missed-check', { type: 'SafetyCheckMissed', data: { personId: asked[0], checkBefore: AT_02_13 } }],
    ['more-help', { type: 'BackupRequested', data: { why: 'asked', personIds: [] } }],
    ['reporter-wrote', { type: 'AlertHeld', data: { messageEventId: randomUUID(), personIds: [] } }],
    ['talk-now', { type: 'ResponderHome', data: { personId: asked[0], feeling: 'talk-now' } }],
  ])('"%s" calls the officer of that crisis first', async (why, draft) => {
    await world.bothOnDuty();
    await tell(opened(), wave);
    const [causeId = ''] = await tell(draft);
    const [page] = await world.untilPaged(1);
    expect(page).toMatchObject({
      pageId: derivedId('page', causeId),
      events: [{ type: 'DutyPaged', data: { crisisId, why, step: 1, personIds: [world.second] } }],
    });
  });

  it('two who stand, a helper who is fine and help that the system asks call nobody', async () => {
    await world.bothOnDuty();
    await tell(
      opened(),
      wave,
      { type: 'WaveExpired', data: { wave: 1, standing: 2 } },
      { type: 'BackupRequested', data: { why: 'residents-impossible', personIds: [] } },
      { type: 'ResponderHome', data: { personId: asked[0], feeling: 'fine' } },
    );
    expect(await world.settled()).toEqual([]);
  });

  it('what happened half a day before it came into the log calls nobody', async () => {
    await world.bothOnDuty();
    const at = '2026-11-21T13:12:59.000Z';
    const drafts = [opened(), { type: 'ResponderUnsafe', data: { personId: asked[0] } }];
    await world.happens({ stream, at, drafts });
    expect((await world.settled()).flatMap(typesOf)).toEqual([]);
  });

  it('that a duty officer judged the message ends its call, and a helper who is not safe goes on calling', async () => {
    await world.bothOnDuty();
    await tell(opened(), wave, { type: 'AlertHeld', data: { messageEventId: randomUUID(), personIds: [] } });
    await tell({ type: 'ResponderUnsafe', data: { personId: asked[0] } });
    await world.pagesWhen((pages) => pages.length === 2);
    const actor: Actor = { kind: 'person', personId: world.second, role: 'duty-officer' };
    const drafts = [
      { type: 'AlertResumed', data: { personIds: [] } },
      { type: 'StoodDown', data: { because: 'no-longer-needed', personIds: [], askedPersonIds: [] } },
    ];
    await world.happens({ stream, actor, drafts });
    const pages = await world.untilOver();
    expect(pages.map(typesOf)).toEqual([['DutyPaged', 'PageAcknowledged'], ['DutyPaged']]);
  });

  it('the end of the officer’s duty calls who is on duty then, once, unless somebody took over', async () => {
    await world.onDuty({ personId: world.second, place: 'first', until: '2026-11-22T02:00:00.000Z' });
    await world.onDuty({
      personId: world.first,
      place: 'first',
      from: '2026-11-22T02:00:00.000Z',
      until: '2026-11-22T08:00:00.000Z',
    });
    await tell(opened());
    await world.clock.advanceTo('2026-11-22T01:59:59.000Z');
    expect(await world.settled()).toEqual([]);
    await world.clock.advanceTo('2026-11-22T02:00:00.000Z');
    const [page] = await world.untilPaged(1);
    expect(page?.events).toMatchObject([
      { type: 'DutyPaged', data: { crisisId, why: 'take-over', personIds: [world.first] } },
    ]);
    await world.restart();
    await tell({ type: 'CrisisHandedOver', data: { fromPersonId: world.second, toPersonId: world.first } });
    const pages = await world.untilOver();
    expect(pages).toHaveLength(1);
    expect(pages[0]?.events[1]).toEqual({ type: 'PageAcknowledged', data: { personId: world.first } });
  });

  it('handing over the duty with its crises asks nobody to take them over', async () => {
    const { first, second } = world;
    const shiftId = await world.onDuty({
      personId: second,
      place: 'first',
      until: '2026-11-22T06:00:00.000Z',
    });
    await tell(opened());
    await world.clock.advance(10 * 60_000);
    const from = world.clock.now().toISOString();
    const until = '2026-11-22T06:00:00.000Z';
    const shifts = { shiftId, newShiftId: randomUUID(), from, until, crisisIds: [crisisId] };
    const data = { ...shifts, fromPersonId: second, toPersonId: first };
    await world.happens({ stream: world.roster, drafts: [{ type: 'DutyHandedOver', data }] });
    expect(await world.settled()).toEqual([]);
    // From here it is the new officer's, until the end of that duty.
    await tell({ type: 'ResponderUnsafe', data: { personId: asked[0] } });
    const [page] = await world.untilPaged(1);
    expect(page?.events[0]).toMatchObject({ data: { why: 'unsafe', personIds: [first] } });
  });

  it('tells the neighbour nothing of it', async () => {
    await world.bothOnDuty();
    const { signalId, code } = await world.raise();
    await world.untilPaged(1);
    const before = await world.follow(code);
    const ofSignal = [world.openedCrisis({ crisisId, dutyPersonId: world.second, signalId }), wave];
    await tell(...ofSignal, { type: 'PairFormed', data: { personIds: asked, checkBefore: AT_02_13 } });
    await world.untilOver();
    expect(await world.follow(code)).toEqual(before);
  });
});
