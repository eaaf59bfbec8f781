/** Following one message with its code: read, answer, add, reopen, take back. */

import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { parseFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { ReadyAnswer } from '@bijspringen/contracts/signals/values.ts';
import type { FollowView } from '@bijspringen/contracts/signals/views.ts';
import { computed, createModel, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { Answer } from '../api/client.ts';
import type * as api from '../api/follow.ts';
import type { WordKey } from '../i18n/words.ts';
import type { KeptOutcome } from '../outbox/send.ts';
import { graveRoutes } from './grave-words.ts';
import { dropStored, keepStored, readStored, type Store } from './stored.ts';

const KEY = 'bijspringen.follow';

/** A message with this code that is still on this phone. */
export type KeptHere = { commandId: string; writtenAtMs: number; text: string | null };

export type FollowParts = {
  findKept: (code: string) => Promise<KeptHere | null>;
  sendKept: (commandId: string) => Promise<KeptOutcome>;
  discardKept: (commandId: string) => Promise<void>;
  api: Pick<typeof api, 'fetchFollow' | 'postMessage' | 'postAnswer' | 'postReopening' | 'takeBack'>;
  newCommandId: () => string;
  store: Store | undefined;
};

/** `code`: asks for it. `open`: the conversation. `kept`: still on this phone. `taking-back`: sure? `gone`: taken back. */
export type FollowStep = 'code' | 'loading' | 'open' | 'kept' | 'taking-back' | 'gone';
export type Asked = 'code' | 'answer' | 'message' | 'reopening';
export type FollowErrors = Partial<Record<Asked, WordKey>>;
type Trouble = ProblemCode | 'unreachable';

export const FollowModel = createModel((parts: FollowParts) => {
  const step = signal<FollowStep>('code');
  const code = signal('');
  const typed = signal('');
  const view = signal<FollowView | null>(null);
  const errors = signal<FollowErrors>({});
  const shown = signal(0);
  const trouble = signal<Trouble | null>(null);
  const isBusy = signal(false);
  const news = signal<WordKey | null>(null);
  const keptHere = signal<KeptHere | null>(null);
  const answer = signal<ReadyAnswer | undefined>(undefined);
  const answerText = signal('');
  const message = signal('');
  const reopening = signal('');
  /** One id a write, kept until it is answered: tapping again after a lost answer writes nothing twice. */
  const pending = signal<{ what: string; commandId: string } | null>(null);

  /** Whom to offer now for what is typed or was sent without an answer yet. */
  const offered = computed(() =>
    view.value === null ? [] : graveRoutes(view.value, [answerText.value, message.value, reopening.value]),
  );

  function show(found: FollowErrors): void {
    errors.value = found;
    shown.value = shown.peek() + 1;
  }

  function idFor(what: string): string {
    const known = pending.peek();
    if (known?.what === what) return known.commandId;
    const commandId = parts.newCommandId();
    pending.value = { what, commandId };
    return commandId;
  }

  function clearFields(): void {
    answer.value = undefined;
    answerText.value = '';
    message.value = '';
    reopening.value = '';
  }

  /** The server does not know it or cannot be asked: perhaps it never left this phone. */
  async function showKept(): Promise<boolean> {
    keptHere.value = await parts.findKept(code.peek());
    if (keptHere.peek() === null) return false;
    step.value = 'kept';
    return true;
  }

  async function read(after?: string): Promise<void> {
    const result = await parts.api.fetchFollow(code.peek(), after);
    if (result.kind === 'done') {
      view.value = result.value;
      trouble.value = null;
      step.value = 'open';
      return;
    }
    if (view.peek() === null && (await showKept())) return;
    trouble.value = result.kind === 'unreachable' ? 'unreachable' : result.problem.code;
    if (trouble.peek() === 'code-unknown') dropStored(parts.store, KEY);
    if (view.peek() === null || trouble.peek() === 'code-unknown') step.value = 'code';
  }

  async function open(parsed: string): Promise<void> {
    if (parsed !== code.peek()) view.value = null;
    code.value = parsed;
    typed.value = parsed;
    errors.value = {};
    trouble.value = null;
    if (view.peek() === null) step.value = 'loading';
    // In this tab only, so that reloading does not ask again; "Snel weg" wipes it.
    keepStored(parts.store, KEY, parsed);
    await read();
  }

  /** Runs one write. True when it was done; else the trouble says why not, and nothing that was typed is lost. */
  async function write(
    what: string,
    send: (commandId: string) => Promise<Answer<{ position: string }>>,
  ): Promise<boolean> {
    if (isBusy.peek()) return false;
    isBusy.value = true;
    errors.value = {};
    news.value = null;
    try {
      const result = await send(idFor(what));
      if (result.kind === 'unreachable') {
        trouble.value = 'unreachable';
        return false;
      }
      pending.value = null;
      if (result.kind === 'refused') {
        trouble.value = result.problem.code;
        return false;
      }
      trouble.value = null;
      if (what !== 'take-back') await read(result.value.position);
      return true;
    } finally {
      isBusy.value = false;
    }
  }

  async function writeWords(
    what: string,
    send: (commandId: string) => Promise<Answer<{ position: string }>>,
  ): Promise<void> {
    if (!(await write(what, send))) return;
    clearFields();
    news.value = 'follow.sent';
  }

  function forget(): void {
    view.value = null;
    code.value = '';
    typed.value = '';
    trouble.value = null;
    news.value = null;
    keptHere.value = null;
    errors.value = {};
    clearFields();
    dropStored(parts.store, KEY);
    step.value = 'code';
  }

  return {
    step,
    code,
    typed,
    view,
    errors,
    shown,
    trouble,
    isBusy,
    news,
    answer,
    answerText,
    message,
    reopening,
    offered,
    pending,
    keptHere,
    /** Sends what was still on this phone, because somebody asked for it. */
    async sendKept(): Promise<void> {
      const here = keptHere.peek();
      if (!here || isBusy.peek()) return;
      isBusy.value = true;
      try {
        const outcome = await parts.sendKept(here.commandId);
        if (outcome.kind === 'refused') trouble.value = outcome.problem.code;
        else if (outcome.kind === 'kept' || outcome.kind === 'unreachable') trouble.value = 'unreachable';
        else await read();
      } finally {
        isBusy.value = false;
      }
    },
    async discardKept(): Promise<void> {
      const here = keptHere.peek();
      if (here) await parts.discardKept(here.commandId);
      forget();
    },
    /** Opens what a link or this tab already knows; else asks for a code. */
    async arrive(fragment: string): Promise<void> {
      const parsed =
        parseFollowCode(fragment) ?? parseFollowCode(readStored(parts.store, KEY, z.string()) ?? '');
      if (parsed) await open(parsed);
    },
    async openTyped(): Promise<void> {
      const parsed = parseFollowCode(typed.peek());
      trouble.value = null;
      if (parsed === null) show({ code: typed.peek().trim() === '' ? 'error.code' : 'error.code-typo' });
      else await open(parsed);
    },
    refresh: () => read(view.peek()?.position),
    async sendAnswer(): Promise<void> {
      const question = view.peek()?.openQuestion;
      const ready = answer.peek();
      const text = answerText.peek().trim();
      if (!question) return;
      if (ready === undefined && text === '') return show({ answer: 'error.answer' });
      const body = {
        questionId: question.questionId,
        ...(ready && { answer: ready }),
        ...(text && { text }),
      };
      await writeWords(`answer ${JSON.stringify(body)}`, (commandId) =>
        parts.api.postAnswer(code.peek(), { commandId, ...body }),
      );
    },
    async sendMessage(): Promise<void> {
      const text = message.peek().trim();
      if (text === '') return show({ message: 'error.message' });
      await writeWords(`message ${text}`, (commandId) =>
        parts.api.postMessage(code.peek(), { commandId, text }),
      );
    },
    async reopen(): Promise<void> {
      const text = reopening.peek().trim();
      await writeWords(`reopening ${text}`, (commandId) =>
        parts.api.postReopening(code.peek(), { commandId, ...(text && { text }) }),
      );
    },
    askToTakeBack(): void {
      trouble.value = null;
      news.value = null;
      step.value = 'taking-back';
    },
    keepIt(): void {
      step.value = 'open';
    },
    async takeBack(): Promise<void> {
      if (!(await write('take-back', (commandId) => parts.api.takeBack(code.peek(), { commandId })))) return;
      view.value = null;
      code.value = '';
      typed.value = '';
      clearFields();
      dropStored(parts.store, KEY);
      step.value = 'gone';
    },
    /** Nothing of it stays in this tab. */
    forget,
  };
});
