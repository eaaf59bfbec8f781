/**
 * What happened in Waterkant before somebody opens the demo: the scenarios' own texts, typing errors included. Every
 * line goes through the real commands, at its own moment.
 */
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import { daysAgo, type Moment, workingDaysAgo } from './moments.ts';
import { nightOfTheGallery } from './night.ts';
import type { Teller } from './teller.ts';

export type Step = { at: Moment; run: (tell: Teller) => Promise<void> };

type Raise = Omit<RaiseBody, 'commandId' | 'followCode'>;
const noDanger: Raise['gate'] = { dangers: [], emergencyCalled: 'no' };

function raise(name: string, at: Moment, body: Raise): Step {
  return { at, run: (tell) => tell.raise(name, body) };
}

type Body = (tell: Teller) => object;

function work(name: string, at: Moment, path: string, ...[body, persona]: [Body, string?]): Step {
  return { at, run: (tell) => tell.work(name, path, body(tell), persona) };
}

const read = (name: string, at: Moment) => work(name, at, 'reading', () => ({}));

const loneliness: Step[] = [
  raise('gordijnen', workingDaysAgo(3, '10:42'), {
    kind: 'concern',
    text: 'mevrouw van lisdodde 14 zie ik bijna niet meer. gordijne dicht sinds haar man dood is ong 3 mnd. post steekt uit de bus. durf niet goed aan te bellen',
    place: 'Lisdodde 14',
    seen: 'today',
    gate: noDanger,
    spoken: 'wants-help',
    subjectKnows: 'no',
  }),
  read('gordijnen', workingDaysAgo(3, '14:08')),
  work('gordijnen', workingDaysAgo(3, '14:09'), 'triage', (tell) => ({
    themes: ['loneliness', 'grief'],
    urgency: 'ordinary',
    next: { step: 'check-in', on: tell.workingDayAhead(2) },
    note: 'Mevrouw at vroeger mee op donderdag. Eerst de buur, dan pas wij.',
  })),
  work('gordijnen', workingDaysAgo(3, '14:10'), 'questions', () => ({ ready: 'ring-yourself' })),
  {
    at: workingDaysAgo(2, '16:30'),
    run: (tell) =>
      tell.answer('gordijnen', {
        answer: 'yes',
        text: 'aangebeld. ze huilde maar was blij. ze kan taart bakken zei ze',
      }),
  },
  work('gordijnen', workingDaysAgo(1, '11:15'), 'check-ins', (tell) => ({
    outcome: 'reached',
    wish: 'Ik wil wel weer eens onder de mensen. Maar niet alleen naar binnen.',
    note: 'De buur gaat donderdag met haar mee.',
    next: { step: 'follow-up', on: tell.workingDayAhead(3) },
  })),
  work('gordijnen', workingDaysAgo(1, '11:20'), 'informing', () => ({ how: 'in-person' })),
];

const shop: Step[] = [
  raise('vriezer-eerder', daysAgo(9, '16:05'), {
    kind: 'concern',
    text: 'een lange man praat hard tegen de vriezer. klanten schrikken. verder doet hij niks',
    place: 'Sluisplein supermarkt',
    seen: 'today',
    gate: noDanger,
    spoken: 'could-not',
  }),
  read('vriezer-eerder', workingDaysAgo(5, '09:30')),
  work('vriezer-eerder', workingDaysAgo(5, '09:32'), 'triage', (tell) => ({
    themes: ['misunderstood-behaviour'],
    urgency: 'ordinary',
    next: { step: 'check-in', on: tell.workingDayAhead(6) },
  })),
  work('vriezer-eerder', workingDaysAgo(5, '09:34'), 'questions', () => ({ ready: 'how-often' })),
  raise('vriezer', workingDaysAgo(1, '17:20'), {
    kind: 'concern',
    text: 'die lange man met de blauwe jas weer. praat hard tegen de vriezer en klanten lopen weg. 4e keer deze week. hij doet niks hoor maar vandaag gooide hij met blikjes',
    place: 'Sluisplein supermarkt',
    seen: 'today',
    gate: noDanger,
    spoken: 'could-not',
    subjectKnows: 'no',
  }),
];

const coffee: Step[] = [
  raise('koffie', workingDaysAgo(1, '14:11'), {
    kind: 'concern',
    text: 'meneer is 3 dgn niet bij de koffie geweest. dat is niks voor hem',
    place: 'Kadelaan 21',
    seen: 'this-week',
    gate: noDanger,
    spoken: 'could-not',
  }),
  read('koffie', workingDaysAgo(1, '15:02')),
  work('koffie', workingDaysAgo(1, '15:03'), 'triage', (tell) => ({
    themes: ['loneliness'],
    urgency: 'today',
    next: { step: 'check-in', on: tell.workingDayAhead(1) },
  })),
];

