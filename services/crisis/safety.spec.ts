import { describe, it } from 'vitest';
import { aftercareOf } from './closing.fixture.ts';
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
  choice,
  D,
  ending,
  formed,
  happened,
  held,
  NO_DANGER,
  OFFICER,
  opened,
  paired,
  pointFor,
  released,
  SECOND,
  stoodDown,
  uuid,
  wave,
} from './crisis.fixture.ts';
import { given } from './specification.fixture.ts';

const ask = (personId: string, checkBefore: string) =>
  ({ type: 'AskSafetyCheck', personId, checkBefore }) as const;
const miss = (personId: string, checkBefore: string) =>
  ({ type: 'MissSafetyCheck', personId, checkBefore }) as const;
const check = (personId: string) => ({ type: 'DoSafetyCheck', personId }) as const;
const unsafe = (personId: string) => ({ type: 'SayUnsafe', personId, backupPersonIds: [SECOND] }) as const;
const danger = (rule: 'violence' | 'child') =>
  ({ type: 'NoteDanger', rule, by: 'duty-officer', ending }) as const;
const missed = (personId: string, checkBefore: string) =>
  happened('SafetyCheckMissed', { personId, checkBefore });
const done = (personId: string, checkBefore: string) =>
  happened('SafetyCheckDone', { personId, checkBefore });
const byHelper = (why: 'unsafe' | 'asked', byPersonId: string) =>
  happened('BackupRequested', { why, byPersonId, personIds: [SECOND] });
const DUE = at('02:34');
const come = (personId: string) => ({ type: 'AcceptAlert', personId }) as const;
const goOn = (seen: number) => ({ type: 'JudgeMessage', seen, judgement: 'go-on', ending }) as const;
/** B, C and D stand, and A has not answered. */
const three = [
  opened({ needed: 3 }),
  wave(1, [A, B, C, D]),
  ...[B, C, D].map(accepted),
  formed(DUE, B, C, D),
  pointFor(B, C, D),
];
/** B and C stood, C is not safe, and A has not answered. */
const fled = [
  opened({ needed: 3 }),
  wave(1, [A, B, C]),
  accepted(B),
  accepted(C),
  formed(DUE, B, C),
  pointFor(B, C),
  happened('ResponderUnsafe', { personId: C }),
  broken('unsafe', B),
  byHelper('unsafe', C),
];

describe('a safety check', () => {
  it('is asked for once, a little before its moment', () => {
    const asked = happened('SafetyCheckAsked', { personId: B, checkBefore: DUE });
    given(...paired)
      .when(ask(B, DUE), { now: at('02:32') })
      .then(asked);
    given(...paired, asked)
      .when(ask(B, DUE), { now: at('02:33') })
      .thenNothing();
  });

  it('that was done meanwhile is not asked for, nor missed', () => {
    given(...paired, done(B, at('02:40')))
      .when(ask(B, DUE), { now: at('02:32') })
      .thenNothing();
    given(...paired, done(B, at('02:40')))
      .when(miss(B, DUE), { now: DUE })
      .thenNothing();
  });

  it('moves the next one on', () => {
    given(...paired)
      .when(check(B), { now: at('02:33') })
      .then(done(B, at('02:43')));
  });

  it('that passes in silence leaves the other waiting', () => {
    given(...paired)
      .when(miss(C, DUE), { now: DUE })
      .then(missed(C, DUE), broken('missed-check', B));
    given(...paired)
      .when(miss(C, DUE), { now: at('02:33') })
      .thenNothing();
  });

  it('of whoever is left runs on, and passes in silence like any other', () => {
    given(...paired, missed(C, DUE), broken('missed-check', B))
      .when(miss(B, DUE), { now: DUE })
      .then(missed(B, DUE));
  });

  it('of somebody who was silent makes a pair again', () => {
    given(...paired, missed(C, DUE), broken('missed-check', B))
      .when(check(C), { now: at('02:36') })
      .then(done(C, at('02:46')), formed(at('02:46'), B, C), pointFor(B, C));
  });

  it('of somebody who was silent while another came is thanked', () => {
    const replaced = [
      ...paired,
      missed(C, DUE),
      broken('missed-check', B),
      wave(2, [D], { expiresAt: at('02:40') }),
      accepted(D),
      formed(at('02:45'), B, D),
      pointFor(B, D),
    ];
    given(...replaced)
      .when(check(C), { now: at('02:36') })
      .then(done(C, at('02:46')), released(C, 'enough'));
  });

  it('gives the place back to those who had arrived', () => {
    const there = [
      ...paired,
      happened('ResponderArrived', { personId: B }),
      happened('ResponderArrived', { personId: C }),
      happened('PlaceShared', { personIds: [B, C] }),
      missed(C, DUE),
      broken('missed-check', B),
    ];
    given(...there)
      .when(check(C), { now: at('02:36') })
      .then(
        done(C, at('02:46')),
        formed(at('02:46'), B, C),
        pointFor(B, C),
        happened('PlaceShared', { personIds: [B, C] }),
      );
  });

  it('is not there before the pair, nor for whoever said nothing', () => {
    given(...alerted, accepted(B))
      .when(check(B))
      .thenNothing();
    given(...alerted)
      .when(check(A))
      .thenRefuses('not-accepted');
    given(...paired, stoodDown('help-arrived', [B, C]))
      .when(miss(C, DUE), { now: DUE })
      .thenNothing();
  });
});

