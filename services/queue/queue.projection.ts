/** One row for each signal that is open or could be reopened; what was written stays sealed. It writes nothing to the log. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { Next, Owner, SignalEvent, SignalRaised } from '@bijspringen/contracts/signals/events.ts';
import { closingRules, isAboutPerson, type ReadFirst } from '@bijspringen/contracts/signals/values.ts';
import { UnknownEventType } from '@bijspringen/kernel/errors.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';

const CATEGORY = 'signal-';

/**
 * `cause` is what brought the signal into the day last; `urgent` what a human said, until it was done. `in_day` holds for
 * what is open, and for what was closed before the person was told where the law asks that. Long rows stand in the order
 * in which they came: under a random id each would split a page of its neighbours.
 */
const schema = `
CREATE TABLE signals (
  signal_id TEXT PRIMARY KEY,
  district_id TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  in_day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  origin TEXT NOT NULL,
  text TEXT NOT NULL,
  place TEXT,
  seen TEXT,
  wants_help INTEGER NOT NULL,
  raised_at TEXT NOT NULL,
  owner_role TEXT NOT NULL,
  owner_person TEXT,
  step TEXT NOT NULL,
  next_before TEXT NOT NULL,
  read_before TEXT NOT NULL,
  is_read INTEGER NOT NULL,
  answer_before TEXT NOT NULL,
  is_answered INTEGER NOT NULL,
  inform_before TEXT,
  is_informed INTEGER NOT NULL,
  about_person INTEGER NOT NULL,
  read_first TEXT NOT NULL,
  urgent TEXT NOT NULL,
  cause TEXT NOT NULL,
  reopened_by TEXT,
  last_outcome TEXT,
  was_reached INTEGER NOT NULL
) STRICT;
CREATE INDEX signals_in_day ON signals (district_id) WHERE in_day = 1;
CREATE TABLE districts (
  district_id TEXT PRIMARY KEY,
  position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Steps that say: a human has yet to decide. Any other step was chosen by somebody, and so the cause is a plan. */
const UNDECIDED = `('read', 'decide', 'read-message', 'read-answer')`;
const NEXT = 'step = $step, next_before = $before';
const DECIDED = `${NEXT}, is_read = 1, read_first = '[]', cause = 'planned'`;

function statements(database: DatabaseSync) {
  const set = (assignments: string) =>
    database.prepare(`UPDATE signals SET ${assignments} WHERE signal_id = $id`);
  return {
    raised: database.prepare(`
      INSERT INTO signals VALUES ($id, $district, 1, 1, $kind, $origin, $text, $place, $seen, $wantsHelp, $at, $role,
        $person, $step, $before, $readBefore, 0, $answerBefore, $isAnswered, $informBefore, 0, 1, $readFirst, 'no',
        'new', NULL, NULL, 0)`),
    // Reading and asking take no "lees eerst" away; only a decision does.
    read: set(`${NEXT}, is_read = 1,
      cause = CASE WHEN $step IN ${UNDECIDED} THEN cause ELSE 'planned' END`),
    wrote: set(`${NEXT}, cause = CASE WHEN is_read = 1 THEN $cause ELSE cause END`),
    readFirst: database.prepare('SELECT read_first FROM signals WHERE signal_id = $id'),
    addReadFirst: set('read_first = $readFirst'),
    triaged: set(`${DECIDED}, urgent = $urgent, about_person = $aboutPerson`),
    decided: set(DECIDED),
    asked: set(`${NEXT}, is_read = 1, cause = 'planned', is_answered = 1`),
    assigned: set(`${NEXT}, owner_role = $role, owner_person = $person`),
    checkedIn: set(`${DECIDED}, last_outcome = $outcome, was_reached = max(was_reached, $reached),
      urgent = CASE WHEN urgent = 'no' OR $settled = 1 THEN 'no' ELSE 'tried' END`),
    followedUp: set(`${DECIDED}, urgent = 'no'`),
    informed: set('is_informed = 1, in_day = is_open'),
    answered: set('is_answered = 1'),
    closed: set(
      `is_open = 0, in_day = $tellsPerson AND is_informed = 0 AND about_person AND inform_before IS NOT NULL, is_answered = 1, urgent = 'no', read_first = '[]'`,
    ),
    reopened:
      set(`${NEXT}, is_open = 1, in_day = 1, read_first = $readFirst, cause = 'reopened', reopened_by = $by,
      owner_role = $role, owner_person = $person`),
    withdrawn: database.prepare('DELETE FROM signals WHERE signal_id = $id'),
    touched: database.prepare(`
      INSERT INTO districts VALUES ($district, $position)
      ON CONFLICT (district_id) DO UPDATE SET position = excluded.position`),
  } satisfies Record<string, StatementSync>;
}

type Statements = ReturnType<typeof statements>;

function nextOf({ step, before }: Next) {
  return { $step: step, $before: before };
}

function ownerOf({ role, personId }: Owner) {
  return { $role: role, $person: personId ?? null };
}

function raise(data: SignalRaised['data'], prepared: Statements, { id, metadata }: Recorded): void {
  prepared.raised.run({
    $id: id,
    $district: metadata.districtId,
    $kind: data.kind,
    $origin: data.origin,
    $text: sealedText(data.text),
    $place: data.place === undefined ? null : sealedText(data.place),
    $seen: data.seen ?? null,
    $wantsHelp: data.spoken === 'wants-help' ? 1 : 0,
    $at: metadata.at,
    ...ownerOf(data.owner),
    ...nextOf(data.next),
    $readBefore: data.readBefore,
    $answerBefore: data.answerBefore,
    // Nobody waits for an answer to what a worker saw herself.
    $isAnswered: data.origin === 'own-observation' ? 1 : 0,
    $informBefore: data.informBefore ?? null,
    $readFirst: JSON.stringify(data.readFirst),
  });
}

/** What the neighbour adds never takes a reason away: "lees eerst" stays until a human decided. */
function addReadFirst(reasons: readonly ReadFirst[], prepared: Statements, id: string): void {
  if (reasons.length === 0) return;
  const row = prepared.readFirst.get({ $id: id });
  if (row === undefined) return;
  const before = JSON.parse(String(row.read_first)) as ReadFirst[];
  prepared.addReadFirst.run({ $id: id, $readFirst: JSON.stringify([...new Set([...before, ...reasons])]) });
}

/** Sealed fields are stored as the sealed strings they are in the event. */
function sealedText(sealed: unknown): string {
  return String(sealed);
}

/** Which signal, and who did it where and when. */
type Recorded = { id: string; metadata: Metadata };
type Change<T extends SignalEvent['type']> = (
  data: Extract<SignalEvent, { type: T }>['data'],
  prepared: Statements,
  recorded: Recorded,
) => void;

/** What each event changes. An event type that this table does not know stops the projection, which says so. */
const changes: { readonly [T in SignalEvent['type']]: Change<T> } = {
  SignalRaised: (data, prepared, recorded) => raise(data, prepared, recorded),
  SignalRead: ({ next }, prepared, { id }) => prepared.read.run({ $id: id, ...nextOf(next) }),
  MessageAdded: (data, prepared, { id }) => {
    prepared.wrote.run({ $id: id, ...nextOf(data.next), $cause: 'neighbour-wrote' });
    addReadFirst(data.readFirst, prepared, id);
  },
  QuestionAnswered: (data, prepared, { id }) => {
    prepared.wrote.run({ $id: id, ...nextOf(data.next), $cause: 'answer-came' });
    addReadFirst(data.readFirst, prepared, id);
  },
  SignalTriaged: ({ next, urgency, themes }, prepared, { id }) => {
    const $aboutPerson = isAboutPerson(themes) ? 1 : 0;
    prepared.triaged.run({
      $id: id,
      ...nextOf(next),
      $urgent: urgency === 'ordinary' ? 'no' : urgency,
      $aboutPerson,
    });
  },
  QuestionAsked: ({ next }, prepared, { id }) => prepared.asked.run({ $id: id, ...nextOf(next) }),
  FollowUpPlanned: ({ next }, prepared, { id }) => prepared.decided.run({ $id: id, ...nextOf(next) }),
  FollowUpDone: ({ next }, prepared, { id }) => prepared.followedUp.run({ $id: id, ...nextOf(next) }),
  CheckInDone: ({ next, outcome }, prepared, { id }) => {
    const $reached = outcome === 'reached' ? 1 : 0;
    const $settled = outcome === 'reached' || outcome === 'does-not-want' ? 1 : 0;
    prepared.checkedIn.run({ $id: id, ...nextOf(next), $outcome: outcome, $reached, $settled });
  },
  SignalAssigned: ({ next, owner }, prepared, { id }) =>
    prepared.assigned.run({ $id: id, ...nextOf(next), ...ownerOf(owner) }),
  SubjectInformed: (_data, prepared, { id }) => prepared.informed.run({ $id: id }),
  FeedbackGiven: ({ sentence }, prepared, { id }) => {
    // "Ik heb je bericht gelezen" is not yet an answer.
    if (sentence !== 'read') prepared.answered.run({ $id: id });
  },
  SignalClosed: ({ reason }, prepared, { id }) =>
    prepared.closed.run({ $id: id, $tellsPerson: closingRules[reason].tellsPerson ? 1 : 0 }),
  SignalReopened: ({ next, owner, readFirst }, prepared, { id, metadata }) =>
    prepared.reopened.run({
      $id: id,
      ...nextOf(next),
      ...ownerOf(owner),
      $readFirst: JSON.stringify(readFirst),
      $by: metadata.actor.kind === 'reporter' ? 'reporter' : 'worker',
    }),
  SignalWithdrawn: (_data, prepared, { id }) => prepared.withdrawn.run({ $id: id }),
  // These do not move a signal in the day. A missed promise shows by its moment, before a timer wrote it down.
  NoteAdded: () => undefined,
  SignalLinked: () => undefined,
  SignalUnlinked: () => undefined,
  PromiseMissed: () => undefined,
};

function isKnown(type: string): type is SignalEvent['type'] {
  return Object.hasOwn(changes, type);
}

function apply(prepared: Statements, { type, stream, data, metadata }: RecordedEvent): void {
  // Reading `data` of a newer release stops the projection, which says so; this is for one that lists no schema.
  if (!isKnown(type)) throw new UnknownEventType(type, 1);
  const change = changes[type] as Change<SignalEvent['type']>;
  // The log was checked when it was read; here its shape only has to be told apart by type.
  change(data as never, prepared, { id: stream.slice(CATEGORY.length), metadata });
}

export const projection: Projection = {
  name: 'queue',
  version: 3,
  module: import.meta.url,
  schema,
  open(database) {
    const prepared = statements(database);
    return (event) => {
      if (!event.stream.startsWith(CATEGORY)) return;
      apply(prepared, event);
      prepared.touched.run({ $district: event.metadata.districtId, $position: event.position });
    };
  },
};
