import { describe, expect, it } from 'vitest';
import { anEvening, type Told } from './evening.fixture.ts';
import { type Moment, momentOf } from './moment.policy.ts';
import { begin, foldReplay } from './replay.policy.ts';
import type { Happening, Replay } from './replay.state.ts';

const BEGAN = '2026-11-22T01:13:00.000Z';
const residents = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
const [, B = '', C = ''] = residents;
const cast = { officer: 'id-officer', second: 'id-second', caretaker: 'id-caretaker', residents };
const matter = { districtId: 'd', organisationId: 'o', signalId: 's', crisisId: 'c' };
const sealed = { hold: () => 's1.sealed' as never };
const evening = anEvening(sealed, matter, { cast, began: BEGAN });
const MINUTE_MS = 60_000;

/** The moments after each event, in order. */
function momentsOf(told: readonly Told[]): { type: string; moment: Moment; replay: Replay }[] {
  let replay = begin(BEGAN);
  return told.map(({ minute, type, data, actor, stream }) => {
    const at = new Date(Date.parse(BEGAN) + minute * MINUTE_MS).toISOString();
    const happening: Happening = { type, data: data as Happening['data'], at, actor, stream };
    replay = foldReplay(replay, happening).replay;
    return { type, moment: momentOf(replay), replay };
  });
}

/** The evening up to and with the last event of this type, and what is told after that. */
function until(type: string, ...more: Partial<Told>[]): Moment {
  const last = evening.findLastIndex((one) => one.type === type);
  const [from] = evening.slice(last);
  const added = more.map((one) => ({ ...from, data: {}, ...one }) as Told);
  const moments = momentsOf([...evening.slice(0, last + 1), ...added]);
  const moment = moments.at(-1)?.moment;
  if (moment === undefined) throw new Error(`nothing of ${type} happened`);
  return moment;
}

function one(moment: Moment, role: string, label: string) {
  const found = moment.people.find(({ person }) => person.role === role && person.label === label);
  if (found === undefined) throw new Error(`${role} ${label} is not there yet`);
  return found;
}
const resident = (moment: Moment, label: string) => one(moment, 'responder', label);
const officer = (moment: Moment) => one(moment, 'duty-officer', '1');
const clock = (moment: Moment, what: string) => moment.clocks.findLast((each) => each.what === what);

describe('a moment of a replay', () => {
  it('holds nothing of a later step: every moment is the same when the night stops there', () => {
    const whole = momentsOf(evening);
    for (const [index, { moment }] of whole.entries()) {
      expect(momentsOf(evening.slice(0, index + 1)).at(-1)?.moment).toEqual(moment);
    }
  });

  it('shows people by role, in the order in which they first appear', () => {
    const { people } = until('WaveAlerted');
    expect(people.map(({ person: { role, label } }) => `${role} ${label}`)).toEqual([
      'neighbour 1',
      'caretaker 1',
      'duty-officer 1',
      ...['A', 'B', 'C', 'D', 'E', 'F'].map((label) => `responder ${label}`),
    ]);
  });

  it('has no id of anybody', () => {
    const json = JSON.stringify(momentsOf(evening).map(({ moment }) => moment));
    for (const personId of [...residents, cast.officer, cast.caretaker])
      expect(json).not.toContain(`"${personId}"`);
  });

  it('stays small, however long the night', () => {
    const checks = Array.from({ length: 2_000 }, (_, n) => ({
      minute: 20,
      type: 'SafetyCheckDone',
      data: { personId: n % 2 === 0 ? B : C, checkBefore: `2026-11-22T01:${30 + (n % 10)}:00.000Z` },
    }));
    expect(JSON.stringify(until('SafetyCheckDone', ...checks)).length).toBeLessThan(8_000);
  });
});

