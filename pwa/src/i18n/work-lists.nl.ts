/** Dutch for every fixed list of the contracts. A value that a contract adds and this file misses does not compile. */
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type {
  CheckInOutcome,
  ClosingReason,
  Danger,
  Kind,
  Language,
  Origin,
  ReadFirst,
  ReadyAnswer,
  ReadyQuestion,
  RetentionKind,
  Sentence,
  Step,
  Theme,
} from '@bijspringen/contracts/signals/values.ts';
import { nl, type WordKey } from './nl.ts';

export const roles: Record<Role, string> = {
  reporter: 'Buur',
  'crisis-trained-resident': 'Crisisgetrainde bewoner',
  'social-caretaker': 'Sociale huismeester',
  'duty-officer': 'Dienstdoende',
  coordinator: 'Coördinator',
  administrator: 'Beheerder',
};

/** What somebody with this role does on these screens today. */
export const roleHints: Record<Role, string> = {
  reporter: '',
  'social-caretaker': 'Leest berichten, gaat langs en antwoordt',
  coordinator: 'Ziet wat blijft liggen, nodigt collega’s uit',
  'duty-officer': 'Ziet wat van de dienst is',
  'crisis-trained-resident': 'Heeft hier nog geen eigen scherm',
  administrator: 'Nodigt collega’s uit',
};

export const kinds: Record<Kind, { chip: string; choice: string; why: string }> = {
  concern: { chip: 'Zorg', choice: 'Zorg om iemand', why: '' },
  help: { chip: 'Hulp voor zichzelf', choice: 'Hulp voor zichzelf', why: 'Vraagt hulp voor zichzelf.' },
  wish: { chip: 'Wens', choice: 'Een wens', why: 'Een wens.' },
  offer: { chip: 'Aanbod', choice: 'Wil iets doen', why: 'Wil iets voor een ander doen.' },
};

export const origins: Record<Origin, string> = {
  public: 'Een buur',
  told: 'Verteld door een buur',
  'own-observation': 'Zelf gezien',
};

export const languages: Record<Language, string> = {
  nl: 'Nederlands',
  en: 'Engels',
  tr: 'Turks',
  ar: 'Arabisch',
};

export const seen = { now: 'Nu', today: 'Vandaag', 'this-week': 'Deze week', longer: 'Al langer' } as const;

export const spoken = {
  yes: 'Ja.',
  'did-not-dare': 'Nee. De buur durfde niet.',
  'could-not': 'Nee. Dat kon niet.',
  'wants-help': 'Nee. De buur wil hulp om te beginnen.',
} as const;

export const start = {
  'look-first': 'Eerst kijken',
  together: 'Samen met iemand',
  'by-myself': 'Zelf',
  'not-sure': 'Weet het nog niet',
} as const;

export const dangers: Record<Danger, string> = {
  injured: 'iemand is gewond of ademt niet goed',
  suicide: 'iemand wil nu dood of doet zichzelf iets aan',
  violence: 'wapen of geweld',
  fire: 'brand, gas of rook',
  place: 'iemand is in gevaar op straat, dak, spoor of water',
  child: 'een kind is alleen of in gevaar',
};

export const emergencyCalled = {
  yes: '112 is gebeld.',
  no: '112 is niet gebeld.',
  unknown: 'Of 112 gebeld is, weten we niet.',
} as const;

export const readFirst: Record<ReadFirst, string> = {
  'gate-injured': 'De buur zegt: iemand is gewond of ademt niet goed.',
  'gate-suicide': 'De buur zegt: iemand wil nu dood of doet zichzelf iets aan.',
  'gate-violence': 'De buur noemt een wapen of geweld.',
  'gate-fire': 'De buur noemt brand, gas of rook.',
  'gate-place': 'De buur zegt: iemand is in gevaar op straat, dak, spoor of water.',
  'gate-child': 'De buur zegt: een kind is alleen of in gevaar.',
  'gate-112-called': 'De buur belde 112.',
  'words-suicide': 'Er staan woorden in over niet meer willen leven.',
  'words-child': 'Er staan woorden in over een kind in gevaar.',
  'words-violence': 'Er staan woorden in over geweld.',
  'words-emergency': 'Er staan woorden in over direct gevaar.',
  'worker-asks': 'Iemand van ons team vroeg om dit eerst te lezen.',
};

