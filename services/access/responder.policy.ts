/** Whether a crisis-trained resident may be asked at a moment, and why not. Pure; the same for an alert and for a screen. */
import { RESPONDER_AGREEMENT_EDITION } from '@bijspringen/contracts/people/values.ts';
import type { Availability } from '@bijspringen/contracts/roster/events.ts';
import { addDays, atLocalTime, toLocalDate, weekdayOf } from '@bijspringen/kernel/local-time.ts';
import type { Responder } from './directory.ts';

/** Local dates: `on` and `validUntil` are both days on which it is valid. */
export type Training = { on: string; validUntil: string };
/** Instants: `from` is in it, `until` is not. null is without end on that side. */
export type Span = { from: string | null; until: string | null };
/** What stands in the way, in the order of what to do first. */
export type MissingForAlert = 'contact' | 'adult' | 'training' | 'agreement' | 'availability';

/** Valid on and after `on`, up to and including `validUntil`. */
export function isTrainedOn(trainings: readonly Training[], localDate: string): boolean {
  return trainings.some(({ on, validUntil }) => on <= localDate && localDate <= validUntil);
}

/** The last day of the training that lasts longest, gone by or not; null when there was none. */
export function trainedUntil(trainings: readonly Training[]): string | null {
  return trainings.reduce<string | null>(
    (last, { validUntil }) => (last === null || validUntil > last ? validUntil : last),
    null,
  );
}

/** An accepted edition counts when it is the one of today; one of a newer release counts too. */
export function isAgreementCurrent(edition: number | null): boolean {
  return edition !== null && edition >= RESPONDER_AGREEMENT_EDITION;
}

/**
 * Whether an alert may come at this instant. After a "now" or a pause that had an end, the weekly hours count again; where
 * there are none, nobody is asked who did not say so.
 */
export function isAvailableAt(availability: Availability | null, instant: string, timeZone: string): boolean {
  const today = toLocalDate(instant, timeZone);
  const spans = availableSpans(availability, { fromDate: today, toDate: today, timeZone });
  return spans.some((span) => isWithin(instant, span));
}

/** Local dates, both included. `toInstant` may remember what it worked out, where many people are looked at. */
export type Dates = {
  fromDate: string;
  toDate: string;
  timeZone: string;
  toInstant?: (localDate: string, localTime: string, timeZone: string) => string;
};

/** When somebody is available on these dates; spans that only touch them may be longer. */
export function availableSpans(availability: Availability | null, dates: Dates): Span[] {
  if (availability === null) return [];
  const { mode, until = null, hours } = availability;
  if (mode === 'hours') return weeklySpans(hours, dates);
  if (until === null) return mode === 'now' ? [{ from: null, until: null }] : [];
  const afterwards = weeklySpans(hours, dates).flatMap((span) => cutBefore(span, until));
  return mode === 'now' ? [{ from: null, until }, ...afterwards] : afterwards;
}

function weeklySpans(
  hours: Availability['hours'],
  { fromDate, toDate, timeZone, toInstant = atLocalTime }: Dates,
): Span[] {
  if (hours.length === 0) return [];
  const spans: Span[] = [];
  // Hours of the evening before may run into the first day.
  for (let date = addDays(fromDate, -1); date <= toDate; date = addDays(date, 1)) {
    const weekday = weekdayOf(date);
    for (const { from, to } of hours.filter((each) => each.weekday === weekday)) {
      const endDate = to > from ? date : addDays(date, 1);
      spans.push({ from: toInstant(date, from, timeZone), until: toInstant(endDate, to, timeZone) });
    }
  }
  return spans;
}

/** True from the first moment of the span until before the last. */
export function isWithin(instant: string, { from, until }: Span): boolean {
  return (from === null || from <= instant) && (until === null || instant < until);
}

/** Why an alert cannot come to this person at this instant; empty when it can. A phone is another matter (devices). */
export function missingForAlert(
  responder: Omit<Responder, 'personId'>,
  instant: string,
  timeZone: string,
): MissingForAlert[] {
  const has: Record<MissingForAlert, boolean> = {
    contact: responder.contact !== null,
    adult: responder.isAdult,
    training: isTrainedOn(responder.trainings, toLocalDate(instant, timeZone)),
    agreement: isAgreementCurrent(responder.agreementEdition),
    availability: isAvailableAt(responder.availability, instant, timeZone),
  };
  return inOrder.filter((each) => !has[each]);
}

/** All of it: contact given, 18 or older, trained, agreed and available at this instant. */
export function mayBeAlerted(
  responder: Omit<Responder, 'personId'>,
  instant: string,
  timeZone: string,
): boolean {
  return missingForAlert(responder, instant, timeZone).length === 0;
}

const inOrder: readonly MissingForAlert[] = ['contact', 'adult', 'training', 'agreement', 'availability'];

function cutBefore(span: Span, instant: string): Span[] {
  if (span.until !== null && span.until <= instant) return [];
  return [{ from: span.from === null || span.from < instant ? instant : span.from, until: span.until }];
}
