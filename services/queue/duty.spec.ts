/** `GET /api/duty` and its stream on a real host: what a duty officer sees first. */
import { randomUUID } from 'node:crypto';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HANG_MS, openPagingWorld, PATIENTLY, type PagingWorld } from '../../test/support/paging-world.ts';
import { aftercareLabel, byDue } from './duty.policy.ts';

let world: PagingWorld;
const crisisId = randomUUID();
const stream = streamName('crisis', crisisId);
const tell = (...drafts: EventDraft[]) => world.happens({ stream, drafts });

beforeEach(async () => {
  world = await openPagingWorld();
}, HANG_MS);
afterEach(() => world.end(), HANG_MS);

function wave(...personIds: Id[]): EventDraft {
  const data = { wave: 1, personIds, passedOver: [], expiresAt: '2026-11-22T01:25:00.000Z', isLast: false };
  return { type: 'WaveAlerted', data };
}

const about = (type: string, personId: Id | undefined): EventDraft => ({ type, data: { personId } });

describe('running crises', () => {
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const standingAfter = async (...drafts: EventDraft[]) => {
    await tell(...drafts);
    const { crises } = await world.duty(await world.as('duty-officer'));
    return crises;
  };

  it('say how many stand, whose they are and in which phase, until they are closed', async () => {
    await world.bothOnDuty();
    const asked = [world.openedCrisis({ crisisId, dutyPersonId: world.first }), wave(a, b, c)];
    expect(await standingAfter(...asked)).toEqual([
      { crisisId, phase: 'alerting', openedAt: '2026-11-22T01:13:00.000Z', isYours: true, standing: 0 },
    ]);
    const came = [about('ResponderAccepted', a), about('ResponderAccepted', b)];
    expect(await standingAfter(...came)).toMatchObject([{ standing: 2 }]);
    const check = { personId: a, checkBefore: '2026-11-22T01:34:00.000Z' };
    expect(await standingAfter({ type: 'SafetyCheckMissed', data: check })).toMatchObject([{ standing: 1 }]);
    expect(await standingAfter({ type: 'SafetyCheckDone', data: check })).toMatchObject([{ standing: 2 }]);
    const held: EventDraft = { type: 'AlertHeld', data: { messageEventId: randomUUID(), personIds: [a, b] } };
    expect(await standingAfter(held, about('ResponderUnsafe', b))).toMatchObject([
      { phase: 'held', standing: 1 },
    ]);
    const stoodDown: EventDraft[] = [
      { type: 'StoodDown', data: { because: 'danger', personIds: [a], askedPersonIds: [c] } },
      { type: 'BackupRequested', data: { why: 'residents-impossible', personIds: [] } },
      { type: 'CrisisHandedOver', data: { fromPersonId: world.first, toPersonId: world.second } },
    ];
    expect(await standingAfter(...stoodDown)).toMatchObject([{ phase: 'stood-down', isYours: false }]);
    expect(await standingAfter({ type: 'CrisisClosed', data: {} })).toEqual([]);
  });

  it('without residents are in the hands of professionals', async () => {
    const refused: EventDraft = { type: 'AlertRefused', data: { rules: ['child'] } };
    const opened = world.openedCrisis({ crisisId, dutyPersonId: world.first });
    expect(await standingAfter(opened, refused)).toMatchObject([{ phase: 'professionals' }]);
  });
});

