/** A message that is kept on the phone until it can be sent: ciphertext only, and what may happen to it. */
import { LATE_AFTER_MS } from '@bijspringen/contracts/signals/values.ts';

export type Kept = {
  commandId: string;
  /** Found again with the follow code only; says nothing by itself. */
  codeTag: string;
  /** For the server: sealed with its public key. */
  envelope: string;
  /** For who wrote it: sealed under the follow code. */
  ownCopy: Uint8Array;
  /** Milliseconds since 1970 of this phone's clock. */
  writtenAtMs: number;
  state: 'waiting' | 'refused';
  /** After "Snel weg" nothing on a screen says that there is a message, until its code is typed. */
  isHidden: boolean;
};

/**
 * What may happen to a kept message: send it by itself, or only after asking. After 30 minutes it never goes by
 * itself: the moment has passed, and the person may not want it any more. A clock that was set back asks too.
 */
export function mayGoByItself(kept: Kept, nowMs: number): boolean {
  const ageMs = nowMs - kept.writtenAtMs;
  return kept.state === 'waiting' && ageMs >= 0 && ageMs <= LATE_AFTER_MS;
}
