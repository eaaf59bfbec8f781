import { describe, expect, it } from 'vitest';
import { aftercareMoments } from './aftercare.policy.ts';
import { aftercareOf, itemId } from './closing.fixture.ts';
import {
  A,
  accepted,
  alerted,
  at,
  B,
  backup,
  broken,
  C,
  CRISIS,
  D,
  ending,
  happened,
  OFFICER,
  opened,
  paired,
  resident,
  SECOND,
  stoodDown,
  words,
} from './crisis.fixture.ts';
import { given } from './specification.fixture.ts';

const standDown = (seen: number) => ({ type: 'StandDown', seen, because: 'help-arrived', ending }) as const;
const close = (seen: number, stoodDownAt: string | null) =>
  ({ type: 'CloseCrisis', seen, stoodDownAt, ending }) as const;
const down = [...paired, stoodDown('help-arrived', [B, C]), ...aftercareOf(CRISIS, OFFICER, [B, C])] as const;
const home = (personId: string) => happened('ResponderHome', { personId });
const closed = happened('CrisisClosed', {});
const last = (events: readonly unknown[]) => events.length - 1;

describe('standing down', () => {
  it('sends everybody home, tells those who were asked, and plans the aftercare of all', () => {
    given(...alerted, accepted(B))
      .when(standDown(2))
      .then(stoodDown('help-arrived', [B], [A, C]), ...aftercareOf(CRISIS, OFFICER, [B]));
  });

  it('also reaches those who fell silent or are not safe, and cares for those who stopped', () => {
    const past = [
      ...paired,
      happened('SafetyCheckMissed', { personId: C, checkBefore: at('02:34') }),
      broken('missed-check', B),
      happened('ResponderStopped', { personId: B }),
    ];
    given(...past)
      .when(standDown(last(past)))
      .then(stoodDown('help-arrived', [C]), ...aftercareOf(CRISIS, OFFICER, [B, C]));
  });

  it('knows no reporter where there was no signal', () => {
    const { signalId: _none, ...data } = opened().data as { signalId?: string };
    const direct = { type: 'CrisisOpened', data } as ReturnType<typeof opened>;
    given(direct, ...alerted.slice(1))
      .when(standDown(1))
      .then(stoodDown('help-arrived', [], [A, B, C]), ...aftercareOf(CRISIS, OFFICER, [], false));
  });

  it('is pressed once; a second press from the same screen is too late', () => {
    given(...down)
      .when(standDown(last(paired)))
      .thenRefuses('version-conflict');
    given(...down)
      .when(standDown(last(down)))
      .thenRefuses('alert-over');
  });

  it('is never held up by somebody who is on the way', () => {
    const past = [...paired, happened('ResponderOnTheWay', { personId: B })];
    given(...past)
      .when(standDown(last(paired)))
      .then(stoodDown('help-arrived', [B, C]), ...aftercareOf(CRISIS, OFFICER, [B, C]));
  });

  it('comes by itself after the last moment', () => {
    given(...paired)
      .when({ type: 'EndAlert', ending }, { now: at('03:19') })
      .then(stoodDown('sixty-minutes', [B, C]), ...aftercareOf(CRISIS, OFFICER, [B, C]));
    given(...down)
      .when({ type: 'EndAlert', ending }, { now: at('03:19') })
      .thenNothing();
  });
});

describe('handing over', () => {
  const handOver = { type: 'HandOverCrisis', toPersonId: SECOND } as const;

  it('names who has it now', () => {
    given(...paired)
      .when({ ...handOver, seen: last(paired) })
      .then(happened('CrisisHandedOver', { fromPersonId: OFFICER, toPersonId: SECOND }));
  });

  it('follows from the roster whatever was seen', () => {
    given(...paired)
      .when(handOver)
      .then(happened('CrisisHandedOver', { fromPersonId: OFFICER, toPersonId: SECOND }));
  });

  it('to whoever has it changes nothing, and a closed one has nobody', () => {
    given(...paired)
      .when({ ...handOver, toPersonId: OFFICER })
      .thenNothing();
    given(...down, closed)
      .when(handOver)
      .thenRefuses('crisis-closed');
  });

  it('from a screen that is too old is refused', () => {
    given(...paired)
      .when({ ...handOver, seen: 1 })
      .thenRefuses('version-conflict');
  });
});

