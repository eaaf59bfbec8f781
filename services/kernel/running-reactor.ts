/** One reactor at work on this host: reads what is open, keeps as many attempts under way as it may, and looks again. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Clock } from './clock.ts';
import { type AttemptEnd, attemptEffect, type Interruption } from './effect-attempt.ts';
import { errorName } from './errors.ts';
import type { EventStore } from './event-store/port.ts';
import {
  CLOCK_BEHIND_HEAD_START_MS,
  CLOCK_SKEW_MAX_MS,
  EFFECT_AGAIN_MAX_MS,
  EFFECT_AGAIN_MS,
  EFFECT_CONCURRENCY_MAX,
  EFFECTS_AHEAD_MAX,
  EFFECTS_OPEN_MAX,
  LEASE_MARGIN_MS,
  REACTOR_READY_AGAIN_MS,
  RUN_GRACE_MS,
} from './limits.ts';
import type { Log } from './log.ts';
import type { Reader } from './projections/reader.ts';
import type { Effect, Lease, Reactor } from './reactors.ts';

export type RunningReactorOptions = {
  reactor: Reactor;
  clock: Clock;
  store: Pick<EventStore, 'head' | 'compare'>;
  reader: Pick<Reader, 'health' | 'newestEventAt'>;
  log: Log;
};

/**
 * waiting: a read model has not caught up with the log, or cannot. unreadable: the open effects could not be read.
 * clock-behind: this host's clock is too far behind the log, so it lets the others go first.
 */
export type ReactorStatus = 'running' | 'waiting' | 'unreadable' | 'clock-behind' | 'closed';

export type ReactorHealth = {
  status: ReactorStatus;
  underWay: number;
  /** Effects whose latest attempt here failed and that are still open. */
  failing: number;
};

/** What was tried here for an effect, as it stood in the read model then. Forgotten when the read model lists it no more. */
type Tried = {
  notBefore: string;
  times: number;
  againAtMs: number;
  hasFailed: boolean;
  /** Of a claim that threw: tried again, it is found in the log when it was written after all. */
  lease: Lease | null;
};

export class RunningReactor {
  readonly #options: RunningReactorOptions;
  readonly #reactor: Reactor;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #tried = new Map<string, Tried>();
  readonly #interruption: Interruption = { isInterrupted: false, calls: new Set() };
  #status: ReactorStatus = 'waiting';
  /** Due, in the order of the read model; made anew at each look. */
  #queue: Effect[] = [];
  #isMoreBehindQueue = false;
  /** The log's end at the start; what read models have not seen up to there may have been done long ago. */
  #head: Position | null | undefined;
  #readFailures = 0;
  #readAgainAtMs = 0;
  #round: Promise<void> | null = null;
  #isAskedAgain = false;
  #alarmAtMs = Number.POSITIVE_INFINITY;
  #cancelAlarm = () => {};

  constructor(options: RunningReactorOptions) {
    const { name, concurrencyMax, timeoutMs, leaseMs } = options.reactor;
    assert(concurrencyMax >= 1 && concurrencyMax <= EFFECT_CONCURRENCY_MAX, `${name}: wrong concurrencyMax`);
    assert(timeoutMs > 0, `${name}: wrong timeoutMs`);
    assert(
      leaseMs >= timeoutMs + LEASE_MARGIN_MS,
      `${name}: a lease of ${leaseMs} ms is too short for a time-out of ${timeoutMs} ms`,
    );
    this.#options = options;
    this.#reactor = options.reactor;
  }

