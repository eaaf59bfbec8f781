/** What somebody is writing, and the body that it becomes. */

import { commandId, instant } from '@bijspringen/contracts/shared/ids.ts';
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import {
  CONTACT_MAX_CHARACTERS,
  danger,
  type Kind,
  kind,
  type Language,
  PLACE_MAX_CHARACTERS,
  seen,
  spoken,
  start,
  subjectKnows,
  TEXT_MAX_CHARACTERS,
} from '@bijspringen/contracts/signals/values.ts';
import * as z from 'zod/mini';
import type { WordKey } from '../i18n/words.ts';

export const draft = z.object({
  kind,
  commandId,
  followCode: z.string(),
  dangers: z.array(danger),
  /** What was said at the gate; nothing until it is passed, and no answer is preset. */
  emergencyCalled: z.optional(z.enum(['yes', 'no'])),
  text: z.string(),
  spoken: z.optional(spoken),
  start: z.optional(start),
  place: z.string(),
  seen: z.optional(seen),
  subjectKnows: z.optional(subjectKnows),
  contact: z.string(),
  /** When it was first sent off. From then on other words are another message. */
  writtenAt: z.optional(instant),
});
export type Draft = z.output<typeof draft>;

export function emptyDraft(of: Kind, ids: { commandId: string; followCode: string }): Draft {
  return { kind: of, ...ids, dangers: [], text: '', place: '', contact: '' };
}

/** Only a worry and help for yourself meet the danger gate. */
export function meetsGate(of: Kind): boolean {
  return of === 'concern' || of === 'help';
}

export type Errors = Partial<Record<'text' | 'place' | 'contact', WordKey>>;

/** What is missing on the first screen. */
export function whatErrors({ text, kind: of }: Draft): Errors {
  if (text.trim() === '') return { text: `error.text-${of}` };
  return text.trim().length > TEXT_MAX_CHARACTERS ? { text: 'error.text-long' } : {};
}

/** What is missing on the second: a worry needs a place, because somebody will go and look. */
export function whereErrors({ place, kind: of }: Draft): Errors {
  if (of === 'concern' && place.trim() === '') return { place: 'error.place' };
  return place.trim().length > PLACE_MAX_CHARACTERS ? { place: 'error.place-long' } : {};
}

export function checkErrors({ contact }: Draft): Errors {
  return contact.trim().length > CONTACT_MAX_CHARACTERS ? { contact: 'error.contact-long' } : {};
}

/**
 * Whether somebody may be offered tips to start the conversation: never who is afraid, and never when there is danger
 * or a word that asks for a human at once.
 */
export function mayOfferTips(of: Draft, hasWarning: boolean): boolean {
  if (of.kind !== 'concern' || of.spoken === 'did-not-dare' || hasWarning) return false;
  return of.dangers.length === 0 && of.emergencyCalled !== 'yes';
}

/** The body of `POST /api/signals`; empty fields are left out. */
export function raiseBodyOf(from: Draft & { writtenAt: string }, language: Language): RaiseBody {
  const place = from.place.trim();
  const contact = from.contact.trim();
  const isConcern = from.kind === 'concern';
  const isContribution = from.kind === 'wish' || from.kind === 'offer';
  return {
    commandId: from.commandId,
    kind: from.kind,
    text: from.text.trim(),
    followCode: from.followCode,
    language,
    writtenAt: from.writtenAt,
    ...(place && { place }),
    ...(contact && { contact }),
    ...(meetsGate(from.kind) && {
      gate: { dangers: from.dangers, emergencyCalled: from.emergencyCalled ?? 'unknown' },
    }),
    ...(isConcern && from.seen && { seen: from.seen }),
    ...(isConcern && from.spoken && { spoken: from.spoken }),
    ...(isConcern && from.subjectKnows && { subjectKnows: from.subjectKnows }),
    ...(isContribution && from.start && { start: from.start }),
  };
}
