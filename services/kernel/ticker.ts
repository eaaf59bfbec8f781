/** Fires deadlines when they pass: one alarm for the earliest, a bounded round when it rings. */
import type { Clock } from './clock.ts';
import { errorName } from './errors.ts';
import {
  CLOCK_SKEW_MAX_MS,
  FIRE_AGAIN_MAX_MS,
  FIRE_AGAIN_MS,
  FIRE_TIMEOUT_MS,
  TICK_FIRES_MAX,
  TIMER_OPEN_MAX,
} from './limits.ts';
import type { Log } from './log.ts';
import type { Deadline, Timer } from './timers.ts';
import { withinTime } from './within-time.ts';

export type TickerOptions = {
  clock: Clock;
  timers: readonly Timer[];
  /** Calls after the read models moved; gives a function that stops it. */
  onChange: (call: () => void) => () => void;
  log: Log;
  /** The newest `at` in the log as the reader knows it; null for an empty log. */
  newestEventAt: () => string | null;
};

export type TickerHealth = {
  /** `clock-behind`: this host's clock is too far behind the log, so it lets nothing expire. */
  status: 'ticking' | 'clock-behind' | 'closed';
  /** Deadlines that failed and wait for another try, and timers that could not be read. */
  failing: number;
};

export interface Ticker {
  health(): TickerHealth;
  /** Resolves when no fire is under way or will follow. */
  close(): Promise<void>;
}

/** Starts at once, so deadlines that passed while nothing ran fire first. */
export function createTicker(options: TickerOptions): Ticker {
  return new RunningTicker(options);
}

type Due = { timer: Timer; deadline: Deadline; key: string };
/** What was tried for a deadline: how often, when it may be tried again, and whether it failed. */
type Tried = { times: number; againAtMs: number; hasFailed: boolean };
type Survey = { due: Due[]; nextAtMs: number };

class RunningTicker implements Ticker {
  readonly #options: TickerOptions;
  readonly #tried = new Map<string, Tried>();
  readonly #stopListening: () => void;
  #status: TickerHealth['status'] = 'ticking';
  #round: Promise<void> | null = null;
  #isAskedAgain = false;
  #cancelAlarm = () => {};

  constructor(options: TickerOptions) {
    this.#options = options;
    this.#stopListening = options.onChange(() => this.#wake());
    this.#wake();
  }

  health(): TickerHealth {
    return { status: this.#status, failing: [...this.#tried.values()].filter((one) => one.hasFailed).length };
  }

  async close(): Promise<void> {
    this.#status = 'closed';
    this.#stopListening();
    this.#arm(Number.POSITIVE_INFINITY);
    await this.#round;
  }

  /** A round begins in a later turn of the event loop, so that requests get theirs; one at a time. */
  #wake(): void {
    if (this.#status === 'closed') return;
    this.#isAskedAgain = true;
    this.#round ??= this.#rounds();
  }

  async #rounds(): Promise<void> {
    while (this.#isAskedAgain && this.#status !== 'closed') {
      this.#isAskedAgain = false;
      await new Promise((resolve) => setImmediate(resolve));
      await this.#runRound();
    }
    this.#round = null;
  }