describe('what each one knows', () => {
  it('the duty officer knows the text from the moment she picks up the call', () => {
    expect(officer(until('DutyPaged')).knows).toEqual([]);
    expect(officer(until('PageAcknowledged')).knows).toContain('text');
  });

  it('a call that no phone showed is not known', () => {
    expect(officer(until('DutyPaged')).awaits?.what).toBe('page');
  });

  it('a resident knows of the alert when the phone showed it or an answer came', () => {
    expect(resident(until('WaveAlerted'), 'A').knows).toEqual([]);
    expect(resident(until('ResponderDeclined'), 'A').knows).toEqual(['alert']);
  });

  it('the first who says yes knows that one more is needed, and not where', () => {
    const first = evening.findIndex((each) => each.type === 'ResponderAccepted');
    const moment = momentsOf(evening)[first]?.moment as Moment;
    expect(resident(moment, 'B').knows).toEqual(['alert', 'one-more-needed']);
    expect(resident(moment, 'B').doing).toBe('waits-inside');
  });

  it('nobody knows the meeting point before a pair stands, and then only the two of it', () => {
    const told = momentsOf(evening);
    const shared = told.findIndex(({ type }) => type === 'MeetingPointShared');
    for (const { moment } of told.slice(0, shared)) {
      expect(moment.people.flatMap(({ knows }) => knows)).not.toContain('meeting-point');
    }
    const moment = told[shared]?.moment as Moment;
    const knowing = moment.people.filter(({ knows }) => knows.includes('meeting-point'));
    expect(knowing.map(({ person }) => person.label)).toEqual(['B', 'C']);
    expect(resident(moment, 'B').knows).toContain('together:C');
  });

  it('the place is known to the two when both have arrived', () => {
    expect(resident(until('ResponderOnTheWay'), 'B').knows).not.toContain('place');
    expect(resident(until('PlaceShared'), 'B').knows).toContain('place');
  });

  it.each([
    ['stopped', 'ResponderStopped'],
    ['missed-check', 'SafetyCheckMissed'],
    ['unsafe', 'ResponderUnsafe'],
  ])('a pair that broke because one %s knows neither point nor place any more', (because, type) => {
    const moment = until(
      'PlaceShared',
      { type, data: { personId: B } },
      { type: 'PairBroken', data: { because, leftPersonIds: [C] } },
    );
    expect(resident(moment, 'B').doing).toBe(because);
    expect(moment.people.flatMap(({ knows }) => knows)).not.toContain('meeting-point');
    expect(moment.people.flatMap(({ knows }) => knows)).not.toContain('place');
    expect(resident(moment, 'C').knows).toContain('wait');
  });

  it('after standing down every place is hidden', () => {
    const moment = until('StoodDown');
    for (const { knows } of moment.people) expect(knows).not.toContain('meeting-point');
    expect(resident(moment, 'B')).toMatchObject({ knows: ['over'], doing: 'goes-home' });
    expect(resident(moment, 'D').knows).toEqual(['enough']);
  });

  it('while the neighbour wrote something new, helpers wait and see no place, and the duty officer is to judge it', () => {
    const held = { type: 'AlertHeld', data: { messageEventId: 'm', personIds: [B, C] } };
    const moment = until('ResponderOnTheWay', held);
    expect(resident(moment, 'B').knows).toEqual(['alert', 'wait', 'together:C']);
    expect(officer(moment).awaits?.what).toBe('judgement');
    const resumed = until('ResponderOnTheWay', held, { type: 'AlertResumed', data: { personIds: [B, C] } });
    expect(resident(resumed, 'B').knows).toContain('meeting-point');
    expect(officer(resumed).awaits).toBeNull();
  });

  it('the duty officer who leads sees who comes, who cannot and who is silent', () => {
    const first = evening.findIndex((each) => each.type === 'ResponderAccepted');
    const moment = momentsOf(evening)[first]?.moment as Moment;
    expect(officer(moment).knows).toEqual(expect.arrayContaining(['coming:B', 'cannot:A', 'silent:C,D,E,F']));
  });

  it('after a hand-over the other leads and sees it', () => {
    const moment = until('ResponderDeclined', {
      type: 'CrisisHandedOver',
      data: { fromPersonId: cast.officer, toPersonId: cast.second },
    });
    expect(one(moment, 'duty-officer', '2')).toMatchObject({ doing: 'leads' });
    expect(one(moment, 'duty-officer', '2').knows).toContain('cannot:A');
    expect(officer(moment).doing).toBeNull();
  });
});

