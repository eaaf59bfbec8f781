/**
 * What a resident tapped during an alert, until the server took it. A phone in a stairwell has no internet: the tap is
 * kept with its commandId, sent again within a bound, and outlives a reload. Nothing of it says who or where.
 */
import { feeling as feelingValue } from '@bijspringen/contracts/crisis/values.ts';
import { signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { WorkProblem } from '../api/work.ts';
import type { CrisisApi, CrisisWrite } from '../api/work-crisis.ts';
import { dropStored, keepStored, readStored, type Store } from './stored.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import {
  TAP_KEPT_MAX_MS,
  TAP_RETRY_FIRST_MS,
  TAP_RETRY_LONGEST_MS,
  TAP_TRIES_MAX,
  TAPS_MAX,
  YES_KEPT_MAX_MS,
} from './work-responder-limits.ts';

const answers = [
  'accept',
  'decline',
  'on-the-way',
  'arrived',
  'safety-check',
  'unsafe',
  'backup',
  'home',
] as const satisfies readonly CrisisWrite[];
export type AlertAnswer = (typeof answers)[number];

const tapShape = z.object({
  answer: z.enum(answers),
  commandId: z.string(),
  atMs: z.number(),
  knowsSomeone: z.boolean(),
  feeling: z.nullable(feelingValue),
});
export type Tap = z.output<typeof tapShape>;
const kept = z.object({
  crisisId: z.string(),
  personId: z.string(),
  taps: z.array(tapShape).check(z.maxLength(TAPS_MAX)),
});

const KEY = 'bijspringen.taps';

export type TapsDeps = {
  api: Pick<CrisisApi, 'write'>;
  store: Store | undefined;
  newCommandId: () => string;
  now: () => number;
  /** The server took it: what stands there now can be read at this position. */
  taken: (position: string) => Promise<void>;
  /** The server refused it: the screen shows what is true. */
  refused: () => Promise<void>;
  sessionEnded: () => void;
};

/** These say "later" and not "no": the tap stays. */
const TRY_LATER: readonly string[] = ['offline', 'busy', 'internal', 'store-full', 'newer-than-me'];

type Body = { commandId: string; [field: string]: unknown };

function bodyOf(tap: Tap): Body {
  const { commandId } = tap;
  switch (tap.answer) {
    case 'accept':
      return { commandId, knowsSomeone: false };
    case 'decline':
      return { commandId, why: tap.knowsSomeone ? 'knows-someone' : 'cannot' };
    case 'home':
      return tap.feeling === null ? { commandId } : { commandId, feeling: tap.feeling };
    default:
      return { commandId };
  }
}

/** A no makes what was tapped before it and not yet sent needless; the server takes a no at any moment. */
function withTap(before: readonly Tap[], tap: Tap): Tap[] {
  if (tap.answer === 'decline') return [tap];
  return [...before.filter((each) => each.answer !== tap.answer), tap].slice(-TAPS_MAX);
}

function isTooOld(tap: Tap, nowMs: number): boolean {
  return nowMs - tap.atMs > (tap.answer === 'accept' ? YES_KEPT_MAX_MS : TAP_KEPT_MAX_MS);
}

export type TapInput = { answer: AlertAnswer; knowsSomeone?: boolean; feeling?: Tap['feeling'] };

export function createTaps(of: { crisisId: string; personId: string }, deps: TapsDeps) {
  const waiting = signal<readonly Tap[]>(readKept());
  const problem = signal<string | null>(null);
  /** A send failed for want of a connection: the screen says so until it is through. */
  const isOffline = signal(false);
  /** A yes that was given up. */
  const isYesTooOld = signal(false);
  /** What the server took last. */
  const lastTaken = signal<AlertAnswer | null>(null);
  let isSending = false;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function readKept(): readonly Tap[] {
    const found = readStored(deps.store, KEY, kept);
    return found?.crisisId === of.crisisId && found.personId === of.personId ? found.taps : [];
  }

  function keep(taps: readonly Tap[]): void {
    waiting.value = taps;
    if (taps.length === 0) dropStored(deps.store, KEY);
    else keepStored(deps.store, KEY, { ...of, taps });
  }

  const drop = (tap: Tap) => keep(waiting.peek().filter((each) => each.commandId !== tap.commandId));

  function dropOld(): void {
    const old = waiting.peek().filter((tap) => isTooOld(tap, deps.now()));
    if (old.length === 0) return;
    if (old.some((tap) => tap.answer === 'accept')) isYesTooOld.value = true;
    keep(waiting.peek().filter((tap) => !old.includes(tap)));
  }

  function later(failure: WorkProblem): void {
    isOffline.value = failure.code === 'offline';
    tries += 1;
    if (tries >= TAP_TRIES_MAX) return;
    const waitMs = Math.min(TAP_RETRY_FIRST_MS * 2 ** (tries - 1), TAP_RETRY_LONGEST_MS);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), waitMs);
  }

  /** True when the next tap may go. */
  async function sendOne(tap: Tap): Promise<boolean> {
    const outcome = await deps.api.write(of.crisisId, tap.answer, bodyOf(tap));
    if (outcome.ok) {
      tries = 0;
      isOffline.value = false;
      lastTaken.value = tap.answer;
      await deps.taken(outcome.value.position);
      drop(tap);
      return true;
    }
    if (isSessionOver(outcome.problem)) {
      deps.sessionEnded();
      return false;
    }
    if (TRY_LATER.includes(outcome.problem.code)) {
      later(outcome.problem);
      return false;
    }
    problem.value = inWords(outcome.problem);
    await deps.refused();
    drop(tap);
    return true;
  }

  async function flush(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      dropOld();
      // Taps may be added while one is under way; there are never more than one of each kind.
      for (let sent = 0; sent < 2 * TAPS_MAX; sent += 1) {
        const next = waiting.peek()[0];
        if (next === undefined || !(await sendOne(next))) return;
      }
    } finally {
      isSending = false;
    }
  }

  return {
    waiting,
    problem,
    isOffline,
    isYesTooOld,
    lastTaken,
    flush,
    async tap({ answer, knowsSomeone = false, feeling = null }: TapInput): Promise<void> {
      problem.value = null;
      isYesTooOld.value = false;
      const known = waiting.peek().find((each) => each.answer === answer);
      const isSame = known?.feeling === feeling && known.knowsSomeone === knowsSomeone;
      if (!isSame) {
        const commandId = deps.newCommandId();
        keep(withTap(waiting.peek(), { answer, knowsSomeone, feeling, commandId, atMs: deps.now() }));
      }
      tries = 0;
      await flush();
    },
    /** The network is back, or somebody looks again. */
    async retry(): Promise<void> {
      tries = 0;
      clearTimeout(timer);
      await flush();
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
export type Taps = ReturnType<typeof createTaps>;

/** Who leaves this phone leaves no tap behind. */
export function forgetTaps(store: Store | undefined): void {
  dropStored(store, KEY);
}
