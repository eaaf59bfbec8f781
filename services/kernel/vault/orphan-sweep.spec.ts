import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../event-store/sqlite.ts';
import { ORPHAN_AGE_MS, ORPHAN_SETTLE_MS, ORPHAN_SWEEP_EVERY_MS, ORPHAN_SWEEP_FIRST_MS } from '../limits.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { appendSome, someEvent } from '../testing/some-events.ts';
import { openTemporaryVault } from '../testing/temporary-vault.ts';
import { startOrphanSweep } from './orphan-sweep.ts';
import type { Subject } from './port.ts';

const HANG_MS = 60_000;
const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

/** A vault with a key that an event uses and a key that none does, and a sweep that is about to begin. */
async function world({ isStarted = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-sweep-'));
  cleaning.push(() => rmSync(folder, { recursive: true, force: true }));
  const logFile = join(folder, 'events.sqlite');
  const store = openSqliteStore({
    file: logFile,
    onFatal(error) {
      throw error;
    },
  });
  cleaning.push(() => store.close());
  const clock = createFakeClock('2026-03-02T09:00:00.000Z');
  const vault = openTemporaryVault({ clock });
  cleaning.push(() => vault.close());
  const [used, orphan]: Subject[] = [`matter-${randomUUID()}`, `matter-${randomUUID()}`];
  if (!used || !orphan) throw new Error('no subject');
  await vault.ensureKeys([used, orphan]);
  await appendSome(store, 450);
  const sealed = await appendSealed(used);
  const lines: { what: string; details: unknown }[] = [];
  const log = (what: string, details?: unknown) => lines.push({ what, details });
  await clock.advance(ORPHAN_AGE_MS);
  const sweep = startOrphanSweep({ vault, clock, log, logFile });
  cleaning.push(() => sweep.stop());
  if (isStarted) await clock.advance(ORPHAN_SWEEP_FIRST_MS + 1);
  return { clock, vault, store, logFile, lines, used, orphan, sealed, sweep, keyOf, appendSealed };

  async function appendSealed(subject: Subject) {
    const id = randomUUID();
    const stream = `signal-${randomUUID()}` as const;
    const text = vault.seal(vault.hold('sealed', subject), { stream, eventId: id, field: 'text' });
    await store.append(stream, [{ ...someEvent(), id, data: { text } }], 'no-stream');
    return text;
  }
  /** Whether the vault's file has a live key. */
  function keyOf(subject: Subject): boolean {
    const file = new DatabaseSync(join(vault.folder, 'vault.sqlite'), { readOnly: true });
    const select = 'SELECT 1 FROM keys WHERE subject = ? AND wrapped <> zeroblob(length(wrapped))';
    const row = file.prepare(select).get(subject);
    file.close();
    return row !== undefined;
  }
}

describe('the daily sweep', () => {
  it('destroys a key of a week ago that no event uses, and says how many', async () => {
    const { clock, vault, lines, used, orphan, sealed, keyOf } = await world();
    expect(keyOf(orphan), 'not before everything under way has ended').toBe(true);
    await clock.advance(ORPHAN_SETTLE_MS);
    await vi.waitFor(() => expect(lines).toHaveLength(1), HANG_MS);
    expect(lines).toEqual([{ what: 'keys that nothing uses: destroyed', details: { keys: 1 } }]);
    expect([keyOf(orphan), keyOf(used)]).toEqual([false, true]);
    expect(vault.open(sealed as never, 'work-signal')).toBe('sealed');
  });

  it('comes back every day, for what was left since', async () => {
    const { clock, vault, lines, keyOf } = await world();
    await clock.advance(ORPHAN_SETTLE_MS);
    await vi.waitFor(() => expect(lines).toHaveLength(1), HANG_MS);
    const later: Subject = `reporter-${randomUUID()}`;
    await vault.ensureKeys([later]);
    await clock.advance(ORPHAN_AGE_MS - ORPHAN_SWEEP_EVERY_MS);
    expect(keyOf(later), 'too young').toBe(true);
    // A sweep reads the log in turns of its own, and sets the alarm for the next day when it is done.
    const nextDay = async () => {
      await clock.advance(ORPHAN_SWEEP_EVERY_MS);
      expect(keyOf(later)).toBe(false);
    };
    await vi.waitFor(nextDay, HANG_MS);
  });

  it('lets an event that comes in at that very moment keep its key', async () => {
    const { clock, vault, lines, orphan, keyOf, appendSealed } = await world();
    await vault.ensureKeys([orphan]);
    const sealed = await appendSealed(orphan);
    await clock.advance(ORPHAN_SETTLE_MS);
    await clock.advance(ORPHAN_SWEEP_EVERY_MS / 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([keyOf(orphan), lines]).toEqual([true, []]);
    expect(vault.open(sealed as never, 'work-signal')).toBe('sealed');
  });

  it('destroys nothing beside a damaged log', async () => {
    const { clock, lines, logFile, orphan, keyOf } = await world({ isStarted: false });
    const file = new DatabaseSync(logFile);
    file.exec('UPDATE events SET data = \'{"add":99}\' WHERE position = 440');
    file.close();
    await clock.advance(ORPHAN_SWEEP_FIRST_MS + ORPHAN_SETTLE_MS);
    await vi.waitFor(() => expect(lines).toHaveLength(1), HANG_MS);
    expect(lines).toEqual([
      { what: 'keys that nothing uses: could not be looked for', details: { error: 'Corrupt' } },
    ]);
    expect(keyOf(orphan)).toBe(true);
  });

  it('ends at once when it is stopped, with everything as it was', async () => {
    const { sweep, clock, orphan, keyOf } = await world();
    await sweep.stop();
    expect([clock.pending(), keyOf(orphan)]).toEqual([0, true]);
  });
});
