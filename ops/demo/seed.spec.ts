/** Whoever opens the demo, on whatever day and hour, sees a living district. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DutyView, dutyView } from '@bijspringen/contracts/crisis/views.ts';
import { replayList } from '@bijspringen/contracts/learning/views.ts';
import { type QueueItem, queueView } from '@bijspringen/contracts/queue/views.ts';
import { type FollowView, followView } from '@bijspringen/contracts/signals/views.ts';
import { readSettings, startHost } from '@bijspringen/host/index.ts';
import { watchServices } from '@bijspringen/host/testing/watched-services.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { toLocalDate } from '@bijspringen/kernel/local-time.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { isNew, seedDemo } from './seed.ts';
import { followCodeOf } from './teller.ts';

const TIME_ZONE = 'Europe/Amsterdam';
/** More than the stories write. */
const EVENTS_MAX = 5_000;
/** What takes longer hangs. */
const HANG_MS = 120_000;

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

type Seen = {
  items: QueueItem[];
  conversation: FollowView;
  finished: FollowView;
  duty: DutyView;
  replays: ReturnType<typeof replayList.parse>['items'];
  events: readonly RecordedEvent[];
  /** How many events came by themselves once it started. */
  grown: number;
};

/** Tells the stories up to `now`, starts on what they left, and looks as those who work there and as two neighbours. */
async function openedAt(now: string): Promise<Seen> {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-demo-'));
  const settings = readSettings({ PORT: '0', DATA_DIR: join(folder, 'data') });
  expect(isNew(settings.dataFolder)).toBe(true);
  const told = await seedDemo(settings, new Date(now), () => undefined);
  expect(isNew(settings.dataFolder)).toBe(false);
  const clock = createFakeClock(now);
  const watch = watchServices(clock);
  const host = await startHost(settings, { clock, log: () => undefined, services: watch.services });
  try {
    await watch.settled(host.opened);
    const grown = await host.kernel.store.readAll(told, EVENTS_MAX);
    const seenBy = async (persona: string, path: string): Promise<unknown> => {
      const login = await fetch(`${host.url}/api/demo/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: host.url },
        body: JSON.stringify({ persona }),
      });
      const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
      return (await fetch(host.url + path, { headers: { cookie } })).json();
    };
    const follow = async (name: string) => {
      const headers = { authorization: `Follow ${followCodeOf(name)}` };
      return followView.parse(await (await fetch(`${host.url}/api/follow`, { headers })).json());
    };
    return {
      items: queueView.parse(await seenBy('caretaker', '/api/queue')).items,
      conversation: await follow('gordijnen'),
      finished: await follow('licht'),
      duty: dutyView.parse(await seenBy('duty-officer', '/api/duty')),
      replays: replayList.parse(await seenBy('coordinator', '/api/replays')).items,
      events: await host.kernel.store.readAll(null, EVENTS_MAX),
      grown: grown.length,
    };
  } finally {
    await host.stop();
  }
}

function seesTheQueue({ items, conversation, finished }: Seen, now: string): void {
  const sections = new Set(items.map((item) => item.section));
  expect([...sections]).toContain('now');
  expect(sections.size).toBeGreaterThan(1);
  const kinds = new Set(items.map((item) => item.kind));
  expect([...kinds]).toEqual(expect.arrayContaining(['concern', 'wish', 'offer']));
  expect(items.length).toBeGreaterThanOrEqual(8);
  for (const item of items) expect(item.firstWords).toBeTruthy();

  expect(conversation.status).toBe('open');
  expect(conversation.lines.map((line) => line.what)).toEqual(
    expect.arrayContaining(['raised', 'question', 'answer']),
  );
  expect(finished.status).toBe('closed');
  expect(finished.lines.at(-1)).toMatchObject({ what: 'sentence', sentence: 'nothing-wrong' });
  expect(conversation.raisedAt < now).toBe(true);
}

/** One night to look back on, one talk to do today, and nothing that runs. */
function seesTheNight({ duty, replays }: Seen, now: string): void {
  const nights = replays.filter(({ about }) => about === 'crisis');
  expect(nights).toHaveLength(1);
  expect(Date.parse(now) - Date.parse(nights[0]?.from ?? now)).toBeGreaterThan(24 * 60 * 60 * 1_000);

  expect(duty).toMatchObject({ isOnDuty: true, pages: [], crises: [], residentsNow: 6 });
  expect(duty.aftercare).toMatchObject([
    { for: 'responder', round: 'second', label: 'Bewoner C', feeling: 'heavy', isYours: true, outcome: null },
  ]);
  const [talk] = duty.aftercare;
  expect(toLocalDate(talk?.before ?? '', TIME_ZONE)).toBe(toLocalDate(now, TIME_ZONE));
}

function typesIn(events: readonly RecordedEvent[], category: string): string[] {
  return events.filter(({ stream }) => stream.startsWith(`${category}-`)).map(({ type }) => type);
}

describe('the demo opened', { timeout: HANG_MS }, () => {
  it.each([
    ['on Monday, before hours', '2026-11-23T08:00:00+01:00'],
    ['on Wednesday afternoon', '2026-11-25T16:30:00+01:00'],
    ['on Saturday', '2026-11-28T12:00:00+01:00'],
    ['at Christmas', '2026-12-25T10:00:00+01:00'],
    ['on New Year’s Day, just after midnight', '2027-01-01T00:05:00+01:00'],
    ['in the night that the clock goes forward', '2027-03-28T03:30:00+02:00'],
    ['in the night that the clock goes back', '2026-10-25T02:30:00+01:00'],
    ['two days after the clock went forward', '2027-03-30T12:00:00+02:00'],
    ['two days after the clock went back', '2026-10-27T12:00:00+01:00'],
  ])('%s shows a living district, a night that is over, and lets nothing happen twice', async (_when, at) => {
    const now = new Date(at).toISOString();
    const seen = await openedAt(now);
    seesTheQueue(seen, now);
    seesTheNight(seen, now);

    expect(seen.grown).toBe(0);
    expect(seen.events.every(({ metadata }) => metadata.at <= now)).toBe(true);
    // One call for the night and one for grave words of an evening, each picked up.
    const calls = typesIn(seen.events, 'page').sort();
    expect(calls).toEqual(['DutyPaged', 'DutyPaged', 'PageAcknowledged', 'PageAcknowledged']);
    // Nothing was ever sent to anybody.
    expect(typesIn(seen.events, 'delivery')).toEqual([]);
    const crisis = typesIn(seen.events, 'crisis');
    const once = ['CrisisOpened', 'WaveAlerted', 'WaveExpired', 'PairFormed', 'StoodDown', 'CrisisClosed'];
    expect(crisis.filter((type) => once.includes(type)).sort()).toEqual(once.sort());
    expect(crisis.filter((type) => type === 'AftercareDone')).toHaveLength(7);
    expect(crisis).not.toContain('AftercareAssigned');
    expect(crisis).not.toContain('SafetyCheckMissed');
  });
});