describe('closing', () => {
  it('waits until everybody is home', () => {
    given(...down, home(B))
      .when(close(last(down), at('02:40')), { now: at('02:50') })
      .thenRefuses('helpers-not-home');
    given(...down, home(B), home(C))
      .when(close(last(down), at('02:40')), { now: at('02:55') })
      .then(closed);
  });

  it('waits no longer than half an hour', () => {
    given(...down)
      .when(close(last(down), at('02:40')), { now: at('03:10') })
      .then(closed);
  });

  it('keeps a note of what was handed over', () => {
    const note = words('politie en psycholance');
    given(...down)
      .when({ ...close(last(down), at('02:40')), note }, { now: at('03:10') })
      .then(happened('CrisisClosed', { note }));
  });

  it('is refused while the alert runs', () => {
    given(...paired)
      .when(close(last(paired), null))
      .thenRefuses('not-stood-down');
  });

  it('of a crisis without residents plans its aftercare too', () => {
    const refused = [
      opened(),
      happened('AlertRefused', { rules: ['child'] }),
      backup('residents-impossible'),
    ];
    given(...refused)
      .when(close(2, null))
      .then(stoodDown('no-longer-needed', []), ...aftercareOf(CRISIS, OFFICER, []), closed);
  });

  it('twice is refused, and so is every decision afterwards', () => {
    const past = [...down, closed];
    given(...past)
      .when(close(last(past), at('02:40')))
      .thenRefuses('crisis-closed');
    given(...past)
      .when(standDown(last(past)))
      .thenRefuses('crisis-closed');
    given(...past)
      .when({ type: 'NoteDanger', rule: 'fire', by: 'duty-officer', ending })
      .thenRefuses('crisis-closed');
    given(...past)
      .when({ type: 'RecordEmergency', emergency: 'called-by-us' })
      .thenRefuses('crisis-closed');
    given(...past)
      .when({ type: 'AcceptAlert', personId: A })
      .thenRefuses('alert-over');
  });
});

describe('aftercare', () => {
  const callB = itemId(CRISIS, 'responder', B, 'first');
  const callC = itemId(CRISIS, 'responder', C, 'first');
  const spoken = { type: 'RecordAftercare', aftercareId: callB, outcome: 'spoken' } as const;
  const done = happened('AftercareDone', { aftercareId: callB, outcome: 'spoken' });

  it('goes on after closing', () => {
    given(...down, closed)
      .when(spoken)
      .then(done);
  });

  it('is done once', () => {
    given(...down, done)
      .when(spoken)
      .thenRefuses('already-done');
    given(...paired)
      .when(spoken)
      .thenRefuses('not-found');
  });

  it('goes to another by name, as far as it is still open', () => {
    given(...down, done)
      .when({ type: 'AssignAftercare', aftercareIds: [callB, callC], ownerPersonId: SECOND })
      .then(happened('AftercareAssigned', { aftercareId: callC, ownerPersonId: SECOND }));
    given(...down, done)
      .when({ type: 'AssignAftercare', aftercareIds: [callB], ownerPersonId: SECOND })
      .thenRefuses('already-done');
    given(...down)
      .when({ type: 'AssignAftercare', aftercareIds: [callB], ownerPersonId: OFFICER })
      .thenNothing();
  });

  it.each([
    ['02:40', '2026-11-22T09:30:00.000Z', '2026-11-24T09:30:00.000Z'],
    ['09:00', '2026-11-22T19:30:00.000Z', '2026-11-24T09:30:00.000Z'],
    ['18:59', '2026-11-22T19:30:00.000Z', '2026-11-24T09:30:00.000Z'],
    ['19:00', '2026-11-23T09:30:00.000Z', '2026-11-25T09:30:00.000Z'],
  ])('after an end at %s is called before %s and again before %s', (ended, first, second) => {
    expect(aftercareMoments(at(ended), 'Europe/Amsterdam')).toEqual({ first, second });
  });
});

describe('a debrief', () => {
  const text = words('we wisten niet welke ingang');
  const tell = (personId: string) => ({ type: 'GiveDebrief', personId, text }) as const;
  const told = (personId: string) => happened('DebriefGiven', { personId, text });

  it('is given by whoever was there, also after closing', () => {
    given(...down, closed)
      .when(tell(C), { actor: resident(C), repeatWrites: true })
      .then(told(C));
    given(...down)
      .when(tell(OFFICER), { repeatWrites: true })
      .then(told(OFFICER));
  });

  it('is not for somebody who did not come, nor while the alert runs', () => {
    given(...down)
      .when(tell(A), { actor: resident(A) })
      .thenRefuses('not-accepted');
    given(...down)
      .when(tell(D), { actor: resident(D) })
      .thenRefuses('not-accepted');
    given(...paired)
      .when(tell(C), { actor: resident(C) })
      .thenRefuses('not-stood-down');
  });
});

it('a command on a crisis that was never opened is not found', () => {
  given().when({ type: 'AcceptAlert', personId: A }).thenRefuses('not-found');
});
