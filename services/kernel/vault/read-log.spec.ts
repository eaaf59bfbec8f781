import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { READ_LOG_ROWS_MAX } from '../limits.ts';
import type { Subject } from './port.ts';
import { openReadLog, READ_LOG_FILE } from './read-log.ts';

const SUBJECT: Subject = 'matter-6d1f6d3c-0000-4000-8000-000000000001';
const at = '2026-03-02T09:00:00.000Z';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-read-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the read log', () => {
  it('keeps who read whose data for what, and still has it after a restart', () => {
    const first = openReadLog(folder);
    first.log({ subject: SUBJECT, purpose: 'work-signal', actor: 'person-1', at });
    first.log({ subject: SUBJECT, purpose: 'follow', actor: 'reporter', at });
    first.close();
    const again = openReadLog(folder);
    expect(again.readsOf(SUBJECT, 10)).toEqual([
      { subject: SUBJECT, purpose: 'follow', actor: 'reporter', at },
      { subject: SUBJECT, purpose: 'work-signal', actor: 'person-1', at },
    ]);
    expect(again.readsOf('matter-6d1f6d3c-0000-4000-8000-000000000009', 10)).toEqual([]);
    again.close();
  });

  it('writes several fields of one reading as one row, and a later reading as another', () => {
    const log = openReadLog(folder);
    for (let field = 0; field < 5; field++)
      log.log({ subject: SUBJECT, purpose: 'work-queue', actor: 'person-1', at });
    log.flush();
    log.log({ subject: SUBJECT, purpose: 'work-queue', actor: 'person-1', at });
    expect(log.readsOf(SUBJECT, 10)).toHaveLength(2);
    log.close();
  });

  it('writes by itself when many rows wait', () => {
    const log = openReadLog(folder);
    for (let reader = 0; reader < READ_LOG_ROWS_MAX; reader++) {
      log.log({ subject: SUBJECT, purpose: 'work-queue', actor: `person-${reader}`, at });
    }
    const other = openReadLog(folder);
    expect(other.readsOf(SUBJECT, READ_LOG_ROWS_MAX * 2)).toHaveLength(READ_LOG_ROWS_MAX);
    other.close();
    log.close();
  });

  it('that cannot be written says so, and lets the reader read on', () => {
    const failures: unknown[] = [];
    const log = openReadLog(folder, (error) => failures.push(error));
    const blocker = new DatabaseSync(join(folder, READ_LOG_FILE));
    blocker.exec('DROP TABLE reads');
    log.log({ subject: SUBJECT, purpose: 'follow', actor: 'reporter', at });
    log.flush();
    expect(failures).toHaveLength(1);
    blocker.close();
    log.close();
  });
});
