import { describe, it } from 'vitest';
import {
  A,
  accepted,
  alerted,
  at,
  B,
  broken,
  C,
  D,
  formed,
  happened,
  held,
  opened,
  paired,
  pointFor,
  released,
  resident,
  stoodDown,
  uuid,
  wave,
} from './crisis.fixture.ts';
import { given } from './specification.fixture.ts';

const accept = (personId: string) => ({ type: 'AcceptAlert', personId }) as const;
const decline = (personId: string) => ({ type: 'DeclineAlert', personId, why: 'cannot' }) as const;
const goOnTheWay = (personId: string) => ({ type: 'GoOnTheWay', personId }) as const;
const arrive = (personId: string) => ({ type: 'Arrive', personId }) as const;
const goHome = (personId: string) => ({ type: 'GoHome', personId }) as const;
const checked = (personId: string, checkBefore: string) =>
  happened('SafetyCheckDone', { personId, checkBefore });
const arrived = (personId: string) => happened('ResponderArrived', { personId });
const stopped = (personId: string) => happened('ResponderStopped', { personId });
const three = [opened({ needed: 3 }), wave(1, [A, B, C, D])] as const;

describe('coming', () => {
  it('the first who says yes waits', () => {
    given(...alerted)
      .when(accept(B), { now: at('02:21') })
      .then(accepted(B));
  });

  it('two who said yes are a pair with a meeting point, and the others are thanked', () => {
    given(...alerted, accepted(B))
      .when(accept(C), { now: at('02:24') })
      .then(accepted(C), formed(at('02:34'), B, C), pointFor(B, C), released(A, 'enough'));
  });

  it('a third joins the pair where three are needed', () => {
    given(...three, accepted(B), accepted(C), formed(at('02:34'), B, C), pointFor(B, C))
      .when(accept(D), { now: at('02:26') })
      .then(
        accepted(D),
        happened('PairJoined', { personId: D, checkBefore: at('02:36') }),
        pointFor(D),
        released(A, 'enough'),
      );
  });

  it('twice changes nothing', () => {
    given(...alerted, accepted(B))
      .when(accept(B))
      .thenNothing();
    given(...paired)
      .when(accept(B))
      .thenNothing();
  });

  it('after two others is not needed', () => {
    given(...paired)
      .when(accept(A))
      .thenRefuses('enough-helpers');
  });

  it('after the own wave’s deadline is welcome while the alert runs', () => {
    given(...alerted, happened('WaveExpired', { wave: 1, standing: 0 }), wave(2, [D]))
      .when(accept(A), { now: at('02:27') })
      .then(accepted(A));
  });

  it('is over after the stand-down, after the end, and for whoever was not asked', () => {
    given(...alerted, stoodDown('help-arrived', [], [A, B, C]))
      .when(accept(A))
      .thenRefuses('alert-over');
    given(...alerted)
      .when(accept(A), { now: at('03:19') })
      .thenRefuses('alert-over');
    given(...alerted)
      .when(accept(D))
      .thenRefuses('not-asked');
  });

  it('after a no or a stop is not asked back', () => {
    given(...alerted, happened('ResponderDeclined', { personId: A, why: 'cannot' }))
      .when(accept(A))
      .thenRefuses('already-declined');
    given(...alerted, accepted(B), stopped(B))
      .when(accept(B))
      .thenRefuses('already-declined');
  });

  it('while the reporter’s message waits counts, and forms no pair yet', () => {
    given(...alerted, accepted(B), held(uuid('e1'), B))
      .when(accept(C), { now: at('02:24') })
      .then(accepted(C), released(A, 'enough'));
  });
});

