/** Keys of subjects, and what is sealed with them. */
import type { Sealed, SubjectKind } from '@bijspringen/contracts/shared/personal.ts';

/** `matter-<uuid>`, `reporter-<uuid>`, …: one key each. */
export type Subject = `${SubjectKind}-${string}`;

/** Its key was destroyed: nobody can read this any more. */
export const FORGOTTEN = Symbol('forgotten');
export type Forgotten = typeof FORGOTTEN;

/** Why a field is opened; goes to the read log. */
export type OpenPurpose =
  | 'work-queue'
  | 'work-signal'
  | 'follow'
  | 'people'
  | 'search-index'
  | 'crisis'
  | 'alert-choice'
  | 'send-push'
  | 'replay'
  | 'backup-check';

/** Where a sealed field stands; bound into the ciphertext, so that a field cannot be moved. */
export type FieldPlace = { stream: string; eventId: string; field: string };

/** Told of every opening at an edge (not of the in-memory index). Never gets the plain text. */
export type ReadLog = (read: { subject: Subject; purpose: OpenPurpose; actor: string; at: string }) => void;

export interface Vault {
  /** A holder for plain text on its way to an append: no JSON, no log, no inspection shows it. */
  hold<T>(plain: T, subject: Subject): Sealed<T>;
  /** Makes the subjects' keys durable before an append uses them. Many callers share one commit. */
  ensureKeys(subjects: readonly Subject[]): Promise<void>;
  /** Seals a held value for its place. The key must exist (`ensureKeys`). AES-256-GCM, fresh nonce. */
  seal(held: Sealed<unknown>, place: FieldPlace): string;
  /** The plain value, or `FORGOTTEN`. Throws `Corrupt` when it was changed or moved. Synchronous: keys are cached. */
  open<T>(sealed: Sealed<T>, purpose: OpenPurpose): T | Forgotten;
  /** Destroys keys down to the bytes in file and log, and writes the ledger first. */
  forget(subjects: readonly Subject[]): Promise<void>;
  isForgotten(subject: Subject): boolean;
  /** HMAC-SHA-256 under a key of the vault's own, hex; `use` separates the uses (`follow-code`, `command`, …). */
  hmac(use: string, content: string): string;
  /**
   * HMAC-SHA-256 of the content under the keys of all these subjects, hex; the content itself when there are none. Null
   * when a key is not there: after a subject is forgotten nobody can make it again, and so nobody can try out guesses.
   */
  hmacUnder(subjects: readonly Subject[], content: string): string | null;
  /** Seals something for this server only (a session cookie): base64url, bound to `use`. */
  sealToken(use: string, content: string): string;
  /** null when it was altered, or made elsewhere. */
  openToken(use: string, token: string): string | null;
  /** The public key for phones that seal a message while offline. */
  outboxKey(): { keyId: string; x: string; y: string };
  /** The plain text of an outbox envelope; null when it cannot be opened. */
  openEnvelope(envelope: string): string | null;
  /**
   * The P-256 key pair of this installation, both base64url (65 and 32 bytes): with it a sender says who it is (VAPID,
   * RFC 8292). Made at the first start and kept, wrapped, in the vault's file, so that a backup carries it.
   */
  senderKey(): { publicKey: string; privateKey: string };
  close(): Promise<void>;
}