describe('aftercare', () => {
  const care = (data: object): EventDraft => ({
    type: 'AftercareAsked',
    data: { aftercareId: randomUUID(), round: 'first', ownerPersonId: world.first, ...data },
  });
  const TODAY = '2026-11-22T09:30:00.000Z';
  const LATER = '2026-11-24T09:30:00.000Z';

  it('shows what is due first, by a letter, and whom to ring only to who is going to', async () => {
    await world.bothOnDuty();
    const { responder: asked = '', 'responder-b': stranger = '' } = world.people;
    const { signalId } = await world.raise({ contact: 'bel mij op de vaste lijn' });
    const opened = world.openedCrisis({ crisisId, dutyPersonId: world.first, signalId });
    await tell(
      opened,
      wave(stranger, asked),
      { type: 'ResponderHome', data: { personId: asked, feeling: 'heavy' } },
      care({ for: 'responder', personId: asked, before: LATER, round: 'second' }),
      care({ for: 'responder', personId: stranger, before: TODAY, ownerPersonId: world.second }),
      care({ for: 'reporter', before: TODAY }),
      care({ for: 'person', before: TODAY }),
    );
    const officer = await world.as('duty-officer');
    const seen = (await world.duty(officer)).aftercare;
    expect(seen.map(({ label, isYours }) => [label, isYours])).toEqual([
      ['De buur', true],
      ['De persoon', true],
      ['Bewoner A', false],
      ['Bewoner B', true],
    ]);
    const of = (label: string) => seen.find((each) => each.label === label);
    expect(of('De buur')).toMatchObject({ phone: 'bel mij op de vaste lijn', name: null });
    expect(of('De persoon')).toMatchObject({ phone: null, name: null });
    expect(of('Bewoner A')).toMatchObject({ phone: null, name: null, ownerPersonId: world.second });
    expect(of('Bewoner B')).toMatchObject({ name: expect.any(String), feeling: 'heavy', round: 'second' });
    const other = (await world.duty(await world.as('second-duty-officer'))).aftercare;
    expect(other[0]).toMatchObject({ label: 'Bewoner A', isYours: true, name: expect.any(String) });
    expect(other.find(({ label }) => label === 'Bewoner B')).toMatchObject({ name: null, phone: null });
  });

  it('goes to the next shift by name, and away when it was held', async () => {
    const aftercareId = randomUUID();
    const opened = world.openedCrisis({ crisisId, dutyPersonId: world.first });
    await tell(opened, care({ aftercareId, for: 'person', before: TODAY }));
    await tell({ type: 'AftercareAssigned', data: { aftercareId, ownerPersonId: world.second } });
    const officer = await world.as('second-duty-officer');
    expect((await world.duty(officer)).aftercare).toMatchObject([{ aftercareId, isYours: true }]);
    await tell(
      { type: 'CrisisClosed', data: {} },
      { type: 'AftercareDone', data: { aftercareId, outcome: 'spoken' } },
    );
    expect((await world.duty(officer)).aftercare).toEqual([]);
  });

  it('is named by a letter for each that was asked, also after Z', () => {
    expect([0, 1, 25, 26, 27, 701, 702].map((index) => aftercareLabel('responder', index))).toEqual(
      ['A', 'B', 'Z', 'AA', 'AB', 'ZZ', 'AAA'].map((letter) => `Bewoner ${letter}`),
    );
  });

  it('puts what passed or is due today before what is yours later', () => {
    const due = (aftercareId: string, before: string, isYours: boolean) => ({
      aftercareId,
      before,
      isYours,
      endOfDay: '2026-11-22T23:00:00.000Z',
    });
    const rows = [
      due('later-mine', LATER, true),
      due('today', TODAY, false),
      due('today-mine', '2026-11-22T20:00:00.000Z', true),
      due('later', LATER, false),
      due('passed-mine', '2026-11-21T20:00:00.000Z', true),
    ];
    expect(rows.toSorted(byDue).map(({ aftercareId }) => aftercareId)).toEqual([
      'passed-mine',
      'today-mine',
      'today',
      'later-mine',
      'later',
    ]);
  });
});

describe('who may look', () => {
  it('is a duty officer and a coordinator, and nobody else', async () => {
    expect(await world.duty(await world.as('coordinator'))).toMatchObject({ isOnDuty: false, pages: [] });
    for (const persona of ['caretaker', 'responder', 'administrator'])
      expect([persona, (await (await world.as(persona)).get('/api/duty')).status]).toEqual([persona, 403]);
    expect((await world.anyone().get('/api/duty')).status).toBe(401);
  });
});

/** Every position that the stream of this person names; `stop` ends it. */
async function listen(persona: string) {
  const client = await world.as(persona);
  const stopping = new AbortController();
  const response = await fetch(`${world.url()}/api/queue/stream`, {
    headers: { Cookie: client.cookie() },
    signal: stopping.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no stream');
  let heard = '';
  const listening = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value;
  })().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    positions: () =>
      [...heard.matchAll(/^event: changed\ndata: (.*)$/gm)].map(
        ([, data = '{}']) => (JSON.parse(data) as { position: string }).position,
      ),
    async stop() {
      stopping.abort();
      await listening;
    },
  };
}

describe('the stream', () => {
  it('speaks of a crisis, of what happens in it and of the roster', async () => {
    await world.bothOnDuty();
    const stream = await listen('duty-officer');
    const stories: (() => Promise<unknown>)[] = [
      () => tell(world.openedCrisis({ crisisId, dutyPersonId: world.first })),
      () => tell(about('ResponderAccepted', randomUUID())),
      () => world.onDuty({ personId: world.first, place: 'first', until: '2026-11-23T07:00:00.000Z' }),
    ];
    for (const story of stories) {
      await story();
      const head = await world.kernel.store.head();
      // It gathers what changes within a blink of its clock, which stands still until it is moved.
      await vi.waitFor(async () => {
        await world.clock.advance(10);
        expect(stream.positions().at(-1)).toBe(head);
      }, PATIENTLY);
    }
    await stream.stop();
  });
});
