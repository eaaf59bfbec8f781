/** A signal's event with its personal words opened for one purpose; `null` where they were forgotten. */
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { Catalogue } from '@bijspringen/kernel/catalogue.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { FORGOTTEN, type OpenPurpose, type Vault } from '@bijspringen/kernel/vault/port.ts';

type OpenedField<T> = T extends Sealed<infer Plain> ? Plain | null : T;
type OpenedData<D> = { [Field in keyof D]: OpenedField<D[Field]> };
type OpenedOf<E> = E extends { type: infer T; data: infer D } ? { type: T; data: OpenedData<D> } : never;

/** One event as a view reads it. */
export type OpenedEvent = OpenedOf<SignalEvent> & {
  eventId: Id;
  metadata: Metadata;
  position: Position;
};

/** Which personal fields of each event a purpose may see; an event that is absent shows none. */
export type Visible = { readonly [T in SignalEvent['type']]?: readonly string[] };

/** Everything a worker of the district reads. */
export const VISIBLE_TO_TEAM: Visible = {
  SignalRaised: ['text', 'place', 'contact'],
  QuestionAsked: ['text'],
  QuestionAnswered: ['text'],
  MessageAdded: ['text'],
  SignalTriaged: ['note'],
  NoteAdded: ['note'],
  CheckInDone: ['wish', 'note'],
  FollowUpPlanned: ['what'],
  FollowUpDone: ['note'],
  SubjectInformed: ['note'],
  FeedbackGiven: ['text'],
  SignalClosed: ['note'],
  SignalReopened: ['text', 'note'],
};

/** What the neighbour wrote, and what was written for the neighbour to read. */
export const VISIBLE_TO_REPORTER: Visible = {
  SignalRaised: ['text'],
  QuestionAsked: ['text'],
  QuestionAnswered: ['text'],
  MessageAdded: ['text'],
  FeedbackGiven: ['text'],
  SignalReopened: ['text'],
};

/** Opens what the purpose may see and leaves out every other personal field, sealed as it is. */
export function openEvent(recorded: RecordedEvent, access: Opening): OpenedEvent {
  const fields: Record<string, unknown> = { ...recorded.data };
  for (const { name: field } of access.catalogue.personalFieldsOf(recorded.type)) {
    if (fields[field] === undefined) continue;
    if (!isVisible(recorded.type, field, access.visible)) {
      delete fields[field];
      continue;
    }
    const plain = access.vault.open(fields[field] as Sealed<string>, access.purpose);
    fields[field] = plain === FORGOTTEN ? null : plain;
  }
  const { id: eventId, type, metadata, position } = recorded;
  return { type, data: fields, eventId, metadata, position } as OpenedEvent;
}

/** What opening needs. */
export type Opening = {
  catalogue: Pick<Catalogue, 'personalFieldsOf'>;
  vault: Pick<Vault, 'open'>;
  purpose: OpenPurpose;
  visible: Visible;
};

function isVisible(type: string, field: string, visible: Visible): boolean {
  return visible[type as SignalEvent['type']]?.includes(field) ?? false;
}
