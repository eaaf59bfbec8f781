/** The short demo signals: what is asked of a human, what is read first, which moment is promised, how each ends. */
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import type { Gate, ReadFirst } from '@bijspringen/contracts/signals/values.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Neighbour, next, startWorld, type Worker, type World } from '../support/world.ts';

type Body = Omit<RaiseBody, 'commandId' | 'followCode'>;
type Short = {
  number: number;
  at: string;
  body: Body;
  /** Before when it is read, as the wall clock of Waterkant says it. */
  readBefore: string;
  readFirst?: ReadFirst[];
  isNobodyReadingNow?: boolean;
  suggests?: object;
};

const noDanger: Gate = { dangers: [], emergencyCalled: 'no' };
const concern = (text: string, place: string, more: Partial<Body> = {}): Body => ({
  kind: 'concern',
  text,
  place,
  gate: noDanger,
  ...more,
});

/** Monday 23 November to Tuesday 1 December 2026; Waterkant is an hour ahead of UTC. */
const shorts: Short[] = [
  {
    number: 1,
    at: '2026-11-23T07:12:00.000Z',
    body: concern('hond blaft hele dag bij 31 en ik hoor hem roepe', 'Lisdodde 31'),
    readBefore: 'Mon 23 17:00',
    suggests: { themes: ['noise'] },
  },
  {
    number: 3,
    at: '2026-11-23T10:02:00.000Z',
    body: concern('lamp kapot bij trap b', 'Lisdodde trap b'),
    readBefore: 'Mon 23 17:00',
    suggests: { themes: ['public-space'], urgency: 'ordinary' },
  },
  {
    number: 4,
    at: '2026-11-23T14:27:00.000Z',
    body: {
      kind: 'help',
      text: 'wie kan mij helpen met formulier vd gemeente, snap er nix van',
      gate: noDanger,
    },
    readBefore: 'Tue 24 17:00',
    suggests: { themes: ['practical-help'] },
  },
  {
    number: 5,
    at: '2026-11-24T06:55:00.000Z',
    body: concern('man slaapt in portiek, 2e nacht, vriest', 'Rietkraag portiek 3'),
    readBefore: 'Tue 24 17:00',
    suggests: { urgency: 'today' },
  },
  {
    number: 8,
    at: '2026-11-24T17:45:00.000Z',
    body: { kind: 'wish', text: 'ik wil graag schaken met iemand. ma of wo' },
    readBefore: 'Wed 25 17:00',
    suggests: { themes: ['meeting-people'] },
  },
  {
    number: 10,
    at: '2026-11-25T09:15:00.000Z',
    body: concern(
      "I think my neighbour is crying every night, I don't speak Dutch well sorry",
      'Kadelaan 12',
      { language: 'en' },
    ),
    readBefore: 'Wed 25 17:00',
  },
  {
    number: 11,
    at: '2026-11-25T13:30:00.000Z',
    body: concern('komşum çok yalnız, kapıyı açmıyor', 'Kadelaan 14', { language: 'tr' }),
    readBefore: 'Wed 25 17:00',
    suggests: { themes: ['loneliness'] },
  },
  {
    number: 12,
    at: '2026-11-25T15:50:00.000Z',
    body: { kind: 'help', text: 'mijn moeder is boos en ik ben bang', gate: noDanger },
    readBefore: 'Thu 26 17:00',
    readFirst: ['words-child'],
  },
  {
    number: 14,
    at: '2026-11-26T10:11:00.000Z',
    body: concern('meneer is 3 dgn niet bij de koffie geweest. dat is niks voor hem', 'Huis van de Buurt'),
    readBefore: 'Thu 26 17:00',
    suggests: { themes: ['loneliness'], urgency: 'today' },
  },
  {
    number: 16,
    at: '2026-11-26T18:40:00.000Z',
    body: concern('geschreeuw en gebonk boven, nu stil', 'Rietkraag 8'),
    readBefore: 'Fri 27 17:00',
    readFirst: ['words-violence'],
    isNobodyReadingNow: true,
  },
  {
    number: 19,
    at: '2026-11-27T16:30:00.000Z',
    body: concern('hij zei "voor mij hoeft t niet meer" bij de lift', 'Lisdodde, lift'),
    readBefore: 'Mon 30 17:00',
    readFirst: ['words-suicide'],
    isNobodyReadingNow: true,
  },
  {
    number: 22,
    at: '2026-11-28T13:14:00.000Z',
    body: concern('klant viel flauw, ambulance is geweest, woont alleen', 'Sluisplein supermarkt', {
      gate: { dangers: [], emergencyCalled: 'yes' },
    }),
    readBefore: 'Mon 30 17:00',
    readFirst: ['gate-112-called'],
    isNobodyReadingNow: true,
  },
  {
    number: 25,
    at: '2026-11-30T06:40:00.000Z',
    body: { kind: 'help', text: 'ik wil mijn gegevens zien', gate: noDanger },
    readBefore: 'Mon 30 17:00',
    suggests: { themes: ['data-request'] },
  },
  {
    number: 28,
    at: '2026-12-01T12:45:00.000Z',
    body: { kind: 'offer', text: 'ik kan fietsen maken gratis' },
    readBefore: 'Tue 1 17:00',
    suggests: { themes: ['practical-help'] },
  },
  {
    number: 29,
    at: '2026-12-01T19:20:00.000Z',
    body: concern('woont daar illegaal iemand', 'Kadelaan 7'),
    readBefore: 'Wed 2 17:00',
  },
];

