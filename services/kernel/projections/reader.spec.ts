import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { POSITION_WAIT_MS } from '../limits.ts';
import { count, readerHarness, statusOf, tallyThat } from '../testing/reader-harness.ts';
import { appendOne, appendSome, someEvent } from '../testing/some-events.ts';
import { projection as tally } from '../testing/tally.projection.ts';
import type { Projection } from './projection.ts';

const HANG_MS = 60_000;
const { temporaryFolder, memoryStore, open } = readerHarness(afterEach);

describe('a read model', () => {
  it('shows what was in the log and what comes in, upcast to today', async () => {
    const store = memoryStore();
    await appendSome(store, 120);
    const reader = await open({ store, folder: temporaryFolder() });
    await reader.ready();
    expect(count(reader)).toBe(120);
    await reader.waitFor(await appendOne(store, { data: { add: 5 } }));
    expect(count(reader)).toBe(121);
    const sum = reader.readModel(tally).database().prepare('SELECT sum(sum) AS sum FROM tally').get()?.sum;
    expect(sum).toBe((119 * 120) / 2 + 5);
  });

  it('cannot be written by its queries', async () => {
    const store = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    expect(() => reader.readModel(tally).database().exec('DELETE FROM tally')).toThrow(/readonly/);
  });

  it('goes on from its checkpoint after a stop, and takes no event twice', async () => {
    const folder = temporaryFolder();
    const store = memoryStore();
    await appendSome(store, 30);
    const seen: number[] = [];
    const spying = tallyThat((event) => seen.push(event.version));
    const first = await open({ store, folder, projections: [spying] });
    await first.ready();
    await first.close();
    await appendSome(store, 20);
    const second = await open({ store, folder, projections: [spying] });
    await second.ready();
    expect(seen).toHaveLength(50);
    expect(count(second, spying)).toBe(50);
  });

  it('moves its checkpoint over events that it does not handle', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    const reader = await open({ store, folder, projections: [{ ...tally, open: () => () => {} }] });
    const position = await appendOne(store);
    await reader.waitFor(position);
    expect(reader.health().projections.tally?.position).toBe(position);
  });

  it('is not one of the reader when it was not named', async () => {
    const reader = await open({ store: memoryStore(), folder: temporaryFolder() });
    expect(() => reader.readModel({ ...tally, name: 'unknown' })).toThrow(/unknown/);
  });
});

describe('waiting for a position', () => {
  it('ends at once for no position, one that was reached, and one of another log', async () => {
    const store = memoryStore();
    const other = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    const position = await appendOne(store);
    await reader.ready();
    const startedMs = performance.now();
    await reader.waitFor(null);
    await reader.waitFor(undefined);
    await reader.waitFor(position);
    await reader.waitFor(await appendOne(other));
    await reader.waitFor('nonsense');
    expect(performance.now() - startedMs).toBeLessThan(POSITION_WAIT_MS);
  });

  it('ends after a while when the position never comes', async () => {
    const store = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    const position = await appendOne(store);
    const [storeId] = position.split(':');
    const startedMs = performance.now();
    await reader.waitFor(`${storeId}:1000000`);
    expect(performance.now() - startedMs).toBeGreaterThan(POSITION_WAIT_MS - 50);
  });

  it('does not wait for a projection that has stopped', async () => {
    const store = memoryStore();
    const broken = tallyThat(() => {
      throw new Error('a mistake');
    });
    const reader = await open({ store, folder: temporaryFolder(), projections: [tally, broken] });
    await reader.waitFor(await appendOne(store));
    const startedMs = performance.now();
    await reader.waitFor(await appendOne(store));
    expect(performance.now() - startedMs).toBeLessThan(POSITION_WAIT_MS);
    expect(count(reader)).toBe(2);
  });
});

describe('a change', () => {
  it('is told after it can be read, once for many events', async () => {
    const store = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    const told: unknown[] = [];
    const stop = reader.onChange(() => told.push(count(reader)));
    await reader.waitFor(await appendSome(store, 40, 1));
    expect(told.at(-1)).toBe(40);
    // A first file that is slow to write halves what comes next, so how few depends on the machine.
    expect(told.length).toBeLessThan(40 / 2);
    stop();
    const before = told.length;
    await reader.waitFor(await appendOne(store));
    expect(told).toHaveLength(before);
  });

  it('is told to the others too, and reading goes on, when one who hears it fails', async () => {
    const store = memoryStore();
    const lines: string[] = [];
    const reader = await open({ store, folder: temporaryFolder(), log: (what) => lines.push(what) });
    const told: unknown[] = [];
    reader.onChange(() => {
      throw new TypeError('mevrouw van nummer 14');
    });
    reader.onChange(() => told.push(count(reader)));
    await reader.waitFor(await appendSome(store, 40, 1));
    await reader.waitFor(await appendOne(store));
    expect(told.at(-1)).toBe(41);
    expect(reader.health().isReading).toBe(true);
    expect(lines).toContain('reader: a listener failed');
  });

  it('keeps the newest instant of the log, also over a restart', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    const reader = await open({ store, folder });
    expect(reader.newestEventAt()).toBeNull();
    await appendOne(store, { at: '2026-11-20T12:00:00.000Z' });
    await reader.waitFor(await appendOne(store, { at: '2026-11-20T11:00:00.000Z' }));
    expect(reader.newestEventAt()).toBe('2026-11-20T12:00:00.000Z');
    await reader.close();
    const again = await open({ store, folder });
    expect(again.newestEventAt()).toBe('2026-11-20T12:00:00.000Z');
  });
});

