/** A folder that is gone after the test, and what every log must hold after whatever befell it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { SqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { expect, onTestFinished } from 'vitest';

export const APPENDER = join(import.meta.dirname, 'appender.ts');

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openStore(file: string): SqliteStore {
  return openSqliteStore({
    file,
    onFatal(error) {
      throw error;
    },
  });
}

export async function readEverything(store: SqliteStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const batch = await store.readAll(events.at(-1)?.position ?? null, 1_000);
    if (batch.length === 0) return events;
    events.push(...batch);
  }
}

/** Opens the log and expects every acknowledged event there, once, in an unbroken chain; gives how many there are. */
export async function expectKept(file: string, acknowledged: readonly string[]): Promise<number> {
  const store = openStore(file);
  try {
    const ids = (await readEverything(store)).map((event) => event.id);
    const kept = new Set(ids);
    expect(kept.size).toBe(ids.length);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(await store.verify()).toMatchObject({ events: ids.length, problems: [] });
    return ids.length;
  } finally {
    await store.close();
  }
}
