/** What the routes and timers of this service share: how a crisis is loaded, commanded, and who may decide. */
import {
  type Action,
  authorize,
  type Directory,
  type District,
  type Principal,
  roleFor,
} from '@bijspringen/access/index.ts';
import type { CrisisCommand, Ending } from '@bijspringen/contracts/crisis/commands.ts';
import { type CrisisEvent, crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { crisisUpcasts } from '@bijspringen/contracts/crisis/upcasts.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import type { CommandContext, Handled } from '@bijspringen/kernel/command-handler.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { UnknownEventType } from '@bijspringen/kernel/errors.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Answer } from '@bijspringen/kernel/http/route.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { aftercareMoments } from './aftercare.policy.ts';
import { crisisDecider } from './crisis.decider.ts';
import type { CrisisRows } from './crisis.queries.ts';
import type { Crisis, OpenCrisis } from './crisis.state.ts';

export type CrisisTools = { kernel: Kernel; directory: Directory; rows: CrisisRows };

export const catalogue = createCatalogue({ crisis: crisisEvents }, crisisUpcasts);

/** One event of a crisis with when, who and where in the log. */
export type Told = CrisisEvent & { recorded: RecordedEvent };
type OpenedData = Extract<CrisisEvent, { type: 'CrisisOpened' }>['data'];

/** A crisis as its stream tells it. */
export type Loaded = {
  crisisId: Id;
  district: District;
  organisationId: Id;
  crisis: OpenCrisis;
  opened: OpenedData;
  events: readonly Told[];
};

/** Read from the log, so that it shows what was written a moment ago. Refuses `not-found` and `newer-than-me`. */
export async function load({ kernel, directory }: CrisisTools, crisisId: Id): Promise<Loaded | Refusal> {
  const stream = await kernel.store.readStream(streamName('crisis', crisisId));
  const first = stream[0];
  if (!first) return refuse('not-found');
  const district = directory.district(first.metadata.districtId);
  if (!district) return refuse('not-found');
  try {
    // The catalogue vouches for the shape of what it gives.
    const events = stream.map((one): Told => {
      const recorded = catalogue.fromStored(one);
      return { type: recorded.type, data: recorded.data, recorded } as unknown as Told;
    });
    const crisis = events.reduce<Crisis>(crisisDecider.evolve, crisisDecider.initialState);
    const opened = events.find((event) => event.type === 'CrisisOpened');
    if (crisis.status === 'none' || opened === undefined) return refuse('not-found');
    const { organisationId } = first.metadata;
    return { crisisId, district, organisationId, crisis, opened: opened.data, events };
  } catch (error) {
    if (error instanceof UnknownEventType) return refuse('newer-than-me');
    throw error;
  }
}

export type Asking = { principal: Principal; action: Action; now: Date };

/** The same for somebody whose role in that district allows it. */
export async function loadFor(
  tools: CrisisTools,
  crisisId: Id,
  { principal, action }: Pick<Asking, 'principal' | 'action'>,
): Promise<Loaded | Refusal> {
  const loaded = await load(tools, crisisId);
  if (isRefusal(loaded)) return loaded;
  const { district, organisationId } = loaded;
  const allowed = authorize(principal, action, { districtId: district.districtId, organisationId });
  return allowed === true ? loaded : refuse(allowed);
}

/** Whoever has duty in the district now; and the crisis' own officer, also when her duty ended and nobody took over. */
export function mayDecide(
  { directory }: CrisisTools,
  { district, crisis }: Pick<Loaded, 'district'> & { crisis: Pick<OpenCrisis, 'dutyPersonId'> | null },
  personId: Id,
  now: string,
): boolean {
  if (crisis?.dutyPersonId === personId) return true;
  return directory.onDuty(district.districtId, now).some((one) => one.personId === personId);
}

/** The professionals on the roster besides this one. */
export function backupFor({ directory }: CrisisTools, districtId: Id, now: string, besides: Id): Id[] {
  const onDuty = directory.onDuty(districtId, now).map(({ personId }) => personId);
  return [...new Set(onDuty)].filter((personId) => personId !== besides);
}

export function endingOf(tools: CrisisTools, { district, crisis }: Loaded, now: string): Ending {
  return {
    moments: aftercareMoments(now, district.workingHours.timeZone),
    backupPersonIds: backupFor(tools, district.districtId, now, crisis.dutyPersonId),
  };
}

/** Who acts, as an event remembers it. */
export function actorOf(principal: Principal, action: Action, where: Place): Actor {
  const role = roleFor(principal, action, {
    districtId: where.districtId,
    organisationId: where.organisationId,
  });
  if (principal.kind !== 'person' || role === null) throw new Error('only a person with a role acts here');
  return { kind: 'person', personId: principal.personId, role };
}

export const TIMER: Actor = { kind: 'system', part: 'timer' };

type Place = { districtId: Id; organisationId: Id };
/** Whose crisis it is: what every event of it carries. */
export type Matter = Place & { crisisId: Id; signalId: Id | null };
export type Sent = { commandId: Id; actor: Actor; content: unknown };

export function matterOf({ crisisId, district, organisationId, crisis }: Loaded): Matter {
  return { crisisId, districtId: district.districtId, organisationId, signalId: crisis.signalId };
}

/** Under whose key the words of this crisis are sealed: the signal's matter, or its own. */
export function subjectOf({ crisisId, signalId }: Pick<Matter, 'crisisId' | 'signalId'>) {
  return `matter-${signalId ?? crisisId}` as const;
}

/** Hands a command to the decider. */
export function command(
  { kernel }: CrisisTools,
  { crisisId, districtId, organisationId, signalId }: Matter,
  asked: CrisisCommand,
  sent: Sent,
): Promise<Handled<Crisis> | Refusal> {
  const context: CommandContext = {
    ...sent,
    districtId,
    organisationId,
    purpose: 'crisis-response',
    legalBasis: 'vital-interest',
    correlationId: signalId ?? crisisId,
  };
  return kernel.handle(crisisDecider, streamName('crisis', crisisId), asked, context);
}

/** `done`, or the refusal. */
export function doneAnswer(handled: Handled<Crisis> | Refusal): Answer {
  return isRefusal(handled) ? handled : { position: positionOf(handled) };
}

/** A command that was not refused left its stream with at least one event. */
export function positionOf({ position }: Handled<Crisis>): Position {
  if (position === null) throw new Error('a command on an empty stream was not refused');
  return position;
}
