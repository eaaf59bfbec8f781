/** Questions to a crisis that every rule asks, and how events follow from events. Pure. */
import type { CrisisCommand } from '@bijspringen/contracts/crisis/commands.ts';
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type Context, type Decision, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { evolve, type Helper, type OpenCrisis } from './crisis.state.ts';

export type CommandOf<T extends CrisisCommand['type']> = Extract<CrisisCommand, { type: T }>;
export type Decided = Decision<CrisisEvent>;
/** One rule for one command on a crisis that was opened. */
export type Rule<T extends CrisisCommand['type']> = (
  command: CommandOf<T>,
  crisis: OpenCrisis,
  context: Context,
) => Decided;

const STANDS: readonly string[] = ['accepted', 'on-the-way', 'arrived'];

/** Said yes, and nothing since took that away. */
export function isStanding(helper: Helper): boolean {
  return STANDS.includes(helper.state);
}

/** Was sent out, and then thanked because no second one could be found any more. */
export function isLeftOutside({ state, releasedBecause, wasPaired }: Helper): boolean {
  return state === 'released' && releasedBecause === 'not-enough' && wasPaired;
}

export function standing(crisis: OpenCrisis): Helper[] {
  return crisis.helpers.filter(isStanding);
}

/** An alert to residents is out, held or not. */
export function isRunning(crisis: OpenCrisis): boolean {
  return crisis.phase === 'alerting' || crisis.phase === 'held';
}

/** After its last moment an alert is over, also before the timer has said so. */
export function hasRunOut(crisis: OpenCrisis, now: string): boolean {
  return now >= crisis.endsAt;
}

export function helperOf(crisis: OpenCrisis, personId: Id): Helper | null {
  return crisis.helpers.find((one) => one.personId === personId) ?? null;
}

export function idsOf(helpers: readonly Helper[]): Id[] {
  return helpers.map(({ personId }) => personId);
}

/** A screen from before something that the decision hangs on is too old; null when it is not. */
export function refuseStale(crisis: OpenCrisis, seen: number): Refusal | null {
  const isStale = seen < crisis.decisiveVersion || seen > crisis.version;
  return isStale ? refuse('version-conflict', 'seen') : null;
}

/** Whoever said yes and still takes part in an alert that runs; or why not. */
export function takingPart(crisis: OpenCrisis, personId: Id): Helper | Refusal {
  const helper = helperOf(crisis, personId);
  if (helper === null) return refuse('not-asked');
  if (!isRunning(crisis)) return refuse('alert-over');
  if (!isStanding(helper) && helper.state !== 'missed-check') return refuse('not-accepted');
  return helper;
}

type Step = (after: OpenCrisis) => readonly CrisisEvent[];

/** What follows from these events: each step sees what all before it changed. */
export function follow(
  crisis: OpenCrisis,
  events: readonly CrisisEvent[],
  ...steps: readonly Step[]
): CrisisEvent[] {
  let all = [...events];
  let after = foldAll(crisis, events);
  for (const step of steps) {
    const more = step(after);
    after = foldAll(after, more);
    all = [...all, ...more];
  }
  return all;
}

function foldAll(crisis: OpenCrisis, events: readonly CrisisEvent[]): OpenCrisis {
  return events.reduce<OpenCrisis>((state, event) => {
    const next = evolve(state, event);
    if (next.status === 'none') throw new Error('an open crisis stays open');
    return next;
  }, crisis);
}

/** An instant so much later. */
export function later(now: string, durationMs: number): string {
  return new Date(Date.parse(now) + durationMs).toISOString();
}

export const MINUTE_MS = 60_000;
