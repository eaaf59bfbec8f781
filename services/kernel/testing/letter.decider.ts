/** A small category with an effect outside: a letter is wanted, claimed, sent or failed, or withdrawn before that. */
import type { EventOf, EventSchemas } from '@bijspringen/contracts/shared/events.ts';
import { instant } from '@bijspringen/contracts/shared/ids.ts';
import * as z from 'zod/mini';
import { type Attempts, claimed, done, failed, isOfClaim, mayClaim, NO_ATTEMPTS } from '../claim.policy.ts';
import { type Decider, never, refuse } from '../decider.ts';

export const letterEvents = {
  LetterWanted: { version: 1, data: z.object({ notBefore: instant }) },
  LetterClaimed: { version: 1, data: z.object({ attempt: z.int(), leaseUntil: instant }) },
  LetterSent: { version: 1, data: z.object({ attempt: z.int() }) },
  LetterFailed: { version: 1, data: z.object({ attempt: z.int(), againAt: instant }) },
  LetterWithdrawn: { version: 1, data: z.object({}) },
} as const satisfies EventSchemas;
export type LetterEvent = EventOf<typeof letterEvents>;

export type LetterCommand =
  | { type: 'WantLetter'; notBefore: string }
  | { type: 'ClaimLetter'; leaseUntil: string }
  | { type: 'RecordSent'; attempt: number }
  | { type: 'RecordFailed'; attempt: number; againAt: string }
  | { type: 'WithdrawLetter' };

export type Letter = { isWanted: boolean; attempts: Attempts };

/** More than any test makes. */
const ATTEMPTS_MAX = 1_000;

export const letterDecider: Decider<Letter, LetterCommand, LetterEvent> = {
  category: 'letter',
  initialState: { isWanted: false, attempts: NO_ATTEMPTS },
  evolve(letter, event) {
    const { attempts } = letter;
    switch (event.type) {
      case 'LetterWanted':
        return { isWanted: true, attempts: { ...NO_ATTEMPTS, notBefore: event.data.notBefore } };
      case 'LetterClaimed':
        return { ...letter, attempts: claimed(attempts, event.data) };
      case 'LetterSent':
      case 'LetterWithdrawn':
        return { ...letter, attempts: done(attempts) };
      case 'LetterFailed':
        return {
          ...letter,
          attempts: failed(attempts, { attempt: event.data.attempt, again: event.data.againAt }),
        };
      default:
        return never(event);
    }
  },
  decide(command, { isWanted, attempts }, { now }) {
    if (command.type === 'WantLetter') {
      return isWanted ? [] : [{ type: 'LetterWanted', data: { notBefore: command.notBefore } }];
    }
    if (!isWanted) return refuse('not-found');
    switch (command.type) {
      case 'ClaimLetter': {
        // Refused, never an empty decision: whoever asks must be able to tell it from having the claim.
        if (attempts.isDone) return refuse('already-done');
        if (!mayClaim(attempts, { now, attemptsMax: ATTEMPTS_MAX })) return refuse('version-conflict');
        const attempt = attempts.count + 1;
        return [{ type: 'LetterClaimed', data: { attempt, leaseUntil: command.leaseUntil } }];
      }
      case 'RecordSent':
        if (!isOfClaim(attempts, command)) return refuse('not-found');
        return attempts.isDone ? [] : [{ type: 'LetterSent', data: { attempt: command.attempt } }];
      case 'RecordFailed': {
        if (!isOfClaim(attempts, command)) return refuse('not-found');
        if (attempts.isDone) return [];
        return [{ type: 'LetterFailed', data: { attempt: command.attempt, againAt: command.againAt } }];
      }
      case 'WithdrawLetter':
        return attempts.isDone ? [] : [{ type: 'LetterWithdrawn', data: {} }];
      default:
        return never(command);
    }
  },
};
