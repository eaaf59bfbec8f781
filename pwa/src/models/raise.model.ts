/** Raising a signal: gate, what, where, check, send. One draft, in memory and in this tab's own storage. */

import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { type RaiseBody, type Raised, raised } from '@bijspringen/contracts/signals/api.ts';
import type { Danger, Kind, Language } from '@bijspringen/contracts/signals/values.ts';
import { warningWords } from '@bijspringen/contracts/signals/warning-words.ts';
import { computed, createModel, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { KeptOutcome, SendOutcome } from '../outbox/send.ts';
import {
  checkErrors,
  type Draft,
  draft as draftSchema,
  type Errors,
  emptyDraft,
  mayOfferTips,
  meetsGate,
  raiseBodyOf,
  whatErrors,
  whereErrors,
} from './draft.ts';
import { dropStored, keepStored, readStored, type Store } from './stored.ts';

const KEY = 'bijspringen.raise';

const step = z.enum(['gate', 'emergency', 'what', 'where', 'check', 'warn', 'sent', 'unsent']);
export type Step = z.output<typeof step>;

const stored = z.object({ draft: draftSchema, step, raised: z.nullable(raised) });

export type RaiseParts = {
  send: (body: RaiseBody) => Promise<SendOutcome>;
  retry: (commandId: string) => Promise<KeptOutcome>;
  throwAway: (commandId: string) => Promise<void>;
  newCommandId: () => string;
  newFollowCode: () => string;
  language: () => Language;
  now: () => Date;
  store: Store | undefined;
};

/** Fields that a screen fills in. */
export type Answers = Partial<
  Pick<Draft, 'text' | 'spoken' | 'start' | 'place' | 'seen' | 'subjectKnows' | 'contact'>
>;

function firstStep(kind: Kind): Step {
  return meetsGate(kind) ? 'gate' : 'what';
}

const fieldOf: Record<string, keyof Errors> = { text: 'text', place: 'place', contact: 'contact' };
const stepOf: Record<keyof Errors, Step> = { text: 'what', place: 'where', contact: 'check' };

export const RaiseModel = createModel((parts: RaiseParts) => {
  const before = readStored(parts.store, KEY, stored);
  const fresh = (kind: Kind) =>
    emptyDraft(kind, { commandId: parts.newCommandId(), followCode: parts.newFollowCode() });
  const draft = signal<Draft>(before?.draft ?? fresh('concern'));
  const current = signal<Step>(before?.step ?? 'gate');
  const sent = signal<Raised | null>(before?.raised ?? null);
  const isBegun = signal(before !== null);
  const errors = signal<Errors>({});
  /** Goes up each time errors are shown, so that the summary takes the focus again. */
  const shown = signal(0);
  const isSending = signal(false);
  const isKept = signal(false);
  const problem = signal<ProblemCode | null>(null);
  const warnings = computed(() => warningWords(draft.value.text));
  const offersTips = computed(() => mayOfferTips(draft.value, warnings.value.length > 0));

  function keep(): void {
    keepStored(parts.store, KEY, { draft: draft.peek(), step: current.peek(), raised: sent.peek() });
  }

  function go(to: Step): void {
    errors.value = {};
    problem.value = null;
    current.value = to;
    keep();
  }

  function change(answers: Partial<Draft>): void {
    const wasSent = draft.peek().writtenAt !== undefined;
    // A message that may already have arrived stays what it was; other words are another message with its own code.
    const ids = wasSent
      ? { commandId: parts.newCommandId(), followCode: parts.newFollowCode(), writtenAt: undefined }
      : {};
    draft.value = { ...draft.peek(), ...answers, ...ids };
    keep();
  }

  function stays(found: Errors): boolean {
    if (Object.keys(found).length === 0) return false;
    errors.value = found;
    shown.value = shown.peek() + 1;
    return true;
  }

  function showRefusal(code: ProblemCode, fields: readonly { field: string }[]): void {
    const field = fields.map(({ field }) => fieldOf[field]).find((known) => known !== undefined);
    go(field ? stepOf[field] : 'check');
    if (field)
      stays({ ...whatErrors(draft.peek()), ...whereErrors(draft.peek()), ...checkErrors(draft.peek()) });
    problem.value = code;
  }

  function settle(outcome: KeptOutcome): void {
    if (outcome.kind === 'refused') {
      showRefusal(outcome.problem.code, outcome.problem.errors);
      return;
    }
    isKept.value = outcome.kind === 'kept';
    if (outcome.kind === 'sent' || outcome.kind === 'gone') {
      // Gone means that the phone sent it by itself: its code tells the rest.
      sent.value = outcome.kind === 'sent' ? outcome.raised : null;
      go('sent');
      return;
    }
    go('unsent');
    // What is kept is ciphertext; a readable copy beside it would undo that.
    if (outcome.kind === 'kept') dropStored(parts.store, KEY);
  }

  async function send(): Promise<void> {
    if (isSending.peek()) return;
    isSending.value = true;
    const off = { ...draft.peek(), writtenAt: draft.peek().writtenAt ?? parts.now().toISOString() };
    draft.value = off;
    keep();
    try {
      settle(await parts.send(raiseBodyOf(off, parts.language())));
    } finally {
      isSending.value = false;
    }
  }

  function reset(kind: Kind): void {
    draft.value = fresh(kind);
    sent.value = null;
    isKept.value = false;
    isBegun.value = true;
    go(firstStep(kind));
  }

  return {
    draft,
    step: current,
    sent,
    errors,
    shown,
    isSending,
    isKept,
    problem,
    warnings,
    offersTips,
    /** Opens the screens of a kind; a draft of the same kind goes on where it was. */
    begin(kind: Kind): void {
      if (!isBegun.peek() || draft.peek().kind !== kind) reset(kind);
    },
    /** From the first page: what was already sent makes way for something new. */
    beginAgain(kind: Kind): void {
      const isOver = current.peek() === 'sent' || isKept.peek();
      if (isOver || draft.peek().kind !== kind) reset(kind);
    },
    go,
    change,
    /** A tap on one of the six: recorded, and the 112 screen opens at once. */
    tapDanger(danger: Danger): void {
      const others = draft.peek().dangers.filter((other) => other !== danger);
      change({ dangers: [...others, danger] });
      go('emergency');
    },
    /** "Terug: er is geen gevaar": takes the last tap back. */
    takeTapBack(): void {
      change({ dangers: draft.peek().dangers.slice(0, -1) });
      go('gate');
    },
    passGate(emergencyCalled: 'yes' | 'no'): void {
      change({ emergencyCalled });
      go('what');
    },
    leaveWhat(): void {
      if (!stays(whatErrors(draft.peek()))) go('where');
    },
    leaveWhere(): void {
      if (!stays(whereErrors(draft.peek()))) go('check');
    },
    /** Sends, or first offers somebody to talk to. It offers once and never blocks. */
    async leaveCheck(): Promise<void> {
      if (stays(checkErrors(draft.peek()))) return;
      if (warnings.peek().length > 0) go('warn');
      else await send();
    },
    send,
    /** Sends what was kept, because somebody asked for it or the connection is back. */
    async retry(): Promise<void> {
      if (!isKept.peek()) return send();
      if (isSending.peek()) return;
      isSending.value = true;
      try {
        settle(await parts.retry(draft.peek().commandId));
      } finally {
        isSending.value = false;
      }
    },
    async throwAway(): Promise<void> {
      if (isKept.peek()) await parts.throwAway(draft.peek().commandId);
      reset(draft.peek().kind);
      dropStored(parts.store, KEY);
      isBegun.value = false;
    },
    /** Draft, code and answer are gone from this phone. */
    forget(): void {
      reset(draft.peek().kind);
      dropStored(parts.store, KEY);
      isBegun.value = false;
    },
  };
});
