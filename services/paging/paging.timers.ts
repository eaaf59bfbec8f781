/**
 * What makes a page begin, go on and end, as deadlines read from the read model: so it happens at least once, after a
 * restart too, and by its derived commandId only once.
 */
import type { Directory } from '@bijspringen/access/index.ts';
import type { CommandContext } from '@bijspringen/kernel/command-handler.ts';
import { derivedId, streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import type { Deadline, Timer } from '@bijspringen/kernel/timers.ts';
import { callsFrom, endOfDuty, nextShift } from './duty.policy.ts';
import { CAUSE_AGE_MAX_MS, CRISES_WATCHED_MAX, SHIFTS_AHEAD_MS } from './limits.ts';
import { type PageCommand, pageDecider } from './page.decider.ts';
import type { PageRow, PageRows, WatchedCrisis } from './pages.queries.ts';
import type { Roster } from './whom.policy.ts';

export type PagingTools = { kernel: Kernel; directory: Directory; rows: PageRows };

export function pagingTimers(tools: PagingTools): Timer[] {
  return [pagesTimer(tools), takeOversTimer(tools), escalationsTimer(tools), endingsTimer(tools)];
}

/** Begins a page for each cause, and again when somebody comes on duty after there was nobody. */
function pagesTimer(tools: PagingTools): Timer {
  const { rows, kernel } = tools;
  const oldest = () => shifted(kernel.clock.now().toISOString(), -CAUSE_AGE_MAX_MS);
  return {
    name: 'pages',
    open: (limit) => [
      ...rows.waiting(oldest(), limit).map(({ pageId, at }) => ({ key: `begin:${pageId}`, due: at })),
      ...rows.withNobody(oldest(), limit).flatMap((page) => resumption(tools, page) ?? []),
    ],
    async fire({ key }) {
      const [how = '', pageId = '', shiftId = ''] = key.split(':');
      const page = rows.page(pageId);
      if (page === null || page.handled !== null) return;
      const call = { roster: rosterFor(tools, page), pageMinutes: pageMinutes(tools, page) };
      if (how === 'begin') {
        if (page.status !== 'waiting') return;
        await command(tools, page, { ...call, type: 'BeginPage', about: aboutOf(page) }, [key]);
      } else {
        await command(tools, page, { ...call, type: 'ResumePage' }, [how, pageId, shiftId]);
      }
    },
  };
}

function resumption({ kernel, directory }: PagingTools, page: PageRow): Deadline | null {
  const now = kernel.clock.now().toISOString();
  const shifts = directory.shifts(page.organisationId, now, shifted(now, SHIFTS_AHEAD_MS));
  const shift = nextShift(shifts, page.districtId, now);
  if (shift === null) return null;
  const due = callsFrom(shift, page.since);
  return { key: `resume:${page.pageId}:${shift.shiftId}`, due };
}

/** A crisis whose officer's duty ended has to be taken over. */
function takeOversTimer(tools: PagingTools): Timer {
  const { rows, kernel } = tools;
  return {
    name: 'take-overs',
    open: (limit) => {
      const oldest = shifted(kernel.clock.now().toISOString(), -CAUSE_AGE_MAX_MS);
      return rows
        .openCrises(CRISES_WATCHED_MAX)
        .map((crisis) => ({ crisis, due: endOfOfficer(tools, crisis) }))
        .filter(({ crisis, due }) => due >= oldest && rows.page(takeOverId(crisis, due)) === null)
        .map(({ crisis, due }) => ({ key: crisis.crisisId, due }))
        .sort((a, b) => Date.parse(a.due) - Date.parse(b.due))
        .slice(0, limit);
    },
    async fire({ key, due }) {
      const crisis = rows.crisis(key);
      if (crisis === null || endOfOfficer(tools, crisis) !== due) return;
      const { crisisId, signalId, districtId, organisationId, correlationId } = crisis;
      const page = {
        pageId: takeOverId(crisis, due),
        causeId: null,
        why: 'take-over' as const,
        ...{ crisisId, signalId, districtId, organisationId, correlationId },
      };
      const call = { roster: rosterFor(tools, page), pageMinutes: pageMinutes(tools, page) };
      await command(tools, page, { ...call, type: 'BeginPage', about: aboutOf(page) }, ['begin']);
    },
  };
}

function endOfOfficer({ kernel, directory }: PagingTools, crisis: WatchedCrisis): string {
  const { officer: personId, districtId, since } = crisis;
  const until = shifted(kernel.clock.now().toISOString(), SHIFTS_AHEAD_MS);
  return endOfDuty(directory.shifts(crisis.organisationId, since, until), { personId, districtId, since });
}

function takeOverId({ crisisId, officer }: WatchedCrisis, due: string): string {
  return derivedId('page', 'take-over', crisisId, officer, due);
}

/** The next step of a page that nobody acknowledged in time. */
function escalationsTimer(tools: PagingTools): Timer {
  const { rows } = tools;
  return {
    name: 'escalations',
    open: (limit) =>
      rows.calling(limit).map(({ pageId, step, since, acknowledgeBefore }) => ({
        key: `${pageId}:${step}`,
        due: acknowledgeBefore ?? since,
      })),
    async fire({ key, due }) {
      const [pageId = '', stepText = ''] = key.split(':');
      const page = rows.page(pageId);
      if (page === null || page.handled !== null || page.status !== 'calling') return;
      const call = { roster: rosterFor(tools, page), pageMinutes: pageMinutes(tools, page) };
      await command(tools, page, { ...call, type: 'EscalatePage', step: Number(stepText) }, [
        'step',
        stepText,
        due,
      ]);
    },
  };
}

/** Puts on record who did what a page was for, so that nobody is called for it any more. */
function endingsTimer(tools: PagingTools): Timer {
  const { rows } = tools;
  return {
    name: 'page-endings',
    open: (limit) =>
      rows.handled(limit).map(({ pageId, since, handled }) => ({ key: pageId, due: handled?.at ?? since })),
    async fire({ key }) {
      const page = rows.page(key);
      if (page?.handled == null) return;
      const { by, eventId } = page.handled;
      await command(tools, { ...page, causeId: eventId }, { type: 'EndPage', personId: by }, [
        'end',
        eventId,
      ]);
    },
  };
}

type PageOf = Pick<
  PageRow,
  'pageId' | 'why' | 'signalId' | 'crisisId' | 'districtId' | 'organisationId' | 'correlationId' | 'causeId'
>;

function aboutOf({ signalId, crisisId, why }: PageOf) {
  return { signalId: signalId ?? undefined, crisisId: crisisId ?? undefined, why };
}

/** Who can be called now. Whoever's duty just ended is not asked to take over. */
function rosterFor({ kernel, directory, rows }: PagingTools, page: PageOf): Roster {
  const onDuty = directory.onDuty(page.districtId, kernel.clock.now().toISOString());
  const at = (place: 'first' | 'second') =>
    onDuty.filter((each) => each.place === place).map(({ personId }) => personId);
  const crisis = page.crisisId === null || page.why === 'take-over' ? null : rows.crisis(page.crisisId);
  return { first: at('first'), second: at('second'), officer: crisis?.officer };
}

function pageMinutes({ directory }: PagingTools, { districtId }: PageOf): number {
  return directory.escalationPolicy(districtId).policy.pageMinutes;
}

/** The parts name this one step of this one page: sent again, by any host, it is the same command. */
async function command(
  { kernel }: PagingTools,
  page: PageOf,
  asked: PageCommand,
  parts: readonly string[],
): Promise<void> {
  const { pageId, districtId, organisationId, correlationId, causeId } = page;
  const context: CommandContext = {
    districtId,
    organisationId,
    correlationId,
    ...(causeId === null ? {} : { causationId: causeId }),
    actor: { kind: 'system', part: 'timer' },
    ...CRISIS_GROUND,
    commandId: derivedId('page-command', pageId, ...parts),
    content: { pageId, parts },
  };
  await kernel.handle(pageDecider, streamName('page', pageId), asked, context);
}

/** Why the data of a page are used, and on which ground. */
export const CRISIS_GROUND = { purpose: 'crisis-response', legalBasis: 'vital-interest' } as const;

function shifted(instant: string, byMs: number): string {
  return new Date(Date.parse(instant) + byMs).toISOString();
}
