/** One call for the duty officer: begun by what happened, again at every step, over when somebody acknowledged it. */
import type { PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { PageReason } from '@bijspringen/contracts/crisis/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type Context, type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';
import { PAGE_STEPS_MAX } from './limits.ts';
import { type Roster, whomToCall } from './whom.policy.ts';

/** What a page is about. */
export type About = { signalId?: Id | undefined; crisisId?: Id | undefined; why: PageReason };

type Calling = { about: About; step: number; calledIds: readonly Id[] };

export type Page =
  | { status: 'none' }
  | (Calling & { status: 'calling'; acknowledgeBefore: string })
  /** Nobody was on the roster; the next who comes on duty is called. */
  | (Calling & { status: 'nobody' })
  /** Everybody was called for an hour. It stays open, and whoever sees it may still pick it up. */
  | (Calling & { status: 'unanswered' })
  | { status: 'over'; personId: Id };

export type PageCommand =
  | { type: 'BeginPage'; about: About; roster: Roster; pageMinutes: number }
  /** Somebody came on duty after there was nobody. */
  | { type: 'ResumePage'; roster: Roster; pageMinutes: number }
  /** `step` was not acknowledged in its time. */
  | { type: 'EscalatePage'; step: number; roster: Roster; pageMinutes: number }
  | { type: 'AcknowledgePage'; personId: Id; isOnDuty: boolean }
  /** Somebody did the work that the page was for. */
  | { type: 'EndPage'; personId: Id };

const initialState: Page = { status: 'none' };

function evolve(page: Page, event: PageEvent): Page {
  switch (event.type) {
    case 'DutyPaged': {
      const { signalId, crisisId, why, step, personIds, acknowledgeBefore } = event.data;
      const calledIds = [...new Set([...calledBefore(page), ...personIds])];
      return { status: 'calling', about: { signalId, crisisId, why }, step, calledIds, acknowledgeBefore };
    }
    case 'NobodyOnDuty':
      return { status: 'nobody', about: event.data, step: 0, calledIds: calledBefore(page) };
    case 'PageAcknowledged':
      return { status: 'over', personId: event.data.personId };
    case 'PageUnanswered': {
      if (page.status !== 'calling') throw new Error(`PageUnanswered on a page that is ${page.status}`);
      const { about, step, calledIds } = page;
      return { status: 'unanswered', about, step, calledIds };
    }
    default:
      return never(event);
  }
}

function calledBefore(page: Page): readonly Id[] {
  return 'calledIds' in page ? page.calledIds : [];
}

type Call = { about: About; step: number; roster: Roster; pageMinutes: number };

/** The call of a step, or that there is nobody to call. */
function call({ about, step, roster, pageMinutes }: Call, { now }: Context): Decision<PageEvent> {
  const personIds = whomToCall(step, roster);
  const what = present(about);
  if (personIds.length === 0) return [{ type: 'NobodyOnDuty', data: what }];
  const acknowledgeBefore = new Date(Date.parse(now) + pageMinutes * MINUTE_MS).toISOString();
  return [{ type: 'DutyPaged', data: { ...what, step, personIds, acknowledgeBefore } }];
}

const MINUTE_MS = 60_000;

/** Without the fields that are absent, so that an event reads back from JSON as it was written. */
function present({ signalId, crisisId, why }: About): About {
  return {
    ...(signalId === undefined ? {} : { signalId }),
    ...(crisisId === undefined ? {} : { crisisId }),
    why,
  };
}

type CommandOf<T extends PageCommand['type']> = Extract<PageCommand, { type: T }>;

function begin(command: CommandOf<'BeginPage'>, page: Page, context: Context): Decision<PageEvent> {
  return page.status === 'none' ? call({ ...command, step: 1 }, context) : [];
}

function resume(command: CommandOf<'ResumePage'>, page: Page, context: Context): Decision<PageEvent> {
  if (page.status !== 'nobody' || whomToCall(1, command.roster).length === 0) return [];
  return call({ ...command, about: page.about, step: 1 }, context);
}

function escalate(command: CommandOf<'EscalatePage'>, page: Page, context: Context): Decision<PageEvent> {
  if (page.status !== 'calling' || page.step !== command.step) return [];
  if (context.now < page.acknowledgeBefore) return [];
  if (page.step >= PAGE_STEPS_MAX) return [{ type: 'PageUnanswered', data: {} }];
  return call({ ...command, about: page.about, step: page.step + 1 }, context);
}

function acknowledge(command: CommandOf<'AcknowledgePage'>, page: Page): Decision<PageEvent> {
  const { personId, isOnDuty } = command;
  if (page.status === 'none') return refuse('not-found');
  if (page.status === 'over') return page.personId === personId ? [] : refuse('page-over');
  if (!isOnDuty && !page.calledIds.includes(personId)) return refuse('not-allowed');
  return [{ type: 'PageAcknowledged', data: { personId } }];
}

function end({ personId }: CommandOf<'EndPage'>, page: Page): Decision<PageEvent> {
  if (page.status === 'none' || page.status === 'over') return [];
  return [{ type: 'PageAcknowledged', data: { personId } }];
}

function decide(command: PageCommand, page: Page, context: Context): Decision<PageEvent> {
  switch (command.type) {
    case 'BeginPage':
      return begin(command, page, context);
    case 'ResumePage':
      return resume(command, page, context);
    case 'EscalatePage':
      return escalate(command, page, context);
    case 'AcknowledgePage':
      return acknowledge(command, page);
    case 'EndPage':
      return end(command, page);
    default:
      return never(command);
  }
}

export const pageDecider: Decider<Page, PageCommand, PageEvent> = {
  category: 'page',
  initialState,
  evolve,
  decide,
};