export const themes: Record<Theme, string> = {
  loneliness: 'Eenzaamheid',
  grief: 'Rouw',
  'misunderstood-behaviour': 'Onbegrepen gedrag',
  'self-neglect': 'Zorgt slecht voor zichzelf',
  money: 'Geld',
  housing: 'Wonen',
  noise: 'Lawaai',
  safety: 'Veiligheid',
  family: 'Gezin',
  health: 'Gezondheid',
  'work-or-learning': 'Werk of leren',
  'meeting-people': 'Mensen ontmoeten',
  'practical-help': 'Praktische hulp',
  'public-space': 'Straat en trappenhuis',
  'data-request': 'Eigen gegevens',
  other: 'Iets anders',
};

export const urgencies = { now: 'Nu', today: 'Vandaag', ordinary: 'Gewoon' } as const;

/** As a task for the one who picks it up; `button` is the verb on the filled button. */
export const steps: Record<Step, { task: string; button: string; short: string; promise: string }> = {
  read: {
    task: 'Lees het bericht en kies wat je doet',
    button: 'Kies wat je doet',
    short: 'Lezen',
    promise: 'Gelezen',
  },
  decide: {
    task: 'Bedenk wat hier nodig is',
    button: 'Kies wat je doet',
    short: 'Kiezen wat je doet',
    promise: 'Kiezen',
  },
  'check-in': {
    task: 'Ga langs',
    button: 'Leg het contact vast',
    short: 'Langsgaan',
    promise: 'Afgesproken',
  },
  'call-back': {
    task: 'Bel terug',
    button: 'Leg het contact vast',
    short: 'Terugbellen',
    promise: 'Afgesproken',
  },
  'follow-up': {
    task: 'Doe wat is afgesproken',
    button: 'De afspraak is gedaan',
    short: 'Afspraak',
    promise: 'Afgesproken',
  },
  'await-answer': {
    task: 'Wacht op het antwoord van de buur',
    button: 'Leg contact vast',
    short: 'Wachten op antwoord',
    promise: 'Opnieuw kijken',
  },
  'read-answer': {
    task: 'Lees het antwoord en kies wat je doet',
    button: 'Kies wat je doet',
    short: 'Antwoord lezen',
    promise: 'Gelezen',
  },
  'read-message': {
    task: 'Lees wat de buur schreef en kies wat je doet',
    button: 'Kies wat je doet',
    short: 'Bericht lezen',
    promise: 'Gelezen',
  },
  'find-match': {
    task: 'Zoek wie of wat hierbij past',
    button: 'Antwoord de buur',
    short: 'Zoeken wat past',
    promise: 'Afgesproken',
  },
  close: { task: 'Rond het af', button: 'Rond af', short: 'Afronden', promise: 'Afronden' },
};

export const outcomes: Record<CheckInOutcome, { choice: string; past: string; last: string }> = {
  reached: { choice: 'Gesproken', past: 'gesproken.', last: 'Vorige keer: gesproken.' },
  'not-home': { choice: 'Niet thuis', past: 'niet thuis.', last: 'Vorige keer: niet thuis.' },
  'does-not-want': {
    choice: 'Wil liever niet',
    past: 'wil liever niet. Nee is altijd goed.',
    last: 'Vorige keer: wil liever niet.',
  },
  'call-back': { choice: 'Belt terug', past: 'belt terug.', last: 'Vorige keer: belt terug.' },
};

export const informedHow = {
  'in-person': 'Zelf verteld',
  'by-phone': 'Via de telefoon',
  'by-letter': 'Met een brief',
} as const;

