import type { CrisisEvent, PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { describe, expect, it } from 'vitest';
import { messagesOf } from './messages.policy.ts';
import { whyNotWanted } from './wanted.policy.ts';

const AT = '2026-11-22T01:19:00.000Z';
const LATER = '2026-11-22T01:29:00.000Z';
type Told = CrisisEvent | PageEvent | SignalEvent;

function streamOf(category: string, ...told: Told[]): RecordedEvent[] {
  return told.map((event, version) => ({
    ...event,
    id: `event-${version}`,
    schemaVersion: 1,
    stream: `${category}-x`,
    version,
    position: String(version),
    metadata: { at: AT } as RecordedEvent['metadata'],
  }));
}

const wave = (...personIds: string[]): CrisisEvent => ({
  type: 'WaveAlerted',
  data: { wave: 1, personIds, passedOver: [], expiresAt: LATER, isLast: false },
});
const says = (
  type: 'ResponderAccepted' | 'ResponderStopped' | 'ResponderHome',
  personId = 'b',
): CrisisEvent => ({
  type,
  data: { personId },
});
const declined = (personId = 'b'): CrisisEvent => ({
  type: 'ResponderDeclined',
  data: { personId, why: 'cannot' },
});
const pair: CrisisEvent = { type: 'PairFormed', data: { personIds: ['b', 'c'], checkBefore: LATER } };
const broken: CrisisEvent = { type: 'PairBroken', data: { because: 'stopped', leftPersonIds: ['b'] } };
const held: CrisisEvent = { type: 'AlertHeld', data: { messageEventId: 'm', personIds: ['b', 'c'] } };
const resumed: CrisisEvent = { type: 'AlertResumed', data: { personIds: ['b', 'c'] } };
const check: CrisisEvent = { type: 'SafetyCheckAsked', data: { personId: 'b', checkBefore: LATER } };
const checked: CrisisEvent = { type: 'SafetyCheckDone', data: { personId: 'b', checkBefore: LATER } };
const released = (because: 'enough' | 'not-enough'): CrisisEvent => ({
  type: 'ResponderReleased',
  data: { personId: 'b', because },
});
const stoodDown: CrisisEvent = {
  type: 'StoodDown',
  data: { because: 'help-arrived', personIds: ['b'], askedPersonIds: ['d'] },
};
const backup: CrisisEvent = { type: 'BackupRequested', data: { why: 'not-enough', personIds: ['b'] } };
const closed: CrisisEvent = { type: 'CrisisClosed', data: {} };
const paged = (step = 1): PageEvent => ({
  type: 'DutyPaged',
  data: { why: 'gate', step, personIds: ['b'], acknowledgeBefore: LATER },
});
const acknowledged: PageEvent = { type: 'PageAcknowledged', data: { personId: 'c' } };
const asked: SignalEvent = {
  type: 'QuestionAsked',
  data: { questionId: 'q', next: { step: 'read', before: LATER } },
};

/** Of the first event, to person b, after all that follows. */
function why(kind: MessageKind, ...told: Told[]) {
  const category = kind === 'page' ? 'page' : kind === 'answer' ? 'signal' : 'crisis';
  const personId = kind === 'answer' ? null : 'b';
  return whyNotWanted({ kind, causeEventId: 'event-0', personId }, streamOf(category, ...told));
}

describe('a message is wanted', () => {
  it('while nothing changed for that person', () => {
    expect(why('alert', wave('b', 'c'))).toBeNull();
    expect(why('alert', wave('b', 'c'), says('ResponderAccepted', 'c'), declined('c'))).toBeNull();
    expect(why('alert', wave('b'), wave('c'))).toBeNull();
  });

  it('not when it stands nowhere', () => {
    expect(whyNotWanted({ kind: 'alert', causeEventId: 'elsewhere', personId: 'b' }, [])).toBe('closed');
  });
});

describe('after a stand-down', () => {
  it.each([
    ['alert', wave('b')],
    ['pair', pair],
    ['wait', broken],
    ['resumed', resumed],
    ['check', check],
    ['backup', backup],
  ] as const)('no %s begins', (kind, cause) => {
    expect(why(kind, cause, stoodDown)).toBe('stood-down');
  });

  it('the words of the end do go out', () => {
    expect(why('stand-down', stoodDown)).toBeNull();
    expect(why('enough', stoodDown)).toBeNull();
    expect(why('stand-down', stoodDown, closed)).toBeNull();
    expect(
      why('enough', released('enough'), { ...stoodDown, data: { ...stoodDown.data, personIds: [] } }),
    ).toBeNull();
  });

  it('colleagues are called for what came with it, such as a danger', () => {
    const stream = streamOf('crisis', stoodDown, backup);
    expect(whyNotWanted({ kind: 'backup', causeEventId: 'event-1', personId: 'b' }, stream)).toBeNull();
  });

  it('nobody who is home is sent home', () => {
    expect(why('stand-down', stoodDown, says('ResponderHome'))).toBe('answered');
  });
});

describe('whoever said something', () => {
  it('is not asked again', () => {
    expect(why('alert', wave('b'), says('ResponderAccepted'))).toBe('answered');
    expect(why('alert', wave('b'), declined())).toBe('answered');
    expect(why('alert', wave('b'), released('enough'))).toBe('superseded');
  });

  it('is not told of a pair that they left', () => {
    expect(why('pair', pair, says('ResponderStopped'))).toBe('answered');
    expect(why('wait', broken, says('ResponderStopped'))).toBe('answered');
  });

  it('is not asked whether all is well after saying so', () => {
    expect(why('check', check, checked)).toBe('answered');
    expect(
      why('check', check, { ...checked, data: { ...checked.data, personId: 'c' } } as CrisisEvent),
    ).toBeNull();
  });
});

describe('a later message of the same thread', () => {
  it('stands in the place of the earlier one, so that "wacht" is never covered by what came before', () => {
    expect(why('pair', pair, broken)).toBe('superseded');
    expect(why('wait', held, resumed)).toBe('superseded');
    expect(why('wait', broken, pair)).toBe('superseded');
  });

  it('leaves another thread alone', () => {
    expect(why('wait', broken, check)).toBeNull();
    expect(why('backup', backup, wave('b'))).toBeNull();
  });
});

describe('a page', () => {
  it('is over when somebody picked it up, and replaced by its next step', () => {
    expect(why('page', paged())).toBeNull();
    expect(why('page', paged(), acknowledged)).toBe('acknowledged');
    expect(why('page', paged(), paged(2))).toBe('superseded');
  });
});

describe('an answer', () => {
  it('is brought until the message was taken back', () => {
    expect(why('answer', asked)).toBeNull();
    expect(why('answer', asked, { type: 'SignalWithdrawn', data: { retention: 'withdrawn' } as never })).toBe(
      'closed',
    );
  });

  it('is not that somebody read it', () => {
    const [read] = streamOf('signal', { type: 'FeedbackGiven', data: { sentence: 'read' } });
    const [told] = streamOf('signal', { type: 'FeedbackGiven', data: {} });
    expect(read && messagesOf(read)).toEqual([]);
    expect(told && messagesOf(told)).toMatchObject([{ kind: 'answer', signalId: 'x' }]);
  });
});

describe('an event of a newer release', () => {
  it('is not looked into', () => {
    const [newer] = streamOf('crisis', wave('b'));
    const unknown = {
      ...newer,
      id: 'newer',
      type: 'HelicopterCalled',
      get data(): never {
        throw new Error('newer than me');
      },
    } as unknown as RecordedEvent;
    expect(messagesOf(unknown)).toEqual([]);
    const stream = [...streamOf('crisis', wave('b')), unknown];
    expect(whyNotWanted({ kind: 'alert', causeEventId: 'event-0', personId: 'b' }, stream)).toBeNull();
  });
});