const smell: Step[] = [
  raise('kadelaan', workingDaysAgo(4, '20:15'), {
    kind: 'concern',
    text: 'het ruikt heel vies bij kadelaan 7 2hoog. al lang. vliegen op het raam. meneer is heel mager en praat niet meer trug. ik vind hem wel aardig',
    place: 'Kadelaan 7, 2 hoog',
    seen: 'longer',
    gate: noDanger,
    spoken: 'yes',
    subjectKnows: 'no',
  }),
  read('kadelaan', workingDaysAgo(3, '08:55')),
  work('kadelaan', workingDaysAgo(3, '09:05'), 'triage', (tell) => ({
    themes: ['self-neglect', 'health'],
    urgency: 'today',
    next: { step: 'check-in', on: tell.workingDayAhead(0) },
  })),
  work('kadelaan', workingDaysAgo(3, '11:00'), 'check-ins', (tell) => ({
    outcome: 'not-home',
    note: 'Twee keer gebeld. Briefje door de bus gedaan.',
    next: { step: 'check-in', on: tell.workingDayAhead(1) },
  })),
  work('kadelaan', workingDaysAgo(2, '13:30'), 'check-ins', (tell) => ({
    outcome: 'does-not-want',
    wish: 'laat me met rust',
    note: 'Door de deur gesproken. Hij klonk niet boos.',
    next: { step: 'follow-up', on: tell.workingDayAhead(4) },
  })),
  work('kadelaan', workingDaysAgo(2, '13:40'), 'informing', () => ({ how: 'in-person' })),
  work('kadelaan', workingDaysAgo(2, '13:45'), 'feedback', () => ({ sentence: 'contact-tried' })),
];

const wishes: Step[] = [
  raise('koken', workingDaysAgo(2, '13:30'), {
    kind: 'offer',
    text: 'ik kan goed koken . surinaams . ik wil dat doen voor de mense maar niet alleen',
    start: 'look-first',
  }),
  read('koken', workingDaysAgo(2, '14:30')),
  work('koken', workingDaysAgo(2, '14:35'), 'triage', (tell) => ({
    themes: ['meeting-people'],
    urgency: 'ordinary',
    next: { step: 'find-match', on: tell.workingDayAhead(3) },
  })),
  work('koken', workingDaysAgo(2, '14:36'), 'feedback', () => ({
    text: 'Wat leuk! Donderdag eten we samen in het Huis van de Buurt. Kom je eerst een keer kijken?',
  })),
  raise('schaken', workingDaysAgo(1, '18:45'), {
    kind: 'wish',
    text: 'ik wil graag schaken met iemand. ma of wo',
    start: 'together',
  }),
  raise('fietsen', workingDaysAgo(1, '13:45'), {
    kind: 'offer',
    text: 'ik kan fietsen maken gratis',
    start: 'by-myself',
  }),
  read('fietsen', workingDaysAgo(1, '15:20')),
];

const others: Step[] = [
  raise('formulier', workingDaysAgo(2, '15:27'), {
    kind: 'help',
    text: 'wie kan mij helpen met formulier vd gemeente, snap er nix van',
    gate: noDanger,
  }),
  read('formulier', workingDaysAgo(1, '09:10')),
  work('formulier', workingDaysAgo(1, '09:12'), 'questions', () => ({ ready: 'may-we-visit' })),
  raise('lift', daysAgo(1, '17:30'), {
    kind: 'concern',
    text: 'hij zei "voor mij hoeft t niet meer" bij de lift',
    place: 'Rietkraag, bij de lift',
    seen: 'today',
    gate: noDanger,
    spoken: 'yes',
  }),
  // The duty officer is called for such words after hours; what follows is for a human, by day.
  { at: daysAgo(1, '17:32'), run: ({ crisis }) => crisis.picksUp() },
  work('lift', daysAgo(1, '17:34'), 'reading', () => ({}), 'duty-officer'),
  raise('huilen', workingDaysAgo(1, '10:15'), {
    kind: 'concern',
    text: "I think my neighbour is crying every night, I don't speak Dutch well sorry",
    place: 'Rietkraag 12',
    seen: 'this-week',
    gate: noDanger,
    spoken: 'did-not-dare',
    language: 'en',
  }),
  read('huilen', workingDaysAgo(1, '12:40')),
  raise('yalniz', daysAgo(1, '14:30'), {
    kind: 'concern',
    text: 'komşum çok yalnız, kapıyı açmıyor',
    place: 'Lisdodde 3',
    seen: 'longer',
    gate: noDanger,
    spoken: 'could-not',
    language: 'tr',
  }),
  raise('lamp', workingDaysAgo(1, '11:02'), {
    kind: 'concern',
    text: 'lamp kapot bij trap b',
    place: 'Rietkraag, trap B',
    seen: 'now',
    gate: noDanger,
  }),
  read('lamp', workingDaysAgo(1, '12:45')),
  work('lamp', workingDaysAgo(1, '12:45'), 'triage', (tell) => ({
    themes: ['public-space'],
    urgency: 'ordinary',
    next: { step: 'close', on: tell.workingDayAhead(1) },
  })),
  work('lamp', workingDaysAgo(1, '12:46'), 'closing', () => ({
    reason: 'handed-over',
    note: 'Doorgegeven aan de woningcorporatie.',
  })),
  raise('licht', workingDaysAgo(4, '21:05'), {
    kind: 'concern',
    text: 'al 2 dage geen licht bij nr 9 en auto staat er. niet normaal',
    place: 'Kadelaan 9',
    seen: 'this-week',
    gate: noDanger,
    spoken: 'could-not',
  }),
  read('licht', workingDaysAgo(3, '09:15')),
  work('licht', workingDaysAgo(3, '09:40'), 'closing', () => ({
    reason: 'nothing-wrong',
    note: 'Vakantie. De buren wisten ervan.',
  })),
  {
    at: workingDaysAgo(1, '16:10'),
    run: (tell) =>
      tell.observe('portiek', {
        origin: 'told',
        kind: 'concern',
        text: 'Man slaapt in het portiek, tweede nacht. Het vriest.',
        place: 'Rietkraag, bij trap B',
        readFirst: true,
      }),
  },
];

export const stories: readonly Step[] = [
  ...loneliness,
  ...shop,
  ...coffee,
  ...smell,
  ...wishes,
  ...others,
  ...nightOfTheGallery,
];
