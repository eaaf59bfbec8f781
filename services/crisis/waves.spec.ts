import { describe, it } from 'vitest';
import {
  A,
  accepted,
  alerted,
  at,
  B,
  backup,
  broken,
  C,
  choice,
  D,
  E,
  ending,
  expired,
  happened,
  held,
  opened,
  paired,
  policy,
  released,
  SECOND,
  stoodDown,
  uuid,
  wave,
} from './crisis.fixture.ts';
import { given } from './specification.fixture.ts';

const advance = (...left: string[]) =>
  ({ type: 'AdvanceWaves', choice: choice(left), backupPersonIds: [SECOND] }) as const;
const sendNext = (seen: number, ...left: string[]) =>
  ({ type: 'SendNextWave', seen, choice: choice(left) }) as const;
const at0225 = { now: at('02:25') };
const oneWave = [
  opened({ policy: { ...policy, wavesMax: 1 } }),
  wave(1, [A, B, C], { isLast: true }),
] as const;

describe('a wave', () => {
  it('that passed without two is followed by the next', () => {
    given(...alerted)
      .when(advance(D, E), at0225)
      .then(expired(1, 0), wave(2, [D, E]));
    given(...alerted, accepted(B))
      .when(advance(D, E), at0225)
      .then(expired(1, 1), wave(2, [D, E]));
  });

  it('asks nobody again who was chosen a moment ago and has been asked meanwhile', () => {
    given(...alerted)
      .when(advance(A, D, B), at0225)
      .then(expired(1, 0), wave(2, [D]));
    given(...alerted)
      .when(sendNext(1, A, B))
      .thenRefuses('no-more-waves');
  });

  it('does not pass before its deadline', () => {
    given(...alerted)
      .when(advance(D, E), { now: at('02:24') })
      .thenNothing();
  });

  it('that passed while two stand is noted, and no other goes', () => {
    given(...paired)
      .when(advance(D, E), at0225)
      .then(expired(1, 2));
  });

  it('after the last the single one is thanked, and professionals are asked', () => {
    given(...oneWave, accepted(B))
      .when(advance(D, E), at0225)
      .then(expired(1, 1), released(B, 'not-enough'), backup('not-enough'));
  });

  it('nobody left to ask is the end of the waves too, at the deadline', () => {
    given(...alerted, accepted(B))
      .when(advance(), at0225)
      .then(expired(1, 1), released(B, 'not-enough'), backup('not-enough'));
  });

  it('goes at once when the pair broke, before any deadline', () => {
    given(...paired, happened('ResponderStopped', { personId: C }), broken('stopped', B))
      .when(advance(D), { now: at('02:24') })
      .then(wave(2, [D], { expiresAt: at('02:30') }));
  });

  it('the single one waits for the deadline when the pair broke and nobody is left', () => {
    given(...paired, happened('ResponderStopped', { personId: C }), broken('stopped', B))
      .when(advance(), { now: at('02:24') })
      .thenNothing();
  });

  it('does not go while the reporter’s message waits; its deadline is noted', () => {
    given(...alerted, held(uuid('e1')))
      .when(advance(D, E), at0225)
      .then(expired(1, 0));
  });

  it('goes at once when the alert goes on after its moment has passed', () => {
    const resumed = happened('AlertResumed', { personIds: [] });
    given(...alerted, held(uuid('e1')), expired(1, 0), resumed)
      .when(advance(D, E), { now: at('02:28') })
      .then(wave(2, [D, E], { expiresAt: at('02:34') }));
  });

  it('does not go by itself after "niet veilig"', () => {
    const unsafe = happened('ResponderUnsafe', { personId: B });
    given(...alerted, accepted(B), unsafe, backup('unsafe'))
      .when(advance(D, E), at0225)
      .then(expired(1, 0));
  });

  it('never goes once the alert should have ended, however late a host wakes', () => {
    given(...alerted)
      .when(advance(D, E), { now: at('03:19') })
      .thenNothing();
  });

  it('never goes after a stand-down', () => {
    given(...alerted, stoodDown('help-arrived', [], [A, B, C]))
      .when(advance(D, E), at0225)
      .thenNothing();
  });

  it('has no deadline after the end of the alert', () => {
    given(...alerted)
      .when(advance(D), { now: at('03:15') })
      .then(expired(1, 0), wave(2, [D], { expiresAt: at('03:19') }));
  });
});

