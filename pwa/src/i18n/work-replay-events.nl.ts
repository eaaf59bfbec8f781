/** One sentence and one short word for each kind of step. The sentence is made of fixed facts only. */

import { replayRole } from '@bijspringen/contracts/learning/values.ts';
import type { ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import { crisisLists } from './work-crisis.nl.ts';
import * as lists from './work-lists.nl.ts';
import { listed, roleName, roleNames } from './work-replay.nl.ts';

type Facts = ReplayStep['facts'];
type By = ReplayStep['by'];
type Told = { facts: Facts; by: string; who: string; isOne: boolean };
type Line = { say: (told: Told) => string; short: string };

/** `responder:A,responder:B` of the facts. */
export function peopleIn(facts: Facts): By[] {
  if (typeof facts.who !== 'string') return [];
  return facts.who.split(',').flatMap((each) => {
    const [role, label = ''] = each.split(':', 2);
    const known = replayRole.safeParse(role);
    return known.success ? [{ role: known.data, label }] : [];
  });
}

const text = (facts: Facts, name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
/** Words of a list for a value; nothing for one that this app does not know. */
function pick(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? ` ${words[value]}` : '';
}
const verb = (isOne: boolean, one: string, more: string) => (isOne ? one : more);
const rules: Readonly<Record<string, { rule: string }>> = {
  ...crisisLists.hardRules,
  ...crisisLists.softRules,
};
const rulesIn = (value: string) =>
  listed(value.split(',').flatMap((each) => (Object.hasOwn(rules, each) ? [rules[each]?.rule ?? ''] : [])));

const ofSignals: Record<string, Line> = {
  SignalRaised: {
    say: ({ by, facts }) => {
      const called = facts.emergency === 'yes' ? ' en belde 112' : '';
      const danger = facts.dangers === undefined ? '' : ' Er is gevaar.';
      return facts.origin === 'public'
        ? `${by} stuurt een bericht${called}.${danger}`
        : `${by} schrijft iets op.`;
    },
    short: 'bericht',
  },
  SignalRead: { say: ({ by }) => `${by} heeft het bericht gelezen.`, short: 'leest' },
  QuestionAsked: { say: ({ by }) => `${by} stelt de buur een vraag.`, short: 'vraagt' },
  QuestionAnswered: { say: ({ by }) => `${by} geeft antwoord op de vraag.`, short: 'antwoordt' },
  MessageAdded: { say: ({ by }) => `${by} schrijft iets nieuws.`, short: 'schrijft' },
  SignalTriaged: { say: ({ by }) => `${by} kiest wat er gebeurt.`, short: 'kiest' },
  SignalAssigned: { say: ({ by }) => `${by} geeft het bericht door.`, short: 'geeft door' },
  NoteAdded: { say: ({ by }) => `${by} schrijft een notitie.`, short: 'notitie' },
  SignalLinked: { say: ({ by }) => `${by} legt twee berichten naast elkaar.`, short: 'naast' },
  SignalUnlinked: { say: ({ by }) => `${by} haalt twee berichten uit elkaar.`, short: 'los' },
  CheckInDone: { say: ({ by }) => `${by} ging langs of belde.`, short: 'langs' },
  FollowUpPlanned: { say: ({ by }) => `${by} maakt een afspraak.`, short: 'afspraak' },
  FollowUpDone: { say: ({ by }) => `${by} deed wat was afgesproken.`, short: 'gedaan' },
  SubjectInformed: { say: ({ by }) => `De persoon zelf weet het nu, van ${by}.`, short: 'vertelt' },
  FeedbackGiven: { say: ({ by }) => `${by} antwoordt de buur.`, short: 'antwoordt' },
  PromiseMissed: { say: () => 'Een afgesproken tijd is voorbij.', short: 'te laat' },
  SignalClosed: {
    say: ({ by, facts }) => {
      const reason = text(facts, 'reason');
      const why = Object.entries(lists.closing).find(([name]) => name === reason)?.[1].choice;
      return `${by} rondt het bericht af.${why === undefined ? '' : ` ${why}.`}`;
    },
    short: 'rondt af',
  },
  SignalReopened: { say: ({ by }) => `${by} opent het bericht opnieuw.`, short: 'opent weer' },
  SignalWithdrawn: { say: ({ by }) => `${by} neemt het bericht terug.`, short: 'neemt terug' },
};

const ofCrises: Record<string, Line> = {
  CrisisOpened: {
    say: ({ by, facts }) =>
      `${by} opent een oproep.${pick(withStop(crisisLists.emergencyFact), text(facts, 'emergency'))}`,
    short: 'opent',
  },
  AlertRefused: {
    say: ({ facts }) => `Er gaan geen bewoners heen: ${rulesIn(text(facts, 'rules'))}.`,
    short: 'geen bewoners',
  },
  DangerNoted: {
    say: ({ by, facts }) => `${by} meldt gevaar: ${rulesIn(text(facts, 'rule'))}.`,
    short: 'gevaar',
  },
  EmergencyCalled: {
    say: ({ facts }) => pick(withStop(crisisLists.emergencyFact), text(facts, 'emergency')).trim() || '112.',
    short: '112',
  },
  WaveAlerted: {
    say: ({ who, facts }) =>
      who === ''
        ? `Groep ${facts.wave}: er is niemand om te vragen.`
        : `${who} krijgen een oproep. Dit is groep ${facts.wave}.`,
    short: 'oproep',
  },
  WaveExpired: {
    say: ({ facts }) =>
      `De tijd van groep ${facts.wave} is om. ${facts.standing} zei${facts.standing === 1 ? '' : 'den'} ja.`,
    short: 'tijd om',
  },
  BackupRequested: {
    say: ({ who }) => (who === '' ? 'Er is geen collega om te vragen.' : `Om hulp gevraagd: ${who}.`),
    short: 'vraagt hulp',
  },
  ResponderAccepted: { say: ({ who }) => `${who} komt.`, short: 'komt' },
  ResponderDeclined: { say: ({ who }) => `${who} kan niet.`, short: 'kan niet' },
  ResponderStopped: { say: ({ who }) => `${who} stopt.`, short: 'stopt' },
  PairFormed: { say: ({ who }) => `Nu zijn het er twee: ${who}.`, short: 'samen' },
  PairJoined: { say: ({ who }) => `${who} komt erbij.`, short: 'erbij' },
  PairBroken: {
    say: ({ who, isOne }) =>
      `Er zijn er geen twee meer.${who === '' ? '' : ` ${who} ${verb(isOne, 'wacht', 'wachten')}.`}`,
    short: 'wacht',
  },
  MeetingPointShared: {
    say: ({ who, isOne }) => `${who} ${verb(isOne, 'weet', 'weten')} nu waar ze elkaar ontmoeten.`,
    short: 'weet waar',
  },
  PlaceShared: {
    say: ({ who, isOne }) => `${who} ${verb(isOne, 'ziet', 'zien')} nu de plek.`,
    short: 'ziet plek',
  },
  ResponderOnTheWay: { say: ({ who }) => `${who} is onderweg.`, short: 'onderweg' },
  ResponderArrived: { say: ({ who }) => `${who} is er.`, short: 'is er' },
  SafetyCheckAsked: { say: ({ who }) => `Aan ${who} gevraagd: gaat het goed?`, short: 'gaat het?' },
  SafetyCheckDone: { say: ({ who }) => `${who} meldt: het gaat goed.`, short: 'gemeld' },
  SafetyCheckMissed: { say: ({ who }) => `${who} meldde zich niet op tijd.`, short: 'stil' },
  ResponderUnsafe: { say: ({ who }) => `${who} zegt: dit is niet veilig.`, short: 'niet veilig' },
  ResponderReleased: {
    say: ({ who, facts }) =>
      facts.because === 'enough'
        ? `${who} hoeft niet: er zijn er genoeg.`
        : `${who} blijft thuis: er kwamen er geen twee.`,
    short: 'blijf thuis',
  },
  AlertHeld: { say: () => 'De buur schreef iets nieuws. Iedereen wacht.', short: 'wacht' },
  AlertResumed: { say: ({ by }) => `${by} zegt: het gaat door.`, short: 'gaat door' },
  CrisisHandedOver: { say: ({ who }) => `De oproep gaat over naar ${who}.`, short: 'geeft over' },
  StoodDown: {
    say: ({ facts }) =>
      `De oproep stopt. Iedereen gaat naar huis.${pick(crisisLists.standDown, text(facts, 'because'))}`,
    short: 'stop',
  },
  ResponderHome: { say: ({ who }) => `${who} is thuis.`, short: 'thuis' },
  AftercareAsked: {
    say: ({ who, facts }) => {
      const whom =
        { responder: who, reporter: 'de buur', person: 'de persoon zelf' }[text(facts, 'for')] ?? who;
      return `Er komt nazorg voor ${whom}.`;
    },
    short: 'nazorg',
  },
  AftercareAssigned: { say: ({ who }) => `De nazorg gaat naar ${who}.`, short: 'nazorg' },
  AftercareDone: { say: ({ by }) => `${by} deed de nazorg.`, short: 'nazorg' },
  CrisisClosed: { say: ({ by }) => `${by} sluit de oproep af.`, short: 'sluit af' },
  DebriefGiven: { say: ({ by }) => `${by} schrijft op wat anderen kunnen leren.`, short: 'leert' },
};

const ofCalls: Record<string, Line> = {
  DutyPaged: {
    say: ({ who, isOne, facts }) =>
      `${who} ${verb(isOne, 'krijgt', 'krijgen')} een seintje.${pick(crisisLists.pageReasons, text(facts, 'why'))}`,
    short: 'seintje',
  },
  NobodyOnDuty: { say: () => 'Niemand heeft dienst. Er ging geen seintje.', short: 'niemand' },
  PageAcknowledged: { say: ({ who }) => `${who} pakt het op.`, short: 'pakt op' },
  PageUnanswered: { say: () => 'Niemand pakte het seintje op.', short: 'stil' },
  DeliveryShown: { say: ({ who }) => `De telefoon van ${who} liet het bericht zien.`, short: 'te zien' },
  DeliveryFailed: {
    say: ({ who }) => `Het bericht kwam niet aan op de telefoon van ${who}.`,
    short: 'niet aan',
  },
};

function withStop(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([name, sentence]) => [name, `${sentence}.`]));
}

export const replayLines: Readonly<Record<string, Line>> = { ...ofSignals, ...ofCrises, ...ofCalls };
const lineOf = (type: string) => (Object.hasOwn(replayLines, type) ? replayLines[type] : undefined);

type Happened = Pick<ReplayStep, 'type' | 'by' | 'facts'>;

/** What happened at a step, in one sentence. */
export function sayStep({ type, by, facts }: Happened): string {
  const people = peopleIn(facts);
  const told = { facts, by: roleName(by), who: roleNames(people), isOne: people.length === 1 };
  return lineOf(type)?.say(told) ?? 'Er gebeurde iets dat deze pagina nog niet kent.';
}

/** Beside a dot in a lane. */
export const shortStep = (type: string) => lineOf(type)?.short ?? '…';
