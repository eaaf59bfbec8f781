/** The roster: who has duty now and later, where nobody has, and planning, taking over, handing over and cancelling. */
import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { batch, computed, createModel, signal } from '@preact/signals';
import type { Outcome, WorkProblem } from '../api/work.ts';
import type { RosterApi } from '../api/work-roster.ts';
import { rosterWords as words } from '../i18n/work-roster.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { addDays, clockTime, localDateOf } from './work-dates.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import { clockOf, shiftSpan } from './work-roster-times.ts';
import type { FieldErrors } from './work-sheets.ts';

export type Shift = RosterView['shifts'][number];
export type RosterSheet = 'plan' | 'shift' | 'hand-over' | 'cancel';
export type ShiftDraft = {
  personId: string | null;
  place: 'first' | 'second';
  districtIds: readonly string[];
  on: string;
  from: string;
  until: string;
};
export type RosterDeps = {
  api: Pick<RosterApi, 'roster' | 'plan' | 'cancel' | 'handOver'>;
  now: () => Date;
  sessionEnded: () => void;
};

export const ROSTER_DAYS = 7;
/** One day more is asked for: a night that begins on the last day ends on the next. */
const ASKED_DAYS = ROSTER_DAYS + 1;
const HOUR_MS = 60 * 60 * 1_000;
/** Who takes over where nobody has duty does so for a working day, or until the next shift begins. */
const TAKE_OVER_HOURS = 8;
const SHIFT_HOURS_MAX = 24;

function isNow({ from, until }: { from: string; until: string }, now: Date): boolean {
  return Date.parse(from) <= now.getTime() && now.getTime() < Date.parse(until);
}

/** A whole local day in hours is 23 or 25 twice a year, so the span itself is measured. */
function hoursOf({ from, until }: { from: string; until: string }): number {
  return (Date.parse(until) - Date.parse(from)) / HOUR_MS;
}

/** What begins in the shown week; a shift that runs now belongs to it too. */
function weekOf(view: RosterView, firstDay: string): RosterView {
  const lastDay = addDays(firstDay, ROSTER_DAYS);
  const isShown = ({ from }: { from: string }) => localDateOf(from, view.timeZone) < lastDay;
  return {
    ...view,
    shifts: view.shifts.filter(isShown),
    gaps: view.gaps.filter(isShown),
    coverage: view.coverage.filter(({ on }) => on < lastDay),
  };
}