export const closing: Record<ClosingReason, { choice: string; hint: string }> = {
  helped: { choice: 'Het is opgelost', hint: 'Er is geholpen.' },
  advice: { choice: 'Advies gegeven', hint: 'Meer was niet nodig.' },
  'neighbour-contact': { choice: 'De buren hebben contact', hint: 'Ze kunnen samen verder.' },
  'wish-met': { choice: 'De wens is gelukt', hint: 'Iemand doet mee of krijgt iets.' },
  'handed-over': { choice: 'Doorgegeven', hint: 'Een andere organisatie pakt het op.' },
  'nothing-wrong': { choice: 'Er was niets aan de hand', hint: 'Goed dat er gekeken is.' },
  'no-facts': { choice: 'Geen feiten', hint: 'Er staat niet in wat iemand zelf zag.' },
  malicious: { choice: 'Bedoeld om te kwetsen', hint: 'We doen hier niets mee.' },
  'not-our-purpose': {
    choice: 'Hier zijn wij niet voor',
    hint: 'Bijvoorbeeld een vraag over wie waar woont.',
  },
  withdrawn: { choice: 'De buur wil het terug', hint: 'De buur vroeg dit zelf.' },
};

export const retention: Record<RetentionKind, string> = {
  'followed-up-12-months': 'De inhoud blijft 12 maanden na het laatste contact.',
  'advice-90-days': 'De inhoud blijft 90 dagen.',
  'not-recognised-30-days': 'De inhoud blijft 30 dagen.',
  'handed-over-90-days': 'De inhoud blijft 90 dagen na de overdracht.',
  'malicious-14-days': 'De inhoud blijft 14 dagen.',
  'positive-12-months': 'De inhoud blijft 12 maanden, of korter als de buur dat wil.',
  'withdrawn-at-once': 'De inhoud gaat meteen weg.',
};

type Worded<Prefix extends string, T extends string> = Record<T, WordKey & `${Prefix}.${T}`>;

/** What the neighbour reads: the words of the follow page itself, so that both sides see the same sentence. */
const sentenceKeys: Worded<'sentence', Sentence> = {
  read: 'sentence.read',
  'contact-made': 'sentence.contact-made',
  'contact-tried': 'sentence.contact-tried',
  'nothing-we-could-do': 'sentence.nothing-we-could-do',
  'nothing-wrong': 'sentence.nothing-wrong',
  'neighbour-contact': 'sentence.neighbour-contact',
  helped: 'sentence.helped',
  advice: 'sentence.advice',
  'wish-met': 'sentence.wish-met',
  'wish-kept': 'sentence.wish-kept',
  'handed-over': 'sentence.handed-over',
  'only-what-you-saw': 'sentence.only-what-you-saw',
  'not-our-purpose': 'sentence.not-our-purpose',
  'taken-back': 'sentence.taken-back',
  arranged: 'sentence.arranged',
  'offer-used': 'sentence.offer-used',
  'handed-over-yours': 'sentence.handed-over-yours',
};
export const sentences = inDutch(sentenceKeys);

const questionKeys: Worded<'question', ReadyQuestion> = {
  'ring-yourself': 'question.ring-yourself',
  'still-so': 'question.still-so',
  'how-often': 'question.how-often',
  'what-time': 'question.what-time',
  'may-we-visit': 'question.may-we-visit',
  'which-day': 'question.which-day',
  'look-together': 'question.look-together',
};
export const questions = inDutch(questionKeys);

const answerKeys: Worded<'answer', ReadyAnswer> = {
  yes: 'answer.yes',
  no: 'answer.no',
  'not-sure': 'answer.not-sure',
  'not-alone': 'answer.not-alone',
  'rather-not': 'answer.rather-not',
  once: 'answer.once',
  'more-often': 'answer.more-often',
  'every-day': 'answer.every-day',
  morning: 'answer.morning',
  afternoon: 'answer.afternoon',
  evening: 'answer.evening',
  night: 'answer.night',
  'call-first': 'answer.call-first',
  weekday: 'answer.weekday',
  weekend: 'answer.weekend',
  later: 'answer.later',
};
const answers = inDutch(answerKeys);

/** "Ja" means something else to "is it still so?" than to "will you ring the bell?". */
export function answerInWords(question: ReadyQuestion | undefined, answer: ReadyAnswer): string {
  return question === 'still-so' && answer === 'yes' ? nl['answer.still-yes'] : answers[answer];
}

function inDutch<T extends string>(keys: Record<T, WordKey>): Record<T, string> {
  const words = {} as Record<T, string>;
  for (const value of Object.keys(keys) as T[]) words[value] = nl[keys[value]];
  return words;
}
