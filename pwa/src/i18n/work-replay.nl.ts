/** Words of looking back. What happened at a step stands in `work-replay-events.nl.ts`. */
import type {
  ReplayAwaited,
  ReplayClockKind,
  ReplayDoing,
  ReplayKnown,
  ReplayKnownOf,
  ReplayRole,
} from '@bijspringen/contracts/learning/values.ts';

export const replayWords = {
  title: 'Terugkijken',
  lead: 'Wat afgerond is, moment voor moment. Niemand staat er met een naam in.',
  loading: 'We halen het op',
  failedTitle: 'We krijgen dit nu niet',
  notYours: 'Alleen een coördinator van deze wijk ziet dit.',
  emptyTitle: 'Er is nog niets om op terug te kijken',
  empty: 'Hier komt wat afgerond is: oproepen en berichten.',
  more: 'Laat meer zien',
  about: { crisis: 'Oproep', signal: 'Bericht' },
  span: (from: string, until: string) => `${from} tot ${until}\u00a0uur`,
  spanDays: (from: string, until: string) => `${from}\u00a0uur tot ${until}`,
  steps: (count: number) => (count === 1 ? '1 stap' : `${count} stappen`),
  toReview: (count: number) =>
    count === 1 ? '1 tekst wacht op een tweede lezer' : `${count} teksten wachten op een tweede lezer`,
  back: 'Terug naar de lijst',
  slider: 'Moment',
  sliderValue: (step: number, total: number) => `stap ${step} van ${total}`,
  stepOf: (step: number, total: number) => `Stap ${step} van ${total}`,
  previous: 'Vorige',
  next: 'Volgende',
  keys: 'Ook met',
  at: (time: string) => `${time}\u00a0uur`,
  lanes: (time: string) => `Wie deed wat, tot ${time} uur. Dezelfde gegevens staan hiernaast als lijst.`,
  who: 'Wie weet nu wat?',
  nobodyYet: 'Er is nog niemand die iets weet.',
  knowsNothing: 'Weet nog van niets',
  noAnswerYet: (who: string) => `Nog geen antwoord: ${who}.`,
  clocks: 'Welke klok loopt?',
  noClock: 'Er loopt nu geen klok.',
  clocksOver: 'Afgelopen klokken',
  texts: 'Wat er geschreven is',
  ask: 'Vraag vrijgave',
  asked: 'Vrijgave is gevraagd.',
  judgeTitle: 'Tonen aan de groep?',
  judge: 'Zou de buurvrouw hem herkennen?',
  release: 'Toon aan de groep',
  released: 'De tekst is nu te zien.',
  withhold: 'Laat verborgen',
  withheld: 'De tekst blijft verborgen.',
  textStates: {
    hidden: 'Tekst is verborgen tot vrijgave',
    asked: 'Vrijgave is gevraagd. Iemand anders leest eerst.',
    withheld: 'Deze tekst blijft verborgen',
    forgotten: 'Deze tekst is gewist',
  },
  unreadable: 'Deze tekst is niet meer te lezen.',
  fields: {
    text: 'De tekst',
    note: 'De notitie',
    wish: 'Wat de persoon zelf wil',
    what: 'De afspraak',
  } as Readonly<Record<string, string>>,
  notes: 'Wat leren we?',
  noNotes: 'Bij dit moment en ervoor staat nog niets.',
  colleague: 'Een coördinator',
  you: 'Jij',
  noteAt: (step: number) => `bij stap ${step}`,
  write: 'Schrijf iets bij dit moment',
  writeTitle: 'Wat leren we van dit moment?',
  writeLabel: 'Voor de groep',
  writeHint: 'Schrijf geen namen op.',
  writeMissing: 'Schrijf eerst iets op.',
  save: 'Bewaar',
  saved: 'Je notitie staat erbij.',
  remove: 'Haal mijn notitie weg',
  removed: 'Je notitie is weg.',
  debriefs: 'Van wie erbij was',
} as const;

const NAMES: Record<ReplayRole, string> = {
  neighbour: 'Buur',
  'duty-officer': 'Dienstdoende',
  responder: 'Bewoner',
  caretaker: 'Huismeester',
  coordinator: 'Coördinator',
  person: 'De persoon zelf',
  system: 'Het systeem',
};
type By = { role: ReplayRole; label: string };

/** "Bewoner A", "Dienstdoende 1". */
export function roleName({ role, label }: By): string {
  return label === '' ? NAMES[role] : `${NAMES[role]} ${label}`;
}

/** "A", "A en B", "A, B en C". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} en ${last}`;
}

/** Several of one role together: "Bewoners D, E en F". */
export function roleNames(people: readonly By[]): string {
  const [first] = people;
  if (first === undefined) return '';
  if (people.length === 1) return roleName(first);
  if (people.some(({ role }) => role !== first.role)) return listed(people.map(roleName));
  const plural = first.role === 'responder' ? 'Bewoners' : `${NAMES[first.role]}n`;
  return `${plural} ${listed(people.map(({ label }) => label))}`;
}