  health(): ReactorHealth {
    const failing = [...this.#tried.values()].filter((one) => one.hasFailed).length;
    return { status: this.#status, underWay: this.#underWay.size, failing };
  }

  /** Looks in a later turn of the event loop, once for all that asked meanwhile. */
  wake(): void {
    if (this.#status === 'closed') return;
    this.#isAskedAgain = true;
    this.#round ??= this.#rounds();
  }

  /** Begins nothing more. */
  stop(): void {
    this.#status = 'closed';
    this.#queue = [];
    this.#arm(Number.POSITIVE_INFINITY);
  }

  /** Resolves when nothing is under way any more. */
  async ended(): Promise<void> {
    await this.#round;
    await Promise.all(this.#underWay.values());
  }

  /** Asks what is under way to say what came of it now. */
  interrupt(): void {
    this.#interruption.isInterrupted = true;
    for (const call of [...this.#interruption.calls]) call();
  }

  async #rounds(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed()) {
      this.#isAskedAgain = false;
      await new Promise((resolve) => setImmediate(resolve));
      await this.#look();
    }
    this.#round = null;
  }

  async #look(): Promise<void> {
    const why = await this.#whyNotYet();
    if (this.#isClosed()) return;
    if (why !== null) {
      this.#turnTo(why);
      this.#queue = [];
      this.#arm(Math.max(this.#readAgainAtMs, this.#nowMs() + REACTOR_READY_AGAIN_MS));
      return;
    }
    this.#turnTo(this.#isClockBehind() ? 'clock-behind' : 'running');
    this.#survey();
    this.#fill();
  }

  async #whyNotYet(): Promise<'waiting' | 'unreadable' | null> {
    if (this.#readAgainAtMs > this.#nowMs()) return 'unreadable';
    if (this.#head === undefined) {
      try {
        this.#head = await this.#options.store.head();
      } catch (error) {
        this.#noteUnreadable(error);
        return 'unreadable';
      }
    }
    return this.#isCaughtUp(this.#head) ? null : 'waiting';
  }

  #isCaughtUp(head: Position | null): boolean {
    const { isReading, projections } = this.#options.reader.health();
    if (!isReading) return false;
    return this.#reactor.projections.every(({ name }) => {
      const model = projections[name];
      return model?.status === 'live' && this.#options.store.compare(model.position, head) >= 0;
    });
  }

  /** Reads what is open: what is due and not tried just now goes in the queue, the rest says when to look again. */
  #survey(): void {
    const nowMs = this.#nowMs();
    const known = this.#tried.size + this.#underWay.size;
    const limit = Math.min(known + EFFECTS_AHEAD_MAX, EFFECTS_OPEN_MAX);
    const effects = this.#open(limit);
    if (effects === null) return;
    const listed = new Set<string>();
    let nextAtMs = Number.POSITIVE_INFINITY;
    this.#queue = [];
    for (const effect of effects) {
      listed.add(effect.key);
      const mayAtMs = this.#mayAtMs(effect);
      if (mayAtMs > nowMs) nextAtMs = Math.min(nextAtMs, mayAtMs);
      else if (!this.#underWay.has(effect.key)) this.#queue.push(effect);
    }
    for (const key of this.#tried.keys()) {
      if (!listed.has(key) && !this.#underWay.has(key)) this.#tried.delete(key);
    }
    this.#isMoreBehindQueue = effects.length >= limit;
    this.#arm(nextAtMs);
  }

  #open(limit: number): readonly Effect[] | null {
    try {
      const effects = this.#reactor.open(this.#options.clock.now().toISOString(), limit);
      this.#readFailures = 0;
      return effects;
    } catch (error) {
      this.#noteUnreadable(error);
      this.#turnTo('unreadable');
      this.#queue = [];
      this.#arm(this.#readAgainAtMs);
      return null;
    }
  }

  #mayAtMs(effect: Effect): number {
    const wantedMs = Date.parse(effect.notBefore);
    const tried = this.#tried.get(effect.key);
    // Perhaps this host holds it already: then the read model shows the end of its own lease, which it need not await.
    if (tried?.lease && this.#isFresh(tried.lease)) return tried.againAtMs;
    if (tried?.notBefore === effect.notBefore) return Math.max(wantedMs, tried.againAtMs);
    if (this.#status !== 'clock-behind' || wantedMs > this.#nowMs()) return wantedMs;
    const againAtMs = this.#nowMs() + CLOCK_BEHIND_HEAD_START_MS;
    const { notBefore } = effect;
    this.#tried.set(effect.key, { notBefore, times: 0, againAtMs, hasFailed: false, lease: null });
    return againAtMs;
  }

  #fill(): void {
    while (this.#underWay.size < this.#reactor.concurrencyMax) {
      const effect = this.#queue.shift();
      if (effect === undefined) return;
      if (!this.#underWay.has(effect.key)) this.#underWay.set(effect.key, this.#attempt(effect));
    }
  }

  async #attempt(effect: Effect): Promise<void> {
    const { clock, log } = this.#options;
    const lease = this.#leaseFor(effect);
    const tools = { reactor: this.#reactor, clock, log, interruption: this.#interruption };
    const end = await attemptEffect(tools, effect, lease);
    this.#underWay.delete(effect.key);
    this.#note(effect, end, lease);
    if (this.#isClosed()) return;
    this.#fill();
    if (this.#queue.length === 0 && this.#isMoreBehindQueue) this.wake();
  }

  /** The read model still shows it as it was: until that changes, it is left alone for a while. */
  #note({ key, notBefore }: Effect, end: AttemptEnd, lease: Lease): void {
    const before = this.#tried.get(key);
    const times = before?.notBefore === notBefore || end === 'claim-failed' ? (before?.times ?? 0) + 1 : 1;
    const againAtMs = this.#nowMs() + Math.min(EFFECT_AGAIN_MS * 2 ** (times - 1), EFFECT_AGAIN_MAX_MS);
    const hasFailed = end === 'claim-failed' || end === 'unknown';
    const kept = end === 'claim-failed' ? lease : null;
    this.#tried.set(key, { notBefore, times, againAtMs, hasFailed, lease: kept });
    if (!this.#isClosed() && againAtMs < this.#alarmAtMs) this.#arm(againAtMs);
  }

  #leaseFor({ key }: Effect): Lease {
    const kept = this.#tried.get(key)?.lease;
    if (kept && this.#isFresh(kept)) return kept;
    const leaseUntil = new Date(this.#nowMs() + this.#reactor.leaseMs).toISOString();
    return { claimId: randomUUID(), leaseUntil };
  }

  /** Whether there is still room in it for the effect. */
  #isFresh({ leaseUntil }: Lease): boolean {
    const leftMs = Date.parse(leaseUntil) - this.#nowMs();
    return leftMs >= this.#reactor.timeoutMs + RUN_GRACE_MS + CLOCK_SKEW_MAX_MS;
  }

  #noteUnreadable(error: unknown): void {
    const waitMs = Math.min(EFFECT_AGAIN_MS * 2 ** this.#readFailures, EFFECT_AGAIN_MAX_MS);
    this.#readFailures += 1;
    this.#readAgainAtMs = this.#nowMs() + waitMs;
    const details = { reactor: this.#reactor.name, error: errorName(error), againMs: waitMs };
    this.#options.log('reactor could not be read', details);
  }

  #turnTo(status: ReactorStatus): void {
    if (status === 'clock-behind' && this.#status !== 'clock-behind') {
      const details = { reactor: this.#reactor.name };
      this.#options.log('clock is behind the log: other hosts go first with effects', details);
    }
    this.#status = status;
  }

  #isClockBehind(): boolean {
    const newest = this.#options.reader.newestEventAt();
    return newest !== null && Date.parse(newest) - CLOCK_SKEW_MAX_MS > this.#nowMs();
  }

  #arm(atMs: number): void {
    this.#cancelAlarm();
    this.#alarmAtMs = atMs;
    const { clock } = this.#options;
    const ring = () => {
      this.#alarmAtMs = Number.POSITIVE_INFINITY;
      this.wake();
    };
    this.#cancelAlarm = Number.isFinite(atMs) ? clock.at(new Date(atMs), ring) : () => {};
  }

  #nowMs(): number {
    return this.#options.clock.now().getTime();
  }

  #isClosed(): boolean {
    return this.#status === 'closed';
  }
}
