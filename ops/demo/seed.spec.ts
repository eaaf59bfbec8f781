/** Whoever opens the demo, on whatever day and hour, sees a living district. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QueueItem, queueView } from '@bijspringen/contracts/queue/views.ts';
import { type FollowView, followView } from '@bijspringen/contracts/signals/views.ts';
import { readSettings, startHost } from '@bijspringen/host/index.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { isNew, seedDemo } from './seed.ts';
import { followCodeOf } from './teller.ts';

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

type Seen = { items: QueueItem[]; conversation: FollowView; finished: FollowView };

/** Tells the stories up to `now`, starts on what they left, and looks as the caretaker and as two neighbours. */
async function openedAt(now: string): Promise<Seen> {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-demo-'));
  const settings = readSettings({ PORT: '0', DATA_DIR: join(folder, 'data') });
  expect(isNew(settings.dataFolder)).toBe(true);
  await seedDemo(settings, new Date(now), () => undefined);
  expect(isNew(settings.dataFolder)).toBe(false);
  const host = await startHost(settings, { clock: createFakeClock(now), log: () => undefined });
  try {
    const login = await fetch(`${host.url}/api/demo/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: host.url },
      body: JSON.stringify({ persona: 'caretaker' }),
    });
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const after = encodeURIComponent((await host.kernel.store.head()) ?? '');
    const queue = await fetch(`${host.url}/api/queue?after=${after}`, { headers: { cookie } });
    const follow = async (name: string) => {
      const headers = { authorization: `Follow ${followCodeOf(name)}` };
      return followView.parse(await (await fetch(`${host.url}/api/follow`, { headers })).json());
    };
    return {
      items: queueView.parse(await queue.json()).items,
      conversation: await follow('gordijnen'),
      finished: await follow('licht'),
    };
  } finally {
    await host.stop();
  }
}

describe('the demo opened', () => {
  it.each([
    ['on Monday, before hours', '2026-11-23T08:00:00+01:00'],
    ['on Wednesday afternoon', '2026-11-25T16:30:00+01:00'],
    ['on Saturday', '2026-11-28T12:00:00+01:00'],
    ['at Christmas', '2026-12-25T10:00:00+01:00'],
    ['on New Year’s Day, just after midnight', '2027-01-01T00:05:00+01:00'],
    ['in the night that the clock goes forward', '2027-03-28T03:30:00+02:00'],
    ['in the night that the clock goes back', '2026-10-25T02:30:00+01:00'],
  ])('%s shows a living district', async (_when, at) => {
    const now = new Date(at).toISOString();
    const { items, conversation, finished } = await openedAt(now);
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
  });
});