function wallClock(instant: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Amsterdam',
    weekday: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  return `${part('weekday')} ${part('day')} ${part('hour')}:${part('minute')}`;
}

describe('fifteen short messages', () => {
  let world: World;
  let caretaker: Worker;
  const raised = new Map<number, Neighbour>();
  const signalId = (number: number) => raised.get(number)?.signalId ?? '';
  const followed = (number: number) => raised.get(number)?.follow();

  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-23T07:00:00.000Z' });
    caretaker = await world.as('social-caretaker');
    for (const { number, at, body } of shorts) {
      await world.waitUntil(at);
      raised.set(number, await world.neighbour(body));
    }
  });
  afterAll(() => world.close());

  it.each(shorts)('$number: "$body.text" is promised before $readBefore', (short) => {
    const promise = raised.get(short.number)?.raised.promise;
    expect(promise).toMatchObject({
      reader: 'social-caretaker',
      isNobodyReadingNow: short.isNobodyReadingNow ?? false,
    });
    expect(wallClock(promise?.readBefore ?? '')).toBe(short.readBefore);
  });

  it.each(shorts)('$number is shown with what asks for a human, and at most a suggestion', async (short) => {
    const view = await caretaker.reads(signalId(short.number));
    expect(view).toMatchObject({ text: short.body.text, kind: short.body.kind, themes: [], status: 'open' });
    expect(view.language).toBe(short.body.language ?? 'nl');
    expect(view.readFirst).toEqual(short.readFirst ?? []);
    expect(view.urgency).toBeUndefined();
    if (short.suggests) expect(view.suggestion).toMatchObject(short.suggests);
    expect(view.suggestion?.because.length ?? 1).toBeGreaterThan(0);
  });

  it('puts what must be read first on top, whatever was promised earlier', async () => {
    const items = await caretaker.today();
    const first = items.slice(0, 4).map((item) => item.reason.code);
    expect(first).toEqual(['read-first', 'read-first', 'read-first', 'read-first']);
    const onTop = new Set(items.slice(0, 4).map((item) => item.signalId));
    expect(onTop).toEqual(new Set([12, 16, 19, 22].map(signalId)));
  });

  it('asks more about the dog, in a question with answers to tap', async () => {
    await caretaker.does(signalId(1), 'questions', { ready: 'how-often' });
    const answered = await raised.get(1)?.answers({ answer: 'every-day' });
    expect(answered?.status).toBe(200);
  });

  it('hands the lamp over, for it is not about a person', async () => {
    await caretaker.does(signalId(3), 'triage', {
      themes: ['public-space'],
      urgency: 'ordinary',
      ...next('close', '2026-12-03'),
    });
    await caretaker.does(signalId(3), 'closing', { reason: 'handed-over' });
    expect((await followed(3))?.lines.at(-1)).toMatchObject({ sentence: 'handed-over' });
    // Nobody has to be told of a lamp.
    expect((await caretaker.reads(signalId(3))).informBefore).toBeNull();
    expect((await caretaker.today()).filter((item) => item.signalId === signalId(3))).toEqual([]);
  });

  it('lets a human make the man in the cold urgent', async () => {
    await caretaker.does(signalId(5), 'triage', {
      themes: ['housing'],
      urgency: 'today',
      ...next('check-in', '2026-12-02'),
    });
    const item = (await caretaker.today()).find((each) => each.signalId === signalId(5));
    expect(item?.reason.code).toBe('urgent-today');
  });

  it('hands over the request to see one’s own data, which has its own rules', async () => {
    await caretaker.does(signalId(25), 'triage', {
      themes: ['data-request'],
      urgency: 'ordinary',
      ...next('close', '2026-12-03'),
    });
    await caretaker.does(signalId(25), 'closing', { reason: 'handed-over' });
    expect((await followed(25))?.status).toBe('closed');
  });

  it('refuses what is not our purpose, explains it, and keeps it shortly', async () => {
    await caretaker.does(signalId(29), 'closing', { reason: 'not-our-purpose' });
    expect((await followed(29))?.lines.at(-1)).toMatchObject({ sentence: 'not-our-purpose' });
    const stream = await world.kernel.store.readStream(`signal-${signalId(29)}`);
    expect(stream.at(-1)?.data).toMatchObject({ retention: 'not-recognised-30-days' });
  });

  it('answers a wish and an offer with their own reasons', async () => {
    await caretaker.does(signalId(8), 'feedback', { sentence: 'wish-kept' });
    await caretaker.does(signalId(28), 'closing', { reason: 'wish-met' });
    expect((await followed(8))?.isAnswered).toBe(true);
    expect((await followed(28))?.lines.at(-1)).toMatchObject({ sentence: 'offer-used' });
    const wrong = await caretaker.tries(signalId(8), 'closing', { reason: 'nothing-wrong' });
    expect(wrong.body).toMatchObject({ code: 'reason-does-not-fit' });
  });

  it('says to everybody whose moment passed that it passed', async () => {
    // Nobody had read the Turkish message by Wednesday 25 November, 17.00.
    expect(await followed(11)).toMatchObject({ isRead: false, missed: expect.arrayContaining(['read']) });
    const view = await caretaker.reads(signalId(11));
    expect(view.timeline).toContainEqual(
      expect.objectContaining({ what: 'promise-missed', by: 'system', promise: 'read' }),
    );
  });
});