  async #runRound(): Promise<void> {
    if (this.#isClosed()) return;
    const behindUntilMs = this.#clockIsBehindUntilMs();
    if (behindUntilMs !== null) {
      if (this.#status !== 'clock-behind') this.#options.log('clock is behind the log: nothing expires here');
      this.#status = 'clock-behind';
      this.#arm(behindUntilMs);
      return;
    }
    this.#status = 'ticking';
    const { due, nextAtMs } = this.#survey();
    for (const one of due.slice(0, TICK_FIRES_MAX)) {
      await this.#fire(one);
      if (this.#isClosed()) return;
    }
    // What fired may have made deadlines, and what failed waits: both are seen by looking once more.
    if (due.length > 0) this.#isAskedAgain = true;
    else this.#arm(nextAtMs);
  }

  /** Reads all timers: what may be fired now, earliest first, and when to look again. */
  #survey(): Survey {
    const nowMs = this.#nowMs();
    const found: Survey = { due: [], nextAtMs: Number.POSITIVE_INFINITY };
    const open = new Set<string>();
    for (const timer of this.#options.timers) {
      const mayReadAtMs = this.#tried.get(readKey(timer))?.againAtMs ?? 0;
      if (mayReadAtMs > nowMs) {
        found.nextAtMs = Math.min(found.nextAtMs, mayReadAtMs);
        for (const key of this.#keysOf(timer)) open.add(key);
        continue;
      }
      for (const deadline of this.#openOf(timer, found)) {
        const key = `${readKey(timer)}${deadline.key}/${deadline.due}`;
        open.add(key);
        const mayAtMs = Math.max(Date.parse(deadline.due), this.#tried.get(key)?.againAtMs ?? 0);
        if (mayAtMs <= nowMs) found.due.push({ timer, deadline, key });
        else found.nextAtMs = Math.min(found.nextAtMs, mayAtMs);
      }
      if (this.#tried.has(readKey(timer))) open.add(readKey(timer));
    }
    for (const key of this.#tried.keys()) if (!open.has(key)) this.#tried.delete(key);
    found.due.sort((a, b) => Date.parse(a.deadline.due) - Date.parse(b.deadline.due));
    return found;
  }

  /** Asks for more than one round can fire, so that those that wait for another try never hide the ones behind them. */
  #openOf(timer: Timer, found: Survey): readonly Deadline[] {
    try {
      const deadlines = timer.open(Math.min(TICK_FIRES_MAX + 1 + this.#keysOf(timer).length, TIMER_OPEN_MAX));
      this.#tried.delete(readKey(timer));
      return deadlines;
    } catch (error) {
      found.nextAtMs = Math.min(found.nextAtMs, this.#noteTry(readKey(timer), true).againAtMs);
      this.#options.log('timer could not be read', { timer: timer.name, error: errorName(error) });
      return [];
    }
  }

  async #fire({ timer, deadline, key }: Due): Promise<void> {
    try {
      await withinTime(this.#options.clock, FIRE_TIMEOUT_MS, timer.fire(deadline));
      this.#noteTry(key, false);
    } catch (error) {
      const { times } = this.#noteTry(key, true);
      const details = { timer: timer.name, key: deadline.key, times, error: errorName(error) };
      this.#options.log('deadline failed to fire', details);
    }
  }

  #noteTry(key: string, hasFailed: boolean): Tried {
    const times = (this.#tried.get(key)?.times ?? 0) + 1;
    const waitMs = Math.min(FIRE_AGAIN_MS * 2 ** (times - 1), FIRE_AGAIN_MAX_MS);
    const tried = { times, againAtMs: this.#nowMs() + waitMs, hasFailed };
    this.#tried.set(key, tried);
    return tried;
  }

  #clockIsBehindUntilMs(): number | null {
    const newest = this.#options.newestEventAt();
    if (newest === null) return null;
    const mayTickAtMs = Date.parse(newest) - CLOCK_SKEW_MAX_MS;
    return mayTickAtMs > this.#nowMs() ? mayTickAtMs : null;
  }

  #arm(atMs: number): void {
    this.#cancelAlarm();
    const { clock } = this.#options;
    this.#cancelAlarm = Number.isFinite(atMs) ? clock.at(new Date(atMs), () => this.#wake()) : () => {};
  }

  #keysOf(timer: Timer): string[] {
    return [...this.#tried.keys()].filter((key) => key.startsWith(readKey(timer)));
  }

  #nowMs(): number {
    return this.#options.clock.now().getTime();
  }

  #isClosed(): boolean {
    return this.#status === 'closed';
  }
}

function readKey(timer: Timer): string {
  return `${timer.name}/`;
}
