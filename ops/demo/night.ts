/**
 * The night in which two residents were there for a neighbour who stood outside in the cold, from the first message to
 * the talks afterwards: two days ago, so that one of the second round is to be done today.
 */
import { daysAgo } from './moments.ts';
import type { Step } from './stories.ts';
import type { Teller } from './teller.ts';

/** Of the night, and of the day after it. */
const DAYS_AGO = 2;
const NAME = 'galerij';

const night = (time: string, run: (tell: Teller) => Promise<void>): Step => ({
  at: daysAgo(DAYS_AGO, time),
  run,
});
const dayAfter = (time: string, run: (tell: Teller) => Promise<void>): Step => ({
  at: daysAgo(DAYS_AGO - 1, time),
  run,
});

const resident = (time: string, persona: string, path: string, body: object = {}): Step =>
  night(time, ({ crisis }) => crisis.does(NAME, persona, path, body));
const yes = { knowsSomeone: false };

const called: Step[] = [
  night('02:13', (tell) =>
    tell.raise(NAME, {
      kind: 'concern',
      text: 'ze staat al n uur te huilen en roepen op de galerij rietkraag 3e . geen jas aan en tis koud . ze zegt dat ze haar komen halen. ik durf niet alleen wat moet ik doen',
      place: 'Rietkraag 31, derde verdieping',
      seen: 'now',
      gate: { dangers: ['place'], emergencyCalled: 'yes' },
      spoken: 'did-not-dare',
      contact: '0000-000 021',
    }),
  ),
  night('02:15', ({ crisis }) => crisis.picksUp()),
  night('02:16', (tell) => tell.work(NAME, 'reading', {}, 'duty-officer')),
  night('02:19', (tell) =>
    tell.crisis.opens(NAME, {
      signalId: tell.signalId(NAME),
      answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
      emergency: 'called-by-neighbour',
      tasks: ['bring-blanket', 'be-near', 'keep-bystanders-calm', 'wait-for-help'],
      needed: 2,
      meetingPoint: 'hal van Lisdodde',
      alertsResidents: true,
    }),
  ),
];

const together: Step[] = [
  resident('02:20', 'responder', 'decline', { why: 'cannot' }),
  resident('02:21', 'responder-b', 'accept', yes),
  resident('02:24', 'responder-c', 'accept', yes),
  resident('02:25', 'responder-b', 'on-the-way'),
  resident('02:26', 'responder-c', 'on-the-way'),
  resident('02:31', 'responder-b', 'arrived'),
  resident('02:33', 'responder-c', 'arrived'),
  resident('02:39', 'responder-b', 'safety-check'),
  // The police and the ambulance have been there since 02.33.
  night('02:40', ({ crisis }) => crisis.decides(NAME, 'stand-down', { because: 'help-arrived' })),
  resident('02:53', 'responder-b', 'home', { feeling: 'fine' }),
  resident('02:55', 'responder-c', 'home', { feeling: 'heavy' }),
  night('02:58', ({ crisis }) =>
    crisis.decides(NAME, 'closing', {
      note: 'Politie en psycholance waren er om 02.33 uur. Mevrouw is met de psycholance mee.',
    }),
  ),
];

const talk = (time: string, ...[of, body]: [Parameters<Teller['crisis']['talks']>[1], Talked]): Step =>
  night(time, ({ crisis }) => crisis.talks(NAME, of, body));
type Talked = { outcome: string; note?: string };

const afterwards: Step[] = [
  talk('10:05', { for: 'responder', round: 'first', label: 'Bewoner B' }, { outcome: 'spoken' }),
  talk(
    '10:12',
    { for: 'responder', round: 'first', label: 'Bewoner C' },
    { outcome: 'spoken', note: 'Vond het roepen heftig. Sliep daarna weinig. Overmorgen weer bellen.' },
  ),
  talk('10:20', { for: 'reporter', round: 'first' }, { outcome: 'spoken' }),
  talk(
    '10:28',
    { for: 'person', round: 'first' },
    { outcome: 'not-reached', note: 'Eigen team belt haar morgen.' },
  ),
  night('10:40', (tell) =>
    tell.work(
      NAME,
      'triage',
      {
        themes: ['misunderstood-behaviour'],
        urgency: 'today',
        next: { step: 'follow-up', on: tell.workingDayAhead(1) },
      },
      'duty-officer',
    ),
  ),
  night('10:42', (tell) => tell.work(NAME, 'feedback', { sentence: 'contact-made' }, 'duty-officer')),
  resident('12:10', 'responder-c', 'debrief', {
    text: 'Samen staan hielp. Wij wisten niet dat de hal op slot was, dat mag in de oproep.',
  }),
  night('13:00', ({ crisis }) =>
    crisis.does(NAME, 'duty-officer', 'debrief', {
      text: 'Zes mensen gevraagd, binnen vijf minuten waren het er twee. De hal van Lisdodde is ’s nachts op slot.',
    }),
  ),
];

const later: Step[] = [
  dayAfter('11:00', (tell) => tell.work(NAME, 'informing', { how: 'by-phone' })),
  dayAfter('11:05', ({ crisis }) =>
    crisis.talks(
      NAME,
      { for: 'person', round: 'second' },
      { outcome: 'spoken', note: 'Haar wens: "bel mij zus als het weer gebeurt"' },
    ),
  ),
  dayAfter('11:10', (tell) =>
    tell.work(NAME, 'closing', { reason: 'handed-over', note: 'Haar eigen team gaat verder met haar.' }),
  ),
  dayAfter('16:00', ({ crisis }) =>
    crisis.talks(NAME, { for: 'reporter', round: 'second' }, { outcome: 'spoken' }),
  ),
  dayAfter('16:10', ({ crisis }) =>
    crisis.talks(NAME, { for: 'responder', round: 'second', label: 'Bewoner B' }, { outcome: 'not-needed' }),
  ),
];

/** With the second talk with C still to do. */
export const nightOfTheGallery: readonly Step[] = [...called, ...together, ...afterwards, ...later];
