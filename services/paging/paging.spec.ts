/** Paging on a real host: log, vault, read files, timers and HTTP, on a clock that stands still until it is moved. */
import { randomBytes, randomUUID } from 'node:crypto';
import { type DutyView, dutyView } from '@bijspringen/contracts/crisis/views.ts';
import { type Raised, raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { type Client, startTestHost, type TestHost } from '@bijspringen/host/testing/test-host.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { happens, openedCrisis, type Paged, pagesOf, shift } from './paging.fixture.ts';

/** Sunday 22 November 2026, 02.13 at Waterkant. */
const AT_02_13 = '2026-11-22T01:13:00.000Z';
const MINUTE_MS = 60_000;
/** What should come and takes longer hangs. */
const HANG_MS = 60_000;

let clock: FakeClock;
let host: TestHost;
let first: string;
let second: string;

beforeEach(async () => {
  clock = createFakeClock(AT_02_13);
  host = await startTestHost({ clock });
  first = host.waterkant.people['duty-officer'] ?? '';
  second = host.waterkant.people['second-duty-officer'] ?? '';
}, HANG_MS);
afterEach(() => host.end(), HANG_MS);

async function bothOnDuty(until = '2026-11-22T07:00:00.000Z'): Promise<void> {
  await onDuty(first, 'first', until);
  await onDuty(second, 'second', until);
}

const onDuty = (
  personId: string,
  place: 'first' | 'second',
  until: string,
  from = '2026-11-21T16:00:00.000Z',
) => shift(host.kernel, host.waterkant, { personId, place, from, until });

const GATE_YES = { dangers: ['injured'], emergencyCalled: 'no' };
const GATE_NO = { dangers: [], emergencyCalled: 'no' };

async function raise(about: object = {}): Promise<Raised & { code: string }> {
  const code = makeFollowCode(randomBytes(13));
  const answer = await host.anyone().post('/api/signals', {
    commandId: randomUUID(),
    followCode: code,
    kind: 'concern',
    text: 'ze staat al n uur te huilen op de galerij . geen jas aan',
    place: 'Rietkraag, derde',
    gate: GATE_YES,
    ...about,
  });
  expect(answer.status, answer.text).toBe(201);
  return { ...raised.parse(answer.json), code };
}

/** The pages of the log, once this holds for them; what should come may take as long as a busy machine needs. */
async function pagesWhen(holds: (pages: Paged[]) => boolean): Promise<Paged[]> {
  return vi.waitFor(
    async () => {
      const pages = await pagesOf(host.kernel);
      if (!holds(pages)) throw new Error(`not yet: ${JSON.stringify(pages)}`);
      await host.kernel.waitFor(await host.kernel.store.head());
      return pages;
    },
    { timeout: HANG_MS, interval: 10 },
  );
}

const typesOf = (page: Paged | undefined) => page?.events.map(({ type }) => type) ?? [];
const untilPaged = (count: number) => pagesWhen((pages) => typesOf(pages[0]).length >= count);
const untilOver = () => pagesWhen((pages) => typesOf(pages[0]).includes('PageAcknowledged'));

/** Long enough for a page that should not come: every timer has looked. */
async function settled(): Promise<Paged[]> {
  await host.kernel.waitFor(await host.kernel.store.head());
  await clock.advance(1);
  return pagesOf(host.kernel);
}

async function duty(client: Client): Promise<DutyView> {
  await host.kernel.waitFor(await host.kernel.store.head());
  const answer = await client.get('/api/duty');
  expect(answer.status, answer.text).toBe(200);
  return dutyView.parse(answer.json);
}

const acknowledge = (client: Client, pageId: string | undefined, commandId = randomUUID()) =>
  client.post(`/api/pages/${pageId}/acknowledgement`, { commandId });

describe('a yes at the gate at night', () => {
  it('calls the first on the roster, shows in the duty view, and is over when it is acknowledged', async () => {
    await bothOnDuty();
    const { signalId } = await raise();
    const [page] = await untilPaged(1);
    const called = { signalId, why: 'gate', step: 1, personIds: [first] };
    expect(page?.events).toEqual([
      { type: 'DutyPaged', data: { ...called, acknowledgeBefore: '2026-11-22T01:16:00.000Z' } },
    ]);
    const officer = await host.as('duty-officer');
    expect(await duty(officer)).toMatchObject({
      isOnDuty: true,
      onDuty: [
        { personId: first, place: 'first', isYou: true },
        { personId: second, place: 'second', isYou: false },
      ],
      pages: [
        { pageId: page?.pageId, signalId, why: 'gate', isYours: true, isUnanswered: false, crisisId: null },
      ],
    });
    const [shown] = (await duty(officer)).pages;
    expect(shown?.firstWords).toContain('ze staat al n uur');
    expect((await acknowledge(officer, page?.pageId)).status).toBe(200);
    const { pages } = await duty(officer);
    expect(pages).toEqual([]);
    await clock.advance(30 * MINUTE_MS);
    expect((await settled()).map(typesOf)).toEqual([['DutyPaged', 'PageAcknowledged']]);
  });
});