const KNOWN: Record<ReplayKnown, string> = {
  wrote: 'wat er in het bericht staat',
  'was-read': 'het bericht is gelezen',
  'was-asked': 'er is een vraag',
  'was-answered': 'er is een antwoord',
  'was-closed': 'het is afgerond',
  'was-called': 'er wacht iets',
  text: 'wat de buur schreef',
  crisis: 'de plek en wat er gevraagd is',
  'wrote-again': 'de buur schreef iets nieuws',
  'backup-needed': 'er zijn collega’s nodig',
  alert: 'er is een oproep',
  'one-more-needed': 'er is nog één nodig, en waar weet ik nog niet',
  'meeting-point': 'waar ze elkaar ontmoeten',
  place: 'de plek',
  wait: 'wacht, ga niet verder',
  enough: 'er zijn er genoeg, dank je',
  'stay-home': 'blijf thuis, dank je',
  over: 'de oproep is voorbij, ga naar huis',
};
const KNOWN_OF: Record<ReplayKnownOf, (who: string, isOne: boolean) => string> = {
  together: (who, isOne) => (isOne ? `${who} komt ook` : `${who} komen ook`),
  coming: (who, isOne) => (isOne ? `${who} komt` : `${who} komen`),
  there: (who, isOne) => (isOne ? `${who} is er` : `${who} zijn er`),
  cannot: (who, isOne) => (isOne ? `${who} kan niet` : `${who} kunnen niet`),
  silent: (who, isOne) => (isOne ? `${who} zegt nog niets` : `${who} zeggen nog niets`),
  unsafe: (who) => `${who}: niet veilig`,
  'missed-check': (who, isOne) => (isOne ? `${who} meldde zich niet` : `${who} meldden zich niet`),
  home: (who, isOne) => (isOne ? `${who} is thuis` : `${who} zijn thuis`),
};

/** A code of the server in words; one that this app does not know yet is left out. */
export function knownInWords(code: string): string | null {
  const [name = '', labels] = code.split(':', 2);
  if (labels === undefined) return Object.hasOwn(KNOWN, name) ? KNOWN[name as ReplayKnown] : null;
  if (!Object.hasOwn(KNOWN_OF, name)) return null;
  const who = labels.split(',');
  return KNOWN_OF[name as ReplayKnownOf](listed(who), who.length === 1);
}

const DOING: Record<ReplayDoing, string> = {
  'picks-up': 'Pakt dit op',
  leads: 'Leidt de oproep',
  'no-answer': 'Gaf geen antwoord',
  declined: 'Kan niet',
  'waits-inside': 'Komt, en wacht binnen',
  'goes-together': 'Gaat met een ander',
  'on-the-way': 'Is onderweg',
  arrived: 'Is er',
  'missed-check': 'Meldde zich niet',
  unsafe: 'Zei: niet veilig',
  stopped: 'Is gestopt',
  released: 'Is bedankt',
  'goes-home': 'Gaat naar huis',
  home: 'Is thuis',
};
const DOING_TOGETHER: Record<ReplayDoing, string> = {
  'picks-up': 'Pakken dit op',
  leads: 'Leiden de oproep',
  'no-answer': 'Gaven geen antwoord',
  declined: 'Kunnen niet',
  'waits-inside': 'Komen, en wachten binnen',
  'goes-together': 'Gaan samen',
  'on-the-way': 'Zijn onderweg',
  arrived: 'Zijn er',
  'missed-check': 'Meldden zich niet',
  unsafe: 'Zeiden: niet veilig',
  stopped: 'Zijn gestopt',
  released: 'Zijn bedankt',
  'goes-home': 'Gaan naar huis',
  home: 'Zijn thuis',
};
export const doingInWords = (doing: string, count: number) =>
  Object.hasOwn(DOING, doing) ? (count === 1 ? DOING : DOING_TOGETHER)[doing as ReplayDoing] : null;

const AWAITED: Record<ReplayAwaited, (since: string) => string> = {
  judgement: (since) => `Moet sinds ${since} zeggen of het doorgaat`,
  page: (since) => `Heeft het seintje van ${since} nog niet opgepakt`,
  check: (since) => `Om ${since} gevraagd of het goed gaat`,
  answer: (since) => `Gevraagd om ${since}, nog geen antwoord`,
  home: (since) => `Zei sinds ${since} nog niet: ik ben thuis`,
  question: (since) => `Kreeg om ${since} een vraag, nog geen antwoord`,
  read: (since) => `Heeft het bericht van ${since} nog niet gelezen`,
  aftercare: (since) => `Moet sinds ${since} nog nazorg geven`,
};
export const awaitedInWords = (what: string, since: string) =>
  Object.hasOwn(AWAITED, what) ? AWAITED[what as ReplayAwaited](since) : null;

/** What had to happen before when, and what follows if it does not. */
export const clockWords: Record<
  ReplayClockKind,
  { line: (who: string, before: string) => string; or?: string }
> = {
  read: { line: (_who, before) => `Gelezen vóór ${before}` },
  'duty-read': { line: (_who, before) => `De dienstdoende leest het vóór ${before}` },
  answer: { line: (_who, before) => `Antwoord aan de buur vóór ${before}` },
  page: {
    line: (who, before) => `${who || 'Iemand'} pakt het op vóór ${before}`,
    or: 'Anders krijgt de tweede een seintje.',
  },
  wave: { line: (_who, before) => `Twee ja’s vóór ${before}`, or: 'Anders gaat de volgende groep.' },
  check: { line: (who, before) => `${who} meldt zich vóór ${before}`, or: 'Anders belt de dienstdoende.' },
  alert: { line: (_who, before) => `De oproep duurt tot ${before}`, or: 'Dan gaat iedereen naar huis.' },
  aftercare: { line: (who, before) => `Nazorg${who === '' ? '' : ` voor ${who}`} vóór ${before}` },
};
export const clockStates = {
  running: 'loopt',
  kept: 'op tijd',
  passed: 'te laat',
  stopped: 'gestopt',
} as const;
