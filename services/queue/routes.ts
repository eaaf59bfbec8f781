/** The edge of the queue: whose day and whose duty, opened for reading, and told anew when it comes out otherwise. */

import { projection as accessProjection } from '@bijspringen/access/access.projection.ts';
import type { Directory } from '@bijspringen/access/directory.ts';
import { authorize } from '@bijspringen/access/policy.ts';
import type { Principal } from '@bijspringen/access/principal.ts';
import { readRoute } from '@bijspringen/access/route.ts';
import { dutyView } from '@bijspringen/contracts/crisis/views.ts';
import { type QueueView, queueView } from '@bijspringen/contracts/queue/views.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import { ReadModelBuilding } from '@bijspringen/kernel/errors.ts';
import { STREAMS_MAX } from '@bijspringen/kernel/http/limits.ts';
import { problemResponse } from '@bijspringen/kernel/http/problem.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { type ChangeStreams, createChangeStreams } from '@bijspringen/kernel/http/sse.ts';
import { addDays, atLocalTime, toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import type { Kernel, RunningService } from '@bijspringen/kernel/service.ts';
import type { ReadLog } from '@bijspringen/kernel/vault/port.ts';
import { createQueueChanges, type QueueChanges } from './changes.ts';
import { projection as dutyProjection } from './duty.projection.ts';
import { type DutyTools, dutyViewOf } from './duty-view.ts';
import { createOpenedTexts } from './opened-texts.ts';
import { projection } from './queue.projection.ts';
import { createRowReader, districtPositions, openIds } from './queue-rows.ts';
import { type DistrictDay, nextMomentOf, nextTurn, today, type Viewer } from './today.policy.ts';

export type QueueOptions = {
  /** Told of every message that a queue shows to a person, once an hour for the same person and message. */
  readLog: ReadLog;
  log: Log;
};

/** For a district whose opening this host has not read yet. */
const TIME_ZONE = 'Europe/Amsterdam';
/** A day ahead is enough: at the end of the day everything is looked at anew. */
const DUTY_AHEAD_MS = 36 * 60 * 60 * 1_000;

/** The queue on a running kernel: `GET /api/queue`, `GET /api/queue/stream` and `GET /api/duty`. */
export function startQueue(kernel: Kernel, directory: Directory, options: QueueOptions): RunningService {
  const database = () => kernel.readModel(projection).database();
  const texts = createOpenedTexts({ vault: kernel.vault, clock: kernel.clock, ...options });
  const rowsOf = createRowReader(database);
  const timeZone = (districtId: Id) => directory.district(districtId)?.workingHours.timeZone ?? TIME_ZONE;
  const dayOf = (districtId: Id, now: string): DistrictDay => ({
    districtId,
    rows: rowsOf(districtId),
    endOfDay: endOfDay(now, timeZone(districtId)),
  });
  /** The last event of each district that touched its day or its duty. */
  const positions = () => {
    const last = new Map(districtPositions(database()));
    for (const [districtId, position] of districtPositions(kernel.readModel(dutyProjection).database())) {
      if (kernel.store.compare(position, last.get(districtId) ?? null) > 0) last.set(districtId, position);
    }
    return last;
  };
  const changes = createQueueChanges({
    kernel,
    isReady: () => isReadable(kernel),
    positions: () => positions(),
    nextTurn: (districtId, now) => {
      const turns = [nextTurn(dayOf(districtId, now), now), ...dutyTurns(directory, districtId, now)];
      return turns.sort()[0] ?? now;
    },
    onLook: () => texts.keepOnly(() => openIds(database())),
  });
  const streams = createStreams(kernel, changes);

  async function view(viewer: Viewer, now: string): Promise<QueueView> {
    const districts = districtsOf(viewer);
    const days = districts.map((districtId) => dayOf(districtId, now));
    const planned = today(days, now, viewer);
    const shown = new Set(planned.map((item) => item.signalId));
    const rows = days.flatMap((day) => day.rows).filter((row) => shown.has(row.signalId));
    const opened = await texts.read(rows);
    const items = planned.map((item) => {
      const { firstWords = null, place = null } = opened.get(item.signalId) ?? {};
      return { ...item, firstWords, place };
    });
    return { items, nextMoment: nextMomentOf(planned), now, position: await positionOf(districts) };
  }

  async function positionOf(districts: readonly Id[]): Promise<Position> {
    return lastOf(kernel, districts, positions()) ?? (await kernel.store.head()) ?? '';
  }

  const duty: DutyTools = {
    kernel,
    directory,
    texts,
    timeZone,
    endOfDay: (districtId, now) => endOfDay(now, timeZone(districtId)),
  };

  const routes: Route[] = [
    readRoute({
      method: 'get',
      path: '/api/queue',
      action: 'queue.read',
      answer: queueView,
      summary: 'The day of whoever asks, in the order in which it is shown, with the reason of each item.',
      async handle({ principal, now }) {
        const viewer = viewerOf(principal, 'queue.read');
        return viewer === null ? { problem: 'not-allowed' } : view(viewer, now.toISOString());
      },
    }),
    readRoute({
      method: 'get',
      path: '/api/duty',
      action: 'duty.read',
      answer: dutyView,
      summary: 'What a duty officer sees first: calls, running crises, talks that are due, who could come.',
      async handle({ principal, now }) {
        const viewer = viewerOf(principal, 'duty.read');
        if (viewer === null) return { problem: 'not-allowed' };
        const districts = districtsOf(viewer);
        const position = await positionOf(districts);
        return dutyViewOf(duty, { personId: viewer.personId, districts, now: now.toISOString(), position });
      },
    }),
    readRoute({
      method: 'get',
      path: '/api/queue/stream',
      action: 'queue.read',
      summary:
        'Says "changed" with a position when the day comes out otherwise: by an event, or by the clock.',
      handle({ principal, mayStill }) {
        const viewer = viewerOf(principal, 'queue.read');
        return viewer === null ? { problem: 'not-allowed' } : streams.open(districtsOf(viewer), mayStill);
      },
    }),
  ];
  return {
    routes,
    async stop() {
      streams.close();
      changes.stop();
    },
  };
}

function isReadable(kernel: Kernel): boolean {
  try {
    for (const each of [projection, dutyProjection, accessProjection]) kernel.readModel(each).database();
    return true;
  } catch (error) {
    if (error instanceof ReadModelBuilding) return false;
    throw error;
  }
}

/** One set of streams for everybody who works in the same districts; an empty one is let go of. */
function createStreams(kernel: Kernel, changes: QueueChanges) {
  const byDistricts = new Map<string, ChangeStreams>();

  function letGoOfEmpty(): number {
    let open = 0;
    for (const [key, streams] of byDistricts) {
      open += streams.count();
      if (streams.count() > 0) continue;
      streams.close();
      byDistricts.delete(key);
    }
    return open;
  }

  return {
    open(districts: readonly Id[], mayStill: () => Promise<boolean>): Response {
      if (letGoOfEmpty() >= STREAMS_MAX) return problemResponse('busy');
      const key = districts.join(' ');
      const onChange = (call: (position: Position) => void) => changes.watch(districts, call);
      const streams = byDistricts.get(key) ?? createChangeStreams({ clock: kernel.clock, onChange });
      byDistricts.set(key, streams);
      return streams.open(mayStill);
    },
    close(): void {
      for (const streams of byDistricts.values()) streams.close();
    },
  };
}

/** When somebody's duty begins or ends in this district before long: then it shows otherwise without any event. */
function dutyTurns(directory: Directory, districtId: Id, now: string): string[] {
  const organisationId = directory.district(districtId)?.organisationId;
  if (organisationId === undefined) return [];
  const until = new Date(Date.parse(now) + DUTY_AHEAD_MS).toISOString();
  return directory
    .shifts(organisationId, now, until)
    .filter((shift) => shift.districtIds.includes(districtId))
    .flatMap((shift) => [shift.from, shift.until])
    .filter((turn) => turn > now);
}

/** The person with what he was granted, as far as it opens this. null for somebody without a session. */
function viewerOf(principal: Principal, action: 'queue.read' | 'duty.read'): Viewer | null {
  if (principal.kind !== 'person') return null;
  const { personId, grants } = principal;
  const opens = ({ districtId, organisationId }: (typeof grants)[number]) =>
    authorize(principal, action, { districtId, organisationId }) === true;
  return { personId, grants: grants.filter(opens) };
}

function districtsOf({ grants }: Viewer): Id[] {
  return [...new Set(grants.map(({ districtId }) => districtId))].sort();
}

/** The last of the positions of these districts; null when nothing ever happened in them. */
function lastOf(
  kernel: Kernel,
  districts: readonly Id[],
  positions: ReadonlyMap<Id, Position>,
): Position | null {
  let last: Position | null = null;
  for (const districtId of districts) {
    const position = positions.get(districtId) ?? null;
    if (kernel.store.compare(position, last) > 0) last = position;
  }
  return last;
}

/** The first instant of tomorrow on the wall of the district. */
function endOfDay(now: string, timeZone: string): string {
  return atLocalTime(addDays(toLocalDate(now, timeZone), 1), '00:00', timeZone);
}
