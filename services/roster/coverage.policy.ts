/** How many residents could be asked in each part of a day: at its thinnest moment, so that it never looks better than it is. */
import {
  availableSpans,
  isAgreementCurrent,
  isTrainedOn,
  isWithin,
  type Responder,
} from '@bijspringen/access/index.ts';
import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { addDays, atLocalTime } from '@bijspringen/kernel/local-time.ts';

export type Coverage = RosterView['coverage'];
type Span = ReturnType<typeof availableSpans>[number];
type Part = { from: string; until: string };
type Asked = { fromDate: string; days: number; timeZone: string };

const PARTS = [
  { part: 'night', from: '00:00', to: '06:00' },
  { part: 'morning', from: '06:00', to: '12:00' },
  { part: 'afternoon', from: '12:00', to: '18:00' },
  { part: 'evening', from: '18:00', to: '00:00' },
] as const;

/** One row for each day. Who is trained on that day, and has all the rest that an alert needs, counts while available. */
export function coverageOf(responders: readonly Responder[], asked: Asked): Coverage {
  const { fromDate, days, timeZone } = asked;
  const toDate = addDays(fromDate, days - 1);
  const toInstant = remembering();
  const people = responders.filter(isReady).map((responder) => ({
    trainings: responder.trainings,
    spans: availableSpans(responder.availability, { fromDate, toDate, timeZone, toInstant }),
  }));
  return Array.from({ length: days }, (_, day) => {
    const on = addDays(fromDate, day);
    const spans = people.filter(({ trainings }) => isTrainedOn(trainings, on)).map((each) => each.spans);
    const counts = { on, night: 0, morning: 0, afternoon: 0, evening: 0 };
    for (const { part, from, to } of PARTS) {
      const end = atLocalTime(to > from ? on : addDays(on, 1), to, timeZone);
      counts[part] = fewestIn(spans, { from: atLocalTime(on, from, timeZone), until: end });
    }
    return counts;
  });
}

/** Many people name the same hours: each local time is worked out once. */
function remembering(): typeof atLocalTime {
  const known = new Map<string, string>();
  return (localDate, localTime, timeZone) => {
    const key = `${localDate} ${localTime}`;
    const instant = known.get(key) ?? atLocalTime(localDate, localTime, timeZone);
    known.set(key, instant);
    return instant;
  };
}

/** What does not change with the day: contact, 18 or older, the agreement. */
function isReady({ contact, isAdult, agreementEdition }: Responder): boolean {
  return contact !== null && isAdult && isAgreementCurrent(agreementEdition);
}

/** It gets thinner only where somebody's span ends, so the start and those moments are all there is to look at. */
function fewestIn(people: readonly (readonly Span[])[], part: Part): number {
  const there = people.map((spans) => spans.filter((span) => touches(span, part)));
  const ends = there.flat().flatMap(({ until }) => (until === null || until >= part.until ? [] : [until]));
  const counts = [part.from, ...new Set(ends)].map(
    (moment) => there.filter((spans) => spans.some((span) => isWithin(moment, span))).length,
  );
  return Math.min(...counts);
}

function touches(span: Span, { from, until }: Part): boolean {
  return (span.from === null || span.from < until) && (span.until === null || span.until > from);
}