describe('a projection that cannot go on', () => {
  it('stops alone, just before the event, and says where; the others go on', async () => {
    const store = memoryStore();
    const said: string[] = [];
    const broken = tallyThat((event) => {
      if (event.type === 'Odd') throw new Error('a mistake');
    });
    const options = { store, folder: temporaryFolder(), projections: [broken, tally] };
    const reader = await open({ ...options, log: (what) => said.push(what) });
    const before = await appendSome(store, 10, 1);
    const odd = { ...someEvent({ type: 'Odd' }) };
    await store.append('odd-00000000-0000-4000-8000-000000000000', [odd, someEvent()], 'no-stream');
    await reader.waitFor(await appendOne(store));
    expect(count(reader)).toBe(12);
    expect(count(reader, broken)).toBe(10);
    expect(reader.health().projections.other).toEqual({
      status: 'stopped',
      position: before,
      failure: { code: 'handler-failed', eventId: odd.id },
    });
    expect(statusOf(reader)).toBe('live');
    expect(said).toContain('projection stopped');
  });

  it.each([
    ['breaks a constraint', 'INSERT INTO tally SELECT * FROM tally'],
    ['names a table that is not there', 'INSERT INTO nowhere VALUES (1)'],
  ])('is one that %s: a mistake in it, not trouble with the disk', async (_, mistake) => {
    const store = memoryStore();
    const broken: Projection = {
      ...tally,
      open(database) {
        const take = tally.open(database);
        return (event) => {
          take(event);
          database.exec(mistake);
        };
      },
    };
    const reader = await open({ store, folder: temporaryFolder(), projections: [broken] });
    await appendOne(store);
    await reader.ready();
    expect(reader.health().projections.tally).toMatchObject({
      status: 'stopped',
      failure: { code: 'handler-failed' },
    });
    expect(count(reader)).toBe(0);
  });

  it('is one that wants an event of a newer release; one that does not look at it passes', async () => {
    const store = memoryStore();
    const indifferent = tallyThat(() => {}, 'indifferent');
    const blind: Projection = { ...indifferent, open: () => () => {} };
    const reader = await open({ store, folder: temporaryFolder(), projections: [tally, blind] });
    await appendOne(store);
    await appendOne(store, { type: 'NobodyKnowsThis' });
    const newer = await appendOne(store, { schemaVersion: 3 });
    await reader.waitFor(newer);
    await reader.ready();
    expect(reader.health().projections.tally).toMatchObject({
      status: 'stopped',
      failure: { code: 'newer-than-me' },
    });
    expect(count(reader)).toBe(1);
    expect(reader.health().projections.indifferent).toMatchObject({ status: 'live', position: newer });
  });

  it('goes on by itself once the release can, without being rebuilt', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    let isMended = false;
    const mended = tallyThat((event) => {
      if (event.version === 3 && !isMended) throw new Error('a mistake');
    });
    const first = await open({ store, folder, projections: [mended] });
    await appendSome(store, 10, 1);
    await first.ready();
    expect(statusOf(first, 'other')).toBe('stopped');
    expect(count(first, mended)).toBe(3);
    await first.close();
    isMended = true;
    const said: string[] = [];
    const second = await open({ store, folder, projections: [mended], log: (what) => said.push(what) });
    await second.ready();
    expect(count(second, mended)).toBe(10);
    expect(said).not.toContain('read file: to be built');
  });

  it('that is slow gets few events at a time, so that others get their turn between', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    const slow = tallyThat(() => {
      const untilMs = performance.now() + 0.5;
      while (performance.now() < untilMs);
    });
    await (await open({ store, folder, projections: [slow] })).close();
    await appendSome(store, 700);
    const reader = await open({ store, folder, projections: [slow] });
    let commits = 0;
    reader.onChange(() => {
      commits += 1;
    });
    await reader.ready();
    expect(count(reader, slow)).toBe(700);
    expect(commits).toBeGreaterThan(10);
  });
});

it('a read file that is full or busy is tried again, and nothing is lost', async () => {
  const folder = temporaryFolder();
  const store = memoryStore();
  const reader = await open({ store, folder, projections: [tally, tallyThat(() => {})] });
  const holder = new DatabaseSync(join(folder, 'other.v1.sqlite'));
  holder.exec('BEGIN IMMEDIATE');
  await reader.waitFor(await appendOne(store));
  expect(statusOf(reader, 'other')).toBe('behind');
  expect(count(reader)).toBe(1);
  holder.exec('COMMIT');
  holder.close();
  await expect.poll(() => statusOf(reader, 'other'), { timeout: HANG_MS }).toBe('live');
  await reader.waitFor(await appendOne(store));
  expect(
    count(
      reader,
      tallyThat(() => {}),
    ),
  ).toBe(2);
});
