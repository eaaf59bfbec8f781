import { type PageEvent, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, expect, it } from 'vitest';
import { PAGE_STEPS_MAX } from './limits.ts';
import { pageDecider } from './page.decider.ts';
import { type Roster, whomToCall } from './whom.policy.ts';

const uuid = (start: string) => `${start.padStart(8, '0')}-0000-4000-8000-000000000000`;
const FIRST = uuid('f1');
const SECOND = uuid('f2');
const OTHER = uuid('f3');
const SIGNAL = uuid('a1');
const CRISIS = uuid('c1');

/** Sunday 22 November 2026, 02.13 at Waterkant. */
const AT = '2026-11-22T01:13:00.000Z';
const IN_3 = '2026-11-22T01:16:00.000Z';
const IN_6 = '2026-11-22T01:19:00.000Z';

const about = { signalId: SIGNAL, why: 'gate' } as const;
const roster: Roster = { first: [FIRST], second: [SECOND] };
const empty: Roster = { first: [], second: [] };
const begin = { type: 'BeginPage', about, roster, pageMinutes: 3 } as const;
const escalate = (step: number) => ({ type: 'EscalatePage', step, roster, pageMinutes: 3 }) as const;
const paged = (step: number, personIds: string[], acknowledgeBefore: string): PageEvent => ({
  type: 'DutyPaged',
  data: { ...about, step, personIds, acknowledgeBefore },
});
const first = paged(1, [FIRST], IN_3);
const nobody: PageEvent = { type: 'NobodyOnDuty', data: about };
const acknowledged = (personId: string): PageEvent => ({ type: 'PageAcknowledged', data: { personId } });

const { given } = specify(pageDecider, { catalogue: createCatalogue({ page: pageEvents }, {}) });

describe('a page', () => {
  it('calls the first on the roster, who has three minutes', () => {
    given().when(begin, { now: AT }).then(first);
  });

  it('is begun once, whatever calls for it again', () => {
    given(first).when(begin, { now: IN_6 }).thenNothing();
    given(first, acknowledged(FIRST)).when(begin, { now: IN_6 }).thenNothing();
  });

  it('says so when nobody is on the roster, and calls the next who is', () => {
    given()
      .when({ ...begin, roster: empty }, { now: AT })
      .then(nobody);
    const resume = { type: 'ResumePage', roster, pageMinutes: 3 } as const;
    given(nobody).when(resume, { now: AT }).then(first);
    given(nobody)
      .when({ ...resume, roster: empty }, { now: AT })
      .thenNothing();
    given(first).when(resume, { now: AT }).thenNothing();
  });

  it('calls the second person and the first when three minutes pass in silence', () => {
    given(first)
      .when(escalate(1), { now: IN_3 })
      .then(paged(2, [SECOND, FIRST], IN_6));
  });

  it('waits until the moment has passed, and knows which step it was', () => {
    given(first).when(escalate(1), { now: '2026-11-22T01:15:59.999Z' }).thenNothing();
    given(first, paged(2, [SECOND, FIRST], IN_6))
      .when(escalate(1), { now: IN_6 })
      .thenNothing();
    given().when(escalate(1), { now: IN_6 }).thenNothing();
  });

  it('says that there is nobody any more when the roster ran empty meanwhile', () => {
    given(first)
      .when({ ...escalate(1), roster: empty }, { now: IN_3 })
      .then(nobody);
  });

  it('stops calling after its last step, and stays open', () => {
    const last = paged(PAGE_STEPS_MAX, [SECOND, FIRST], IN_3);
    const unanswered: PageEvent = { type: 'PageUnanswered', data: {} };
    given(last).when(escalate(PAGE_STEPS_MAX), { now: IN_3 }).then(unanswered);
    given(last, unanswered)
      .when({ type: 'AcknowledgePage', personId: FIRST, isOnDuty: false }, { now: IN_6 })
      .then(acknowledged(FIRST));
  });

  it('about a crisis keeps what it is about through every step', () => {
    const ofCrisis = { signalId: SIGNAL, crisisId: CRISIS, why: 'unsafe' } as const;
    const called: PageEvent = {
      type: 'DutyPaged',
      data: { ...ofCrisis, step: 1, personIds: [SECOND], acknowledgeBefore: IN_3 },
    };
    given()
      .when({ ...begin, about: ofCrisis, roster: { ...roster, officer: SECOND } }, { now: AT })
      .then(called);
    given(called)
      .when({ ...escalate(1), roster: { ...roster, officer: OTHER } }, { now: IN_3 })
      .then({
        type: 'DutyPaged',
        data: { ...ofCrisis, step: 2, personIds: [OTHER, SECOND, FIRST], acknowledgeBefore: IN_6 },
      });
  });
});

describe('acknowledging', () => {
  const by = (personId: string, isOnDuty = true) =>
    ({ type: 'AcknowledgePage', personId, isOnDuty }) as const;

  it('ends the page, for whoever is on duty or was called', () => {
    given(first).when(by(SECOND)).then(acknowledged(SECOND));
    given(first).when(by(FIRST, false)).then(acknowledged(FIRST));
    given(nobody).when(by(OTHER)).then(acknowledged(OTHER));
    given(first, acknowledged(FIRST)).when(escalate(1), { now: IN_3 }).thenNothing();
  });

  it('twice by the same person is one, after somebody else it is over', () => {
    given(first, acknowledged(FIRST)).when(by(FIRST)).thenNothing();
    given(first, acknowledged(FIRST)).when(by(SECOND)).thenRefuses('page-over');
  });

  it('is not for who has no duty and was not called, nor for a page that is not there', () => {
    given(first).when(by(OTHER, false)).thenRefuses('not-allowed');
    given().when(by(FIRST)).thenRefuses('not-found');
  });

  it('happens by itself when somebody did what it was for', () => {
    const end = { type: 'EndPage', personId: OTHER } as const;
    given(first).when(end).then(acknowledged(OTHER));
    given(nobody).when(end).then(acknowledged(OTHER));
    given(first, acknowledged(FIRST)).when(end).thenNothing();
    given().when(end).thenNothing();
  });
});

describe('whom a step calls', () => {
  it('the second where there is no first, and everybody from the second step on, each once', () => {
    expect(whomToCall(1, { first: [], second: [SECOND] })).toEqual([SECOND]);
    expect(whomToCall(2, { first: [FIRST], second: [] })).toEqual([FIRST]);
    expect(whomToCall(7, { first: [FIRST], second: [SECOND, FIRST], officer: SECOND })).toEqual([
      SECOND,
      FIRST,
    ]);
    expect(whomToCall(1, empty)).toEqual([]);
  });

  it('who has duty at once where the officer of the crisis has none any more', () => {
    expect(whomToCall(1, { first: [FIRST], second: [SECOND], officer: OTHER })).toEqual([OTHER, FIRST]);
    expect(whomToCall(1, { first: [], second: [SECOND], officer: OTHER })).toEqual([OTHER, SECOND]);
    expect(whomToCall(1, { first: [FIRST], second: [SECOND], officer: SECOND })).toEqual([SECOND]);
  });

  it('the officer of the crisis also when the roster is empty', () => {
    expect(whomToCall(1, { ...empty, officer: OTHER })).toEqual([OTHER]);
    expect(whomToCall(2, { ...empty, officer: OTHER })).toEqual([OTHER]);
  });
});
