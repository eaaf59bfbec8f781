/**
 * Reads what came with a push. By hand and not with zod: the worker is on every phone, and must stay small. What cannot
 * be read is null, and still shows something: a phone that shows nothing loses its subscription (iOS).
 */
import type { PushPayload } from '@bijspringen/contracts/notifications/api.ts';
import type { MessageKind } from '@bijspringen/contracts/notifications/values.ts';

type Note = PushPayload['notification'];
export type PushMessage = Pick<Note, 'title' | 'body' | 'navigate' | 'tag'> & {
  kind: MessageKind | 'unknown';
  deliveryId: string;
  receipt: string;
  expiresAtMs: number;
  crisisId: string | null;
  isDrill: boolean;
};

type Fields = Record<string, unknown>;

/** Every kind, so that one of a newer server is told from these and shown without actions. */
const KINDS: Record<MessageKind, true> = {
  page: true,
  alert: true,
  pair: true,
  wait: true,
  resumed: true,
  check: true,
  enough: true,
  released: true,
  'stand-down': true,
  backup: true,
  answer: true,
  drill: true,
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function isKind(value: string): value is MessageKind {
  return Object.keys(KINDS).includes(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, or cut off: shown as a message that cannot be read.
    return null;
  }
}

/** What is in the push, or null when there is no title and body to show. */
export function readPush(text: string): PushMessage | null {
  const note = fieldsOf(fieldsOf(parse(text)).notification);
  const data = fieldsOf(note.data);
  const title = textOf(note.title);
  const body = textOf(note.body);
  if (title === '' || body === '') return null;
  const kind = textOf(data.kind);
  const crisisId = textOf(data.crisisId);
  const expiresAtMs = Date.parse(textOf(data.expiresAt));
  return {
    title,
    body,
    navigate: textOf(note.navigate),
    tag: textOf(note.tag),
    kind: isKind(kind) ? kind : 'unknown',
    deliveryId: textOf(data.deliveryId),
    receipt: textOf(data.receipt),
    expiresAtMs: Number.isNaN(expiresAtMs) ? Number.POSITIVE_INFINITY : expiresAtMs,
    crisisId: UUID.test(crisisId) ? crisisId : null,
    isDrill: data.isDrill === true,
  };
}
