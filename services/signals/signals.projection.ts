/** Where a follow code leads, whose signal it is, which promises stand open, and sealed words for the search index. */
import type { DatabaseSync } from 'node:sqlite';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import { never } from '@bijspringen/kernel/decider.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';

const CATEGORY = 'signal-';

/** Long rows stand in the order in which they came: under a random id each would split a page of its neighbours. */
export const projection: Projection = {
  name: 'signals',
  version: 2,
  module: import.meta.url,
  schema: `
    CREATE TABLE signal (
      signal_id TEXT PRIMARY KEY, district_id TEXT NOT NULL, organisation_id TEXT NOT NULL, status TEXT NOT NULL,
      kind TEXT NOT NULL, raised_at TEXT NOT NULL, place TEXT, text TEXT
    ) STRICT;
    CREATE INDEX signal_raised ON signal (raised_at);
    CREATE TABLE follow_code (hmac TEXT PRIMARY KEY, signal_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE promise (
      signal_id TEXT NOT NULL, promise TEXT NOT NULL, before TEXT NOT NULL, PRIMARY KEY (signal_id, promise)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX promise_before ON promise (before);
  `,
  open,
};

function open(database: DatabaseSync): (event: RecordedEvent) => void {
  const apply = writers(database);
  return (recorded) => {
    if (!recorded.stream.startsWith(CATEGORY)) return;
    // The log was checked when it was read; here its shape only has to be told apart by type.
    apply({ type: recorded.type, data: recorded.data } as SignalEvent, recorded);
  };
}

function writers(database: DatabaseSync) {
  const write = statements(database);
  const raise = raising(database);
  return (event: SignalEvent, recorded: RecordedEvent): void => {
    const id = recorded.stream.slice(CATEGORY.length);
    switch (event.type) {
      case 'SignalRaised':
        raise(event.data, recorded, id);
        return;
      case 'SignalRead':
        write.keep.run(id, 'read');
        write.keep.run(id, 'duty-read');
        return;
      case 'QuestionAsked':
        write.keep.run(id, 'answer');
        return;
      case 'FeedbackGiven':
        // "Ik heb je bericht gelezen" is not yet an answer.
        if (event.data.sentence !== 'read') write.keep.run(id, 'answer');
        return;
      case 'PromiseMissed':
        write.keep.run(id, event.data.promise);
        return;
      case 'SignalClosed':
        write.keepAll.run(id);
        write.status.run('closed', id);
        return;
      case 'SignalReopened':
        write.status.run('open', id);
        return;
      case 'SignalWithdrawn':
        write.keepAll.run(id);
        write.withdraw.run(id);
        return;
      case 'QuestionAnswered':
      case 'MessageAdded':
      case 'SignalTriaged':
      case 'SignalAssigned':
      case 'NoteAdded':
      case 'SignalLinked':
      case 'SignalUnlinked':
      case 'CheckInDone':
      case 'FollowUpPlanned':
      case 'FollowUpDone':
      case 'SubjectInformed':
        return;
      default:
        never(event);
    }
  };
}

function statements(database: DatabaseSync) {
  return {
    keep: database.prepare('DELETE FROM promise WHERE signal_id = ? AND promise = ?'),
    keepAll: database.prepare('DELETE FROM promise WHERE signal_id = ?'),
    status: database.prepare('UPDATE signal SET status = ? WHERE signal_id = ?'),
    withdraw: database.prepare(
      `UPDATE signal SET status = 'withdrawn', place = NULL, text = NULL WHERE signal_id = ?`,
    ),
  };
}

function raising(database: DatabaseSync) {
  const signal = database.prepare(`INSERT INTO signal VALUES (?, ?, ?, 'open', ?, ?, ?, ?)`);
  // The first that came in under a code keeps it.
  const code = database.prepare('INSERT OR IGNORE INTO follow_code VALUES (?, ?)');
  const promise = database.prepare('INSERT INTO promise VALUES (?, ?, ?)');
  return (
    data: Extract<SignalEvent, { type: 'SignalRaised' }>['data'],
    recorded: RecordedEvent,
    id: string,
  ) => {
    const { districtId, organisationId, at } = recorded.metadata;
    const place = data.place === undefined ? null : String(data.place);
    signal.run(id, districtId, organisationId, data.kind, at, place, String(data.text));
    code.run(data.followCodeHmac, id);
    promise.run(id, 'read', data.readBefore);
    if (data.dutyReadBefore !== undefined) promise.run(id, 'duty-read', data.dutyReadBefore);
    if (data.origin !== 'own-observation') promise.run(id, 'answer', data.answerBefore);
  };
}
