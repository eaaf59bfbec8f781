/** What a service hands to the host. Services never import each other. */

import type { EventSchemas, Upcasts } from '@bijspringen/contracts/shared/events.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import type { Clock } from './clock.ts';
import type { CommandHandler } from './command-handler.ts';
import type { EventStore } from './event-store/port.ts';
import type { Route } from './http/route.ts';
import type { Projection, ReadModel } from './projections/projection.ts';
import type { Reactor } from './reactors.ts';
import type { Timer } from './timers.ts';
import type { Vault } from './vault/port.ts';

/** What the host gives to every service. */
export type Kernel = {
  store: EventStore;
  vault: Vault;
  clock: Clock;
  handle: CommandHandler;
  /** The read model of a projection that a service named in `projections`. */
  readModel(projection: Projection): ReadModel;
  /** Resolves when every read model has reached the position, or after `POSITION_WAIT_MS`. */
  waitFor(position: string | null | undefined): Promise<void>;
  /** Called after the read models moved, at most every few milliseconds; returns a function that stops it. */
  onChange(call: (position: string) => void): () => void;
};

/** A service: what it registers before the kernel runs, and what it starts with the kernel. */
export type Service = {
  name: string;
  categories: Readonly<Record<string, EventSchemas>>;
  upcasts: Upcasts;
  projections: readonly Projection[];
  start(kernel: Kernel): RunningService;
};

export type RunningService = {
  routes: readonly Route[];
  timers?: readonly Timer[];
  /** Run from the start of the host on, whenever what they read has caught up with the log. */
  reactors?: readonly Reactor[];
  /**
   * Tells who sends this request, by what this service knows (a session cookie, a follow code): a principal, a problem
   * to answer with, or null when the request carries nothing of its kind. `address` is where it came from: for a rate
   * limit in memory only.
   */
  principal?: (request: Request, address: string) => Promise<object | { problem: ProblemCode } | null>;
  /** Called when the host stops, after the reactors have ended. */
  stop?: () => Promise<void>;
};
