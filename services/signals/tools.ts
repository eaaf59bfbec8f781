/** What the routes of this service share: the kernel, the read models, and how a signal is loaded and commanded. */
import {
  type Action,
  authorize,
  type Directory,
  type District,
  type Principal,
  roleFor,
} from '@bijspringen/access/index.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { type SignalEvent, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { signalUpcasts } from '@bijspringen/contracts/signals/upcasts.ts';
import type { Kind } from '@bijspringen/contracts/signals/values.ts';
import { type Catalogue, createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import type { CommandContext, Handled } from '@bijspringen/kernel/command-handler.ts';
import { type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { UnknownEventType } from '@bijspringen/kernel/errors.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { RateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import { answerBefore, endOfWorkingDay, isWorkingNow, readBefore } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import type { CodesUnderWay } from './codes-under-way.ts';
import type { PlaceIndex } from './place-index.ts';
import type { RaiseLimit } from './raise-limit.ts';
import { signalDecider } from './signal.decider.ts';
import type { Signal } from './signal.state.ts';
import type { SignalRows } from './signals.queries.ts';

export type SignalTools = {
  kernel: Kernel;
  directory: Directory;
  rows: SignalRows;
  codes: CodesUnderWay;
  places: PlaceIndex;
  /** Whether whoever sends this may raise something now. */
  mayRaise: RaiseLimit;
  /** How often the neighbour may write on one signal. */
  writes: Pick<RateLimiter, 'allows'>;
};

export const catalogue: Catalogue = createCatalogue({ signal: signalEvents }, signalUpcasts);

/** A signal as its stream tells it, with whose it is. */
export type Loaded = {
  signalId: Id;
  district: District;
  organisationId: Id;
  kind: Kind;
  signal: Signal;
  events: readonly RecordedEvent[];
};

/** Read from the log, so that it shows what was written a moment ago. Refuses `not-found` and `newer-than-me`. */
export async function load({ kernel, directory }: SignalTools, signalId: Id): Promise<Loaded | Refusal> {
  const recorded = await kernel.store.readStream(streamName('signal', signalId));
  const first = recorded[0];
  if (!first) return refuse('not-found');
  const district = directory.district(first.metadata.districtId);
  if (!district) return refuse('not-found');
  try {
    const events = recorded.map((event) => catalogue.fromStored(event));
    // The catalogue vouches for the shape of what it gives.
    const told = events.map(({ type, data }) => ({ type, data }) as SignalEvent);
    const signal = told.reduce(signalDecider.evolve, signalDecider.initialState);
    const raised = told.find((event) => event.type === 'SignalRaised');
    if (!raised) return refuse('not-found');
    const { organisationId } = first.metadata;
    return { signalId, district, organisationId, kind: raised.data.kind, signal, events };
  } catch (error) {
    if (error instanceof UnknownEventType) return refuse('newer-than-me');
    throw error;
  }
}

/** The same for a worker, who may only touch signals of a district where the role is held. */
export async function loadFor(
  tools: SignalTools,
  principal: Principal,
  asked: { signalId: Id; action: Action },
): Promise<Loaded | Refusal> {
  const loaded = await load(tools, asked.signalId);
  if ('refused' in loaded) return loaded;
  const { district, organisationId } = loaded;
  const allowed = authorize(principal, asked.action, { districtId: district.districtId, organisationId });
  return allowed === true ? loaded : refuse(allowed);
}

/** Who acts, as an event remembers it. */
export function actorOf(principal: Principal, action: Action, where: Loaded['district']): Actor {
  const role = roleFor(principal, action, {
    districtId: where.districtId,
    organisationId: where.organisationId,
  });
  return principal.kind === 'person' && role !== null
    ? { kind: 'person', personId: principal.personId, role }
    : { kind: 'reporter' };
}

/** Whose signal it is and why it is used: what every event of it carries. */
export type Matter = { signalId: Id; districtId: Id; organisationId: Id; kind: Kind };

export type Sent = { commandId: Id; actor: Actor; content: unknown };

/** Hands a command to the decider. */
export function command(
  { kernel }: SignalTools,
  matter: Matter,
  asked: SignalCommand,
  sent: Sent,
): Promise<Handled<Signal> | Refusal> {
  const { signalId, districtId, organisationId, kind } = matter;
  const context: CommandContext = {
    ...sent,
    districtId,
    organisationId,
    ...groundFor(kind),
    correlationId: signalId,
  };
  return kernel.handle(signalDecider, streamName('signal', signalId), asked, context);
}

/** A worry or a call for help is public work; what somebody wants to do or give is used because they ask us to. */
function groundFor(kind: Kind): Pick<CommandContext, 'purpose' | 'legalBasis'> {
  return kind === 'concern' || kind === 'help'
    ? { purpose: 'early-help', legalBasis: 'public-task' }
    : { purpose: 'taking-part', legalBasis: 'consent' };
}

/** The promises that follow from this moment in this district, and whether somebody is at work. */
export function clockAt(now: Date, district: District): Moments {
  const instant = now.toISOString();
  const { districtId, workingHours } = district;
  // Whatever follows from working hours follows from the minute, and calendars are slow: many raise in one minute.
  const key = `${instant.slice(0, MINUTE_CHARACTERS)} ${districtId} ${JSON.stringify(workingHours)}`;
  if (latest?.key === key) return latest.moments;
  const moments = {
    readBefore: readBefore(instant, workingHours),
    answerBefore: answerBefore(instant, workingHours),
    isAtWork: isWorkingNow(instant, workingHours),
  };
  latest = { key, moments };
  return moments;
}

export type Moments = { readBefore: string; answerBefore: string; isAtWork: boolean };
/** `2026-11-22T09:41` */
const MINUTE_CHARACTERS = 16;
/** The last that was worked out: the same question gives the same answer, so nobody can tell. */
let latest: { key: string; moments: Moments } | null = null;

/** A step on a local date is to be done before the end of that working day. */
export function beforeEndOf(localDate: string, district: District): string {
  return endOfWorkingDay(localDate, district.workingHours);
}
