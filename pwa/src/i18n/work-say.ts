/** Sentences that are made of a moment, a reason or a line: what a worker reads, from what the server knows. */
import type { QueueItem, Reason } from '@bijspringen/contracts/queue/views.ts';
import type { Kind } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { clockTime, dayName, localDateOf, longDay, shortDay, weekdayName } from '../models/work-dates.ts';
import { work } from './work.nl.ts';
import * as lists from './work-lists.nl.ts';
import { signalWords } from './work-signal.nl.ts';

/** Where and when the reader is: the district's zone and this moment. */
export type Here = { timeZone: string; now: Date };

/** "17.00 uur", "morgen 09.00 uur", "vrijdag 27 november, 17.00 uur". */
export function moment(instant: string, { timeZone, now }: Here): string {
  const time = clockTime(instant, timeZone);
  const day = localDateOf(instant, timeZone);
  const name = dayName(day, localDateOf(now, timeZone));
  if (name === 'today') return work.when.todayAt(time);
  if (name === 'tomorrow') return work.when.tomorrowAt(time);
  if (name === 'yesterday') return work.when.yesterdayAt(time);
  return work.when.otherAt(longDay(day), time);
}

/** The same with a short day, for a list: "wo 25 nov, 17.00 uur". */
export function shortMoment(instant: string, here: Here): string {
  const day = localDateOf(instant, here.timeZone);
  if (dayName(day, localDateOf(here.now, here.timeZone)) !== 'other') return moment(instant, here);
  return work.when.otherAt(shortDay(day), clockTime(instant, here.timeZone));
}

/** "Vandaag, 10.42 uur": a line of the timeline. */
export function label(instant: string, { timeZone, now }: Here): string {
  const time = clockTime(instant, timeZone);
  const day = localDateOf(instant, timeZone);
  const name = dayName(day, localDateOf(now, timeZone));
  if (name === 'today') return work.when.todayLabel(time);
  if (name === 'yesterday') return work.when.yesterdayLabel(time);
  if (name === 'tomorrow') return work.when.tomorrowLabel(time);
  return capital(work.when.otherAt(longDay(day), time));
}

/** "dinsdag 24 november" */
export function dayOf(instant: string, { timeZone }: Here): string {
  return longDay(localDateOf(instant, timeZone));
}

/** "Dinsdag 24 november, 10.50 uur": the top of Today. */
export function dateAndTime({ timeZone, now }: Here): string {
  return capital(work.when.otherAt(longDay(localDateOf(now, timeZone)), clockTime(now, timeZone)));
}

/** "Morgen", "Vrijdag" */
export function dayAsName(localDate: string, today: string): string {
  const name = dayName(localDate, today);
  if (name === 'today') return work.when.today;
  return name === 'tomorrow' ? work.when.tomorrow : capital(weekdayName(localDate));
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The line under an item. A moment that passed is stated, never scolded. */
export function promiseLine(item: QueueItem['moment'], here: Here): { text: string; isPassed: boolean } {
  const isPassed = item.isPassed || Date.parse(item.before) <= here.now.getTime();
  const isDayOnly = item.what === 'inform';
  const when = isDayOnly ? dayOf(item.before, here) : shortMoment(item.before, here);
  if (item.what === 'next') return { text: work.promise.step(stepPromise(item), when), isPassed };
  return { text: isPassed ? work.promise.passed(when) : work.promise[item.what](when), isPassed };
}

/** What a worker set for herself is no promise to a neighbour, and is not called one. */
function stepPromise({ step }: QueueItem['moment']): string {
  return lists.steps[step ?? 'decide'].promise;
}

const passedReasons = {
  read: 'De buur wacht. Nog niemand las dit.',
  answer: 'De buur wacht nog op een antwoord.',
  next: 'Deze stap staat nog open.',
  inform: 'Deze persoon weet nog niet dat er een bericht is.',
} as const;

const seenReasons = {
  now: 'Het is nu te zien.',
  today: 'Vandaag gezien.',
  'this-week': 'Deze week gezien.',
  longer: 'Het is al langer zo.',
} as const;

/** Why an item stands where it stands, in a sentence or two. */
export function why(reason: Reason, item: Pick<QueueItem, 'kind' | 'moment'>): string {
  return [kindFirst(reason, item.kind), ...reasonSentences(reason, item.moment)].filter(Boolean).join(' ');
}

/** For a wish or an offer the first thing to know is what it is; a worry needs no label. */
function kindFirst(reason: Reason, kind: Kind): string {
  return reason.code === 'not-informed' ? '' : lists.kinds[kind].why;
}

function reasonSentences(reason: Reason, itemMoment: QueueItem['moment']): string[] {
  switch (reason.code) {
    case 'read-first':
      return [`${signalWords.readFirst}.`, ...reason.because.map((each) => lists.readFirst[each])];
    case 'urgent-now':
      return ['Dit kan niet wachten.', 'De dienstdoende wordt gebeld.', stepSentence(itemMoment)];
    case 'urgent-today':
      return ['Dit moet vandaag.', stepSentence(itemMoment)];
    case 'promise-passed':
      return [passedReasons[reason.promise]];
    case 'new':
      return [
        'Nieuw.',
        reason.wantsHelpToTalk ? 'De buur wil hulp om het gesprek te beginnen.' : '',
        reason.seen === undefined ? '' : seenReasons[reason.seen],
      ];
    case 'reopened':
      return [reason.by === 'reporter' ? 'De buur zegt: het is niet opgelost.' : 'Weer geopend.'];
    case 'neighbour-wrote':
      return ['De buur schreef er iets bij.'];
    case 'answer-came':
      return ['De buur gaf antwoord op je vraag.'];
    case 'waiting-for-answer':
      return ['Er staat een vraag open. De buur antwoordde nog niet.'];
    case 'planned':
      return [
        stepSentence(itemMoment),
        reason.lastOutcome === undefined ? '' : lists.outcomes[reason.lastOutcome].last,
      ];
    case 'answer-promised':
      return ['De buur krijgt nog antwoord van ons.'];
    case 'not-informed':
      return [passedReasons.inform];
  }
}

function stepSentence({ step }: QueueItem['moment']): string {
  return step === undefined ? '' : `${lists.steps[step].task}.`;
}

/** Who picks it up. */
export function ownerInWords(owner: SignalView['owner']): string {
  if (owner === null) return signalWords.next.nobody;
  if (owner.isYou) return signalWords.next.yours;
  if (owner.name !== null) return signalWords.next.of(owner.name);
  return signalWords.next.ofRole(lists.roles[owner.owner.role].toLowerCase());
}