describe('"niet veilig"', () => {
  it('leaves the other waiting and calls professionals', () => {
    given(...paired)
      .when(unsafe(C))
      .then(happened('ResponderUnsafe', { personId: C }), broken('unsafe', B), byHelper('unsafe', C));
  });

  it('may be said before there is a pair, and on the way home', () => {
    given(...alerted, accepted(B))
      .when(unsafe(B))
      .then(happened('ResponderUnsafe', { personId: B }), byHelper('unsafe', B));
    given(...paired, stoodDown('help-arrived', [B, C]))
      .when(unsafe(C))
      .then(happened('ResponderUnsafe', { personId: C }), byHelper('unsafe', C));
  });

  it('counts also after somebody said to be home: nobody says this for nothing', () => {
    given(...paired, happened('ResponderHome', { personId: C }), broken('went-home', B))
      .when(unsafe(C))
      .then(happened('ResponderUnsafe', { personId: C }), byHelper('unsafe', C));
  });

  it('twice changes nothing', () => {
    given(...paired, happened('ResponderUnsafe', { personId: C }), broken('unsafe', B), byHelper('unsafe', C))
      .when(unsafe(C))
      .thenNothing();
  });

  it('lets the two others of three wait as well', () => {
    given(...three)
      .when(unsafe(D))
      .then(happened('ResponderUnsafe', { personId: D }), broken('unsafe', B, C), byHelper('unsafe', D));
  });

  it('sends nobody there until the duty officer has judged it, whoever says yes meanwhile', () => {
    given(...fled)
      .when(come(A), { now: at('02:28') })
      .then(accepted(A));
    given(...fled, missed(B, DUE))
      .when(check(B), { now: at('02:36') })
      .then(done(B, at('02:46')));
  });

  it('judged to go on makes a pair of the two who wait', () => {
    const past = [...fled, accepted(A)];
    given(...past)
      .when(goOn(past.length - 1), { now: at('02:29') })
      .then(happened('AlertResumed', { personIds: [A, B] }), formed(at('02:39'), A, B), pointFor(A, B));
  });

  it('is judged also by asking others to come', () => {
    const past = [...fled, accepted(A)];
    given(...past)
      .when({ type: 'SendNextWave', seen: past.length - 1, choice: choice([D]) }, { now: at('02:24') })
      .then(wave(2, [D], { expiresAt: at('02:30') }), formed(at('02:34'), A, B), pointFor(A, B));
  });

  it('is not judged by judging a message: that is another question', () => {
    const past = [...fled, accepted(A), held(uuid('e1'), A, B)];
    given(...past)
      .when(goOn(past.length - 1))
      .then(happened('AlertResumed', { personIds: [] }));
    given(...past, happened('AlertResumed', { personIds: [] }))
      .when(goOn(past.length), { now: at('02:29') })
      .then(happened('AlertResumed', { personIds: [A, B] }), formed(at('02:39'), A, B), pointFor(A, B));
  });

  it('is for those who said yes', () => {
    given(...alerted)
      .when(unsafe(A))
      .thenRefuses('not-accepted');
    given(...alerted)
      .when(unsafe(D))
      .thenRefuses('not-asked');
  });
});