export const WorkRoster = createModel((deps: RosterDeps) => {
  const view = signal<RosterView | null>(null);
  const from = signal<string | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const sheet = signal<RosterSheet | null>(null);
  const chosen = signal<Shift | null>(null);
  const draft = signal<ShiftDraft | null>(null);
  const toPersonId = signal<string | null>(null);
  const fieldErrors = signal<FieldErrors>({});
  const refusal = signal<string | null>(null);
  const said = signal<string | null>(null);
  const isSaving = signal(false);
  const commands = createCommandIds();
  let latestRequest = 0;

  async function load(): Promise<void> {
    const day = from.value;
    if (day === null) return;
    const request = ++latestRequest;
    const outcome = await deps.api.roster(day, ASKED_DAYS);
    if (request !== latestRequest) return;
    if (!outcome.ok) {
      problem.value = outcome.problem;
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      return;
    }
    batch(() => {
      view.value = weekOf(outcome.value, day);
      problem.value = null;
    });
  }

  function close(): void {
    sheet.value = null;
    chosen.value = null;
    toPersonId.value = null;
    fieldErrors.value = {};
    refusal.value = null;
  }

  async function send(
    what: { name: string; body: object; words: string },
    call: (commandId: string) => Promise<Outcome<{ position: string }>>,
  ): Promise<boolean> {
    if (isSaving.value) return false;
    isSaving.value = true;
    refusal.value = null;
    const outcome = await call(commands.idFor(what.name, what.body));
    isSaving.value = false;
    if (!outcome.ok) {
      fieldErrors.value = outcome.problem.fields;
      refusal.value = inWords(outcome.problem);
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      else if (outcome.problem.code !== 'offline') await load();
      return false;
    }
    commands.done(what.name);
    close();
    said.value = what.words;
    await load();
    return true;
  }

  const now = computed(() => {
    const shifts = view.value?.shifts ?? [];
    return {
      first: shifts.find((each) => each.place === 'first' && isNow(each, deps.now())) ?? null,
      second: shifts.find((each) => each.place === 'second' && isNow(each, deps.now())) ?? null,
    };
  });

  function emptyDraft(day: string): ShiftDraft {
    const mine = view.value?.officers.find((each) => each.isYou);
    return {
      personId: mine?.personId ?? null,
      place: 'first',
      districtIds: view.value?.districts.map((each) => each.districtId) ?? [],
      on: day,
      from: '',
      until: '',
    };
  }

  function check(shift: ShiftDraft): FieldErrors {
    const errors: FieldErrors = {};
    if (shift.personId === null) errors.who = words.whoMissing;
    if (shift.districtIds.length === 0) errors.districts = words.districtsMissing;
    if (clockOf(shift.from) === null) errors.from = words.timeMissing;
    if (clockOf(shift.until) === null) errors.until = words.timeMissing;
    return errors;
  }

  function planBody(shift: ShiftDraft, timeZone: string) {
    const { personId, place, on } = shift;
    const [begins, ends] = [clockOf(shift.from), clockOf(shift.until)];
    if (personId === null || begins === null || ends === null) return null;
    const span = shiftSpan({ on, from: begins, until: ends }, timeZone);
    return { personId, place, districtIds: [...shift.districtIds], ...span };
  }

  return {
    view,
    from,
    problem,
    sheet,
    chosen,
    draft,
    toPersonId,
    fieldErrors,
    refusal,
    said,
    isSaving,
    now,
    load,
    async show(day: string) {
      from.value = day;
      await load();
    },
    async turn(weeks: number) {
      if (from.value === null) return;
      from.value = addDays(from.value, weeks * ROSTER_DAYS);
      await load();
    },
    /** A gap proposes its own times; without one the day stands and the times are asked. */
    plan(day: string, gap?: { from: string; until: string }) {
      close();
      said.value = null;
      const timeZone = view.value?.timeZone ?? 'UTC';
      const empty = emptyDraft(gap === undefined ? day : localDateOf(gap.from, timeZone));
      const longest =
        gap === undefined
          ? null
          : Math.min(Date.parse(gap.until), Date.parse(gap.from) + SHIFT_HOURS_MAX * HOUR_MS);
      draft.value =
        gap === undefined || longest === null
          ? empty
          : { ...empty, from: clockTime(gap.from, timeZone), until: clockTime(new Date(longest), timeZone) };
      sheet.value = 'plan';
    },
    change(changed: Partial<ShiftDraft>) {
      if (draft.value !== null) draft.value = { ...draft.value, ...changed };
    },
    toggleDistrict(districtId: string) {
      const known = draft.value?.districtIds ?? [];
      const changed = known.includes(districtId)
        ? known.filter((each) => each !== districtId)
        : [...known, districtId];
      if (draft.value !== null) draft.value = { ...draft.value, districtIds: changed };
    },
    open(shift: Shift) {
      close();
      said.value = null;
      chosen.value = shift;
      sheet.value = 'shift';
    },
    go(name: 'hand-over' | 'cancel') {
      fieldErrors.value = {};
      refusal.value = null;
      sheet.value = name;
    },
    close,
    dismiss() {
      said.value = null;
      refusal.value = null;
    },
    async savePlan() {
      const shift = draft.value;
      const timeZone = view.value?.timeZone;
      if (shift === null || timeZone === undefined) return false;
      fieldErrors.value = check(shift);
      const body = planBody(shift, timeZone);
      if (Object.keys(fieldErrors.value).length > 0 || body === null) return false;
      if (hoursOf(body) > SHIFT_HOURS_MAX) {
        fieldErrors.value = { until: words.tooLong };
        return false;
      }
      return await send({ name: 'plan', body, words: words.planned }, (commandId) =>
        deps.api.plan({ commandId, ...body }),
      );
    },
    async cancel() {
      const shift = chosen.value;
      if (shift === null) return false;
      return await send({ name: `cancel ${shift.shiftId}`, body: {}, words: words.cancelled }, (commandId) =>
        deps.api.cancel(shift.shiftId, { commandId }),
      );
    },
    async handOver() {
      const shift = chosen.value;
      const to = toPersonId.value;
      if (shift === null) return false;
      if (to === null) {
        fieldErrors.value = { to: words.handOverMissing };
        return false;
      }
      const body = { toPersonId: to };
      return await send({ name: `hand-over ${shift.shiftId}`, body, words: words.handedOver }, (commandId) =>
        deps.api.handOver(shift.shiftId, { commandId, ...body }),
      );
    },
    /** "Ik neem nu over": the rest of the running shift, or a new one where nobody has duty. */
    async takeOver() {
      const mine = view.value?.officers.find((each) => each.isYou);
      if (mine === undefined || view.value === null) return false;
      said.value = null;
      const running = now.value.first;
      if (running !== null) {
        const body = { toPersonId: mine.personId };
        return await send({ name: `take ${running.shiftId}`, body, words: words.takenOver }, (commandId) =>
          deps.api.handOver(running.shiftId, { commandId, ...body }),
        );
      }
      const begins = deps.now();
      const next = view.value.shifts
        .filter((each) => each.place === 'first' && Date.parse(each.from) > begins.getTime())
        .map((each) => Date.parse(each.from));
      const ends = Math.min(begins.getTime() + TAKE_OVER_HOURS * HOUR_MS, ...next);
      const body = {
        personId: mine.personId,
        place: 'first' as const,
        districtIds: view.value.districts.map((each) => each.districtId),
        from: begins.toISOString(),
        until: new Date(ends).toISOString(),
      };
      return await send({ name: 'take', body, words: words.takenOver }, (commandId) =>
        deps.api.plan({ commandId, ...body }),
      );
    },
    forget() {
      latestRequest += 1;
      view.value = null;
      problem.value = null;
      draft.value = null;
      said.value = null;
      close();
    },
  };
});
export type WorkRosterModel = InstanceType<typeof WorkRoster>;
