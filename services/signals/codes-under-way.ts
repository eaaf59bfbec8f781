/** Follow codes whose first message was written a moment ago and may not stand in the read file yet. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { CODES_UNDER_WAY_MAX } from './limits.ts';

export type CodeOwner = { signalId: Id; districtId: Id; organisationId: Id };

export interface CodesUnderWay {
  /** Whoever came first under this code. */
  claim(hmac: string, owner: CodeOwner): CodeOwner;
  get(hmac: string): CodeOwner | undefined;
  release(hmac: string): void;
}

/** Bounded: the oldest code goes first, and by then the read file has it. */
export function createCodesUnderWay(codesMax = CODES_UNDER_WAY_MAX): CodesUnderWay {
  const owners = new Map<string, CodeOwner>();
  return {
    claim(hmac, owner) {
      const first = owners.get(hmac);
      if (first) return first;
      owners.set(hmac, owner);
      const [oldest] = owners.keys();
      if (owners.size > codesMax && oldest !== undefined) owners.delete(oldest);
      return owner;
    },
    get: (hmac) => owners.get(hmac),
    release: (hmac) => void owners.delete(hmac),
  };
}