describe('more help', () => {
  it('asks the professionals on the roster, each time that it is asked', () => {
    given(...paired)
      .when({ type: 'AskBackup', personId: B, backupPersonIds: [SECOND] }, { repeatWrites: true })
      .then(byHelper('asked', B));
  });

  it('has a bound', () => {
    const often = Array.from({ length: 20 }, () => byHelper('asked', B));
    given(...paired, ...often)
      .when({ type: 'AskBackup', personId: B, backupPersonIds: [SECOND] })
      .thenNothing();
  });
});

describe('a danger that shows later', () => {
  it('stands the alert down in the same step, and asks professionals', () => {
    given(...paired)
      .when(danger('violence'))
      .then(
        happened('DangerNoted', { rule: 'violence', by: 'duty-officer' }),
        stoodDown('danger', [B, C]),
        ...aftercareOf(CRISIS, OFFICER, [B, C]),
        backup('residents-impossible'),
      );
  });

  it('also while the alert is held', () => {
    given(...alerted, held(uuid('e1')))
      .when(danger('child'))
      .then(
        happened('DangerNoted', { rule: 'child', by: 'duty-officer' }),
        stoodDown('danger', [], [A, B, C]),
        ...aftercareOf(CRISIS, OFFICER, []),
        backup('residents-impossible'),
      );
  });

  it('is kept where no alert runs', () => {
    const refused = [
      opened(),
      happened('AlertRefused', { rules: ['unanswered'] }),
      backup('residents-impossible'),
    ];
    given(...refused)
      .when(danger('violence'))
      .then(happened('DangerNoted', { rule: 'violence', by: 'duty-officer' }));
  });

  it('that is known already changes nothing', () => {
    const answers = { ...NO_DANGER, violence: 'yes' } as const;
    given(opened({ answers }), happened('AlertRefused', { rules: ['violence'] }))
      .when(danger('violence'))
      .thenNothing();
  });
});

describe('112', () => {
  const called = { type: 'RecordEmergency', emergency: 'called-by-us' } as const;

  it('is recorded when it is called', () => {
    given(opened({ emergency: 'not-called' }))
      .when(called)
      .then(happened('EmergencyCalled', { emergency: 'called-by-us' }));
  });

  it('that was called is not taken back', () => {
    given(opened())
      .when({ type: 'RecordEmergency', emergency: 'not-called' })
      .thenRefuses('invalid-input', 'emergency');
  });
});

describe('a new message of the reporter', () => {
  const message = uuid('e1');
  const hold = (messageEventId: string) => ({ type: 'HoldAlert', messageEventId }) as const;

  it('lets everybody wait, once for each message', () => {
    given(...paired)
      .when(hold(message))
      .then(held(message, B, C));
    given(...paired, held(message, B, C))
      .when(hold(message))
      .thenNothing();
    given(...paired, held(message, B, C))
      .when(hold(uuid('e2')))
      .then(held(uuid('e2'), B, C));
  });

  it('is nothing to wait for after the end', () => {
    given(...paired, stoodDown('help-arrived', [B, C]))
      .when(hold(message))
      .thenNothing();
  });

  it('judged to go on forms the pair that had to wait', () => {
    const past = [...alerted, accepted(B), held(message, B), accepted(C), released(A, 'enough')];
    given(...past)
      .when({ type: 'JudgeMessage', seen: past.length - 1, judgement: 'go-on', ending }, { now: at('02:27') })
      .then(happened('AlertResumed', { personIds: [B, C] }), formed(at('02:37'), B, C), pointFor(B, C));
  });

  it('judged to stop stands everybody down', () => {
    given(...alerted, held(message))
      .when({ type: 'JudgeMessage', seen: 2, judgement: 'stand-down', ending })
      .then(stoodDown('no-longer-needed', [], [A, B, C]), ...aftercareOf(CRISIS, OFFICER, []));
  });

  it('is judged on what was seen', () => {
    const judge = { type: 'JudgeMessage', seen: 2, judgement: 'go-on', ending } as const;
    given(...alerted, held(message), held(uuid('e2')))
      .when(judge)
      .thenRefuses('version-conflict');
    given(...alerted)
      .when({ ...judge, seen: 1 })
      .thenRefuses('nothing-held');
  });
});