describe('the next wave by hand', () => {
  it('need not wait for the deadline', () => {
    given(...alerted)
      .when(sendNext(1, D), { now: at('02:22') })
      .then(wave(2, [D], { expiresAt: at('02:28') }));
  });

  it('goes on after "niet veilig", by the duty officer’s decision', () => {
    const past = [...alerted, accepted(B), happened('ResponderUnsafe', { personId: B }), backup('unsafe')];
    given(...past)
      .when(sendNext(past.length - 1, D), { now: at('02:22') })
      .then(wave(2, [D], { expiresAt: at('02:28') }));
  });

  it('from a screen that is too old is refused', () => {
    given(...alerted, accepted(B))
      .when(sendNext(1, D))
      .thenRefuses('version-conflict', 'seen');
    given(...alerted)
      .when(sendNext(7, D))
      .thenRefuses('version-conflict', 'seen');
  });

  it('a step on the way makes no screen too old', () => {
    given(...alerted, happened('ResponderDeclined', { personId: A, why: 'cannot' }))
      .when(sendNext(1, D), { now: at('02:22') })
      .then(wave(2, [D], { expiresAt: at('02:28') }));
  });

  it('is refused when there are enough, none is left, the alert is held or over, or residents are impossible', () => {
    given(...paired)
      .when(sendNext(paired.length - 1, D))
      .thenRefuses('enough-helpers');
    given(...oneWave)
      .when(sendNext(1, D))
      .thenRefuses('no-more-waves');
    given(...alerted)
      .when(sendNext(1))
      .thenRefuses('no-more-waves');
    given(...alerted, held(uuid('e1')))
      .when(sendNext(2, D))
      .thenRefuses('alert-held');
    given(...alerted, stoodDown('help-arrived', []))
      .when(sendNext(2, D))
      .thenRefuses('alert-over');
    given(...alerted)
      .when(sendNext(1, D), { now: at('03:19') })
      .thenRefuses('alert-over');
    given(opened(), happened('AlertRefused', { rules: ['unanswered'] }), backup('residents-impossible'))
      .when(sendNext(2, D))
      .thenRefuses('residents-impossible');
    given(...alerted, stoodDown('help-arrived', []), happened('CrisisClosed', {}))
      .when(sendNext(3, D))
      .thenRefuses('crisis-closed');
  });
});

describe('somebody who was thanked because there were enough', () => {
  it('may be asked again, and then may come', () => {
    const again = [
      ...paired,
      happened('ResponderStopped', { personId: C }),
      broken('stopped', B),
      wave(2, [A], { expiresAt: at('02:36') }),
    ];
    given(...again)
      .when({ type: 'AcceptAlert', personId: A }, { now: at('02:31') })
      .then(
        accepted(A),
        happened('PairFormed', { personIds: [A, B], checkBefore: at('02:41') }),
        happened('MeetingPointShared', { personIds: [A, B] }),
      );
  });
});

describe('a large wave', () => {
  const crowd = Array.from({ length: 100 }, (_, index) => uuid(5_000 + index));
  const asked = [opened(), wave(1, crowd)];

  it('is thanked in steps that one append has room for, until nobody is left', () => {
    const [first = '', second = '', ...rest] = crowd;
    const thanks = rest.map((personId) => released(personId, 'enough'));
    const pair = [
      happened('PairFormed', { personIds: [first, second], checkBefore: at('02:36') }),
      happened('MeetingPointShared', { personIds: [first, second] }),
    ];
    const past = [...asked, accepted(first)];
    const full = [...past, accepted(second), ...pair, ...thanks.slice(0, 40)];
    given(...past)
      .when({ type: 'AcceptAlert', personId: second })
      .then(...full.slice(past.length));
    given(...full)
      .when({ type: 'AcceptAlert', personId: rest[60] ?? '' })
      .thenRefuses('enough-helpers');
    given(...full)
      .when({ type: 'ReleaseAsked' }, { repeatWrites: true })
      .then(...thanks.slice(40, 80));
    given(...full, ...thanks.slice(40, 80))
      .when({ type: 'ReleaseAsked' })
      .then(...thanks.slice(80));
  });
});

it('an alert ends by itself after its last moment, and not before', () => {
  given(...paired)
    .when({ type: 'EndAlert', ending }, { now: at('03:18') })
    .thenNothing();
});