describe('who had not answered', () => {
  it('an ask stands as awaited until it is answered', () => {
    expect(resident(until('WaveAlerted'), 'A').awaits?.what).toBe('answer');
    expect(resident(until('ResponderDeclined'), 'A').awaits).toBeNull();
    expect(resident(until('ResponderDeclined'), 'D').awaits?.what).toBe('answer');
  });

  it('or until whoever was asked is let go', () => {
    expect(resident(until('ResponderReleased'), 'D').awaits).toBeNull();
  });

  it('or until the wave is over', () => {
    const moment = until('ResponderDeclined', { type: 'WaveExpired', data: { wave: 1, standing: 0 } });
    expect(resident(moment, 'D')).toMatchObject({ awaits: null, doing: 'no-answer' });
  });

  it('a check that was asked is awaited until it is done', () => {
    expect(resident(until('SafetyCheckAsked'), 'C').awaits?.what).toBe('check');
    expect(resident(until('SafetyCheckDone'), 'C').awaits).toBeNull();
  });

  it('after standing down home is awaited of who was outside', () => {
    expect(resident(until('StoodDown'), 'B').awaits?.what).toBe('home');
    expect(resident(until('ResponderHome'), 'C').awaits).toBeNull();
  });
});

describe('which clock runs', () => {
  it('the call runs until it is acknowledged', () => {
    expect(clock(until('DutyPaged'), 'page')).toMatchObject({ state: 'running', who: { label: '1' } });
    expect(clock(until('PageAcknowledged'), 'page')?.state).toBe('kept');
  });

  it('a wave runs until two stand', () => {
    expect(clock(until('WaveAlerted'), 'wave')).toMatchObject({
      state: 'running',
      before: '2026-11-22T01:25:00.000Z',
    });
    expect(clock(until('PairFormed'), 'wave')?.state).toBe('kept');
  });

  it('a wave that ends with one has passed', () => {
    const moment = until('ResponderDeclined', { type: 'WaveExpired', data: { wave: 1, standing: 1 } });
    expect(clock(moment, 'wave')?.state).toBe('passed');
  });

  it('a check of each of the pair runs from the moment that the pair stands', () => {
    const checks = until('PairFormed').clocks.filter(({ what }) => what === 'check');
    expect(checks.map(({ who, before }) => [who?.label, before])).toEqual([
      ['B', '2026-11-22T01:34:00.000Z'],
      ['C', '2026-11-22T01:34:00.000Z'],
    ]);
  });

  it('what was to be done before a moment and was not, has passed when that moment is past', () => {
    const moment = until('DutyPaged', { type: 'NoteAdded', stream: 'signal-s', minute: 4 });
    expect(clock(moment, 'page')?.state).toBe('passed');
  });

  it('standing down stops the alert and the checks', () => {
    const moment = until('StoodDown');
    expect(
      moment.clocks.filter(
        ({ what, state }) => what !== 'answer' && what !== 'aftercare' && state === 'running',
      ),
    ).toEqual([]);
  });
});

describe('when a replay may be seen', () => {
  it('is open until both the signal and its crisis are closed', () => {
    const open = momentsOf(evening).map(({ replay }) => replay.open.length);
    expect(open.slice(0, -1)).not.toContain(0);
    expect(open.at(-1)).toBe(0);
  });

  it('opens again with the signal', () => {
    const next = { step: 'read', before: BEGAN };
    const reopened = {
      type: 'SignalReopened',
      data: { readFirst: [], owner: { role: 'social-caretaker' }, next },
    };
    const again = { ...evening.at(-1), ...reopened } as Told;
    expect(momentsOf([...evening, again]).at(-1)?.replay.open).toEqual(['signal-s']);
  });
});