describe('not coming', () => {
  it('before a yes is a no', () => {
    given(...alerted)
      .when(decline(A))
      .then(happened('ResponderDeclined', { personId: A, why: 'cannot' }));
  });

  it('after a yes is a stop, and whoever is left waits', () => {
    given(...paired)
      .when(decline(C))
      .then(stopped(C), broken('stopped', B));
  });

  it('of one of three leaves a pair', () => {
    const joined = happened('PairJoined', { personId: D, checkBefore: at('02:36') });
    given(...three, accepted(B), accepted(C), formed(at('02:34'), B, C), pointFor(B, C), accepted(D), joined)
      .when(decline(C))
      .then(stopped(C));
  });

  it('after arrival is a stop too: nobody is kept, and that somebody was there stays true', () => {
    given(...paired, arrived(C), checked(C, at('02:41')))
      .when(decline(C))
      .then(stopped(C), broken('stopped', B));
  });

  it('twice changes nothing', () => {
    given(...paired, stopped(C), broken('stopped', B))
      .when(decline(C))
      .thenNothing();
  });

  it('is over after the stand-down, and unknown to whoever was not asked', () => {
    given(...alerted, stoodDown('help-arrived', []))
      .when(decline(A))
      .thenRefuses('alert-over');
    given(...alerted)
      .when(decline(D))
      .thenRefuses('not-asked');
  });
});

describe('going', () => {
  it('on the way counts as a safety check', () => {
    given(...paired)
      .when(goOnTheWay(B), { now: at('02:26'), actor: resident(B) })
      .then(happened('ResponderOnTheWay', { personId: B }), checked(B, at('02:36')));
  });

  it('one who arrives does not get the place alone', () => {
    given(...paired)
      .when(arrive(B), { now: at('02:31') })
      .then(arrived(B), checked(B, at('02:41')));
  });

  it('both get the place when both are there', () => {
    given(...paired, arrived(B), checked(B, at('02:41')))
      .when(arrive(C), { now: at('02:33') })
      .then(arrived(C), checked(C, at('02:43')), happened('PlaceShared', { personIds: [B, C] }));
  });

  it('alone is refused', () => {
    given(...alerted, accepted(B))
      .when(goOnTheWay(B))
      .thenRefuses('wait-for-another');
    given(...alerted, accepted(B))
      .when(arrive(B))
      .thenRefuses('wait-for-another');
    given(...paired, stopped(C), broken('stopped', B))
      .when(arrive(B))
      .thenRefuses('wait-for-another');
  });

  it('waits while the reporter’s message waits', () => {
    given(...paired, held(uuid('e1'), B, C))
      .when(goOnTheWay(B))
      .thenRefuses('wait-for-another');
  });

  it('again changes nothing, and on the way after arriving is too late', () => {
    given(...paired, arrived(B), checked(B, at('02:41')))
      .when(arrive(B))
      .thenNothing();
    given(...paired, happened('ResponderOnTheWay', { personId: B }), checked(B, at('02:36')))
      .when(goOnTheWay(B))
      .thenNothing();
    given(...paired, arrived(B), checked(B, at('02:41')))
      .when(goOnTheWay(B))
      .thenRefuses('already-arrived');
  });

  it('is for those who said yes', () => {
    given(...alerted)
      .when(goOnTheWay(A))
      .thenRefuses('not-accepted');
    given(...paired, stoodDown('help-arrived', [B, C]))
      .when(arrive(B))
      .thenRefuses('alert-over');
  });
});

describe('home', () => {
  const down = [...paired, stoodDown('help-arrived', [B, C])] as const;

  it('is the last check, with how it was', () => {
    given(...down)
      .when({ ...goHome(C), feeling: 'heavy' })
      .then(happened('ResponderHome', { personId: C, feeling: 'heavy' }));
  });

  it('how it was may be said later', () => {
    given(...down, happened('ResponderHome', { personId: C }))
      .when({ ...goHome(C), feeling: 'talk-now' })
      .then(happened('ResponderHome', { personId: C, feeling: 'talk-now' }));
    given(...down, happened('ResponderHome', { personId: C, feeling: 'fine' }))
      .when(goHome(C))
      .thenNothing();
  });

  it('while the alert runs leaves the other waiting', () => {
    given(...paired)
      .when(goHome(C))
      .then(happened('ResponderHome', { personId: C }), broken('went-home', B));
  });

  it('may be said after closing too', () => {
    given(...down, happened('CrisisClosed', {}))
      .when(goHome(B))
      .then(happened('ResponderHome', { personId: B }));
  });

  it('is for those who said yes', () => {
    given(...alerted)
      .when(goHome(A))
      .thenRefuses('not-accepted');
    given(...alerted)
      .when(goHome(D))
      .thenRefuses('not-asked');
  });
});
