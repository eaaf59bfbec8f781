/**
 * Watches what the services do by themselves, so that a scenario knows when nothing more happens until its clock moves:
 * without guessing how fast this machine is.
 */

import type { Clock } from '@bijspringen/kernel/clock.ts';
import type { Claim, Effect, Lease, Reactor } from '@bijspringen/kernel/reactors.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import type { Deadline, Timer } from '@bijspringen/kernel/timers.ts';
import type { HostOptions } from '../host.ts';
import type { OpenedKernel } from '../open-kernel.ts';
import { createServices } from '../services.ts';

/** What takes longer than this to come to rest hangs. */
const SETTLE_MS_MAX = 120_000;
const LOOK_AGAIN_MS = 2;
/** More deadlines and effects than a scenario ever has open. */
const OPEN_MAX = 1_000;

export type Watch = {
  services: NonNullable<HostOptions['services']>;
  /** Resolves when all that is due was done, is in the log and can be read. */
  settled(opened: Pick<OpenedKernel, 'store' | 'reader'>): Promise<void>;
  /** The next instant at which something happens by itself, up to that one. */
  nextMoment(until: string): string;
};

export function watchServices(clock: Clock): Watch {
  const timers: Timer[] = [];
  const reactors: Reactor[] = [];
  // What was tried at its moment: a next try waits for the clock.
  const tried = new Set<string>();
  // Fires, claims asked for, and claims that have no outcome yet.
  const underWay = new Set<object>();

  async function during<T>(work: () => Promise<T>): Promise<T> {
    const token = {};
    underWay.add(token);
    try {
      return await work();
    } finally {
      underWay.delete(token);
    }
  }

  function watchTimer(timer: Timer): Timer {
    timers.push(timer);
    return {
      ...timer,
      open: (limit) => timer.open(limit),
      fire: (deadline) =>
        during(() => timer.fire(deadline)).finally(() => tried.add(keyOf(timer, deadline.key, deadline.due))),
    };
  }

  function watchReactor(reactor: Reactor): Reactor {
    reactors.push(reactor);
    const note = ({ key, notBefore }: Effect) => tried.add(keyOf(reactor, key, notBefore));
    return {
      ...reactor,
      open: (now, limit) => reactor.open(now, limit),
      claim: (effect: Effect, lease: Lease) =>
        during(async () => {
          const claim = await reactor.claim(effect, lease).finally(() => note(effect));
          if (claim !== null) underWay.add(claim);
          return claim;
        }),
      run: (claim, signal) =>
        reactor.run(claim, signal).catch((error: unknown) => {
          // No outcome: a next attempt follows after the lease.
          underWay.delete(claim);
          throw error;
        }),
      record: (claim: Claim, outcome: unknown) =>
        during(() => reactor.record(claim, outcome)).finally(() => underWay.delete(claim)),
    };
  }

  function watch(service: Service): Service {
    return {
      ...service,
      start(kernel) {
        const running = service.start(kernel);
        return {
          ...running,
          timers: (running.timers ?? []).map(watchTimer),
          reactors: (running.reactors ?? []).map(watchReactor),
        };
      },
    };
  }

  /** Every moment that is open and was not tried yet, earliest first. */
  function moments(): { what: string; at: string }[] {
    const now = clock.now().toISOString();
    const deadlines = timers.flatMap((timer) =>
      timer.open(OPEN_MAX).map(({ key, due }: Deadline) => ({ what: keyOf(timer, key, due), at: due })),
    );
    const effects = reactors.flatMap((reactor) =>
      reactor.open(now, OPEN_MAX).map(({ key, notBefore }) => ({
        what: keyOf(reactor, key, notBefore),
        at: notBefore,
      })),
    );
    return [...deadlines, ...effects]
      .filter(({ what }) => !tried.has(what))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  async function isAtRest({ store, reader }: Pick<OpenedKernel, 'store' | 'reader'>): Promise<boolean> {
    const head = await store.head();
    const { projections } = reader.health();
    const isRead = Object.values(projections).every(
      ({ status, position }) => status === 'live' && store.compare(position, head) >= 0,
    );
    if (!isRead || underWay.size > 0) return false;
    const now = clock.now().getTime();
    if (moments().some(({ at }) => Date.parse(at) <= now)) return false;
    return (await store.head()) === head && underWay.size === 0;
  }

  return {
    services: (tools) => createServices(tools).map(watch),
    async settled(opened) {
      const until = Date.now() + SETTLE_MS_MAX;
      while (!(await isAtRest(opened))) {
        if (Date.now() > until)
          throw new Error(
            `it does not settle: ${underWay.size} under way, ${JSON.stringify(moments().slice(0, 5))}`,
          );
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
    nextMoment(until) {
      const now = clock.now().getTime();
      const next = moments().find(({ at }) => Date.parse(at) > now);
      return next !== undefined && Date.parse(next.at) < Date.parse(until) ? next.at : until;
    },
  };
}

function keyOf({ name }: { name: string }, key: string, at: string): string {
  return `${name}/${key}/${at}`;
}
