import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import { raiseBody } from '@bijspringen/contracts/signals/api.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { newCommandId, newFollowCode } from '../api/ids.ts';
import type { KeptOutcome, SendOutcome } from '../outbox/send.ts';
import { RaiseModel } from './raise.model.ts';
import type { Store } from './stored.ts';

const NOW = new Date('2026-11-24T09:42:00.000Z');
const raised = {
  signalId: '00000000-0000-4000-8000-000000000009',
  position: 'store:1',
  isLate: false,
  promise: {
    readBefore: '2026-11-24T16:00:00.000Z',
    answerBefore: '2026-11-26T16:00:00.000Z',
    reader: 'social-caretaker' as const,
    isNobodyReadingNow: false,
  },
};

/** A storage that lives as long as a tab. */
function tab(): Store & { size: () => number; all: () => string } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    size: () => kept.size,
    all: () => [...kept.values()].join(),
  };
}

let store: ReturnType<typeof tab>;
let bodies: RaiseBody[];
let outcome: SendOutcome;
let retried: KeptOutcome;
let thrownAway: string[];

beforeEach(() => {
  store = tab();
  bodies = [];
  outcome = { kind: 'sent', raised };
  retried = { kind: 'sent', raised };
  thrownAway = [];
});

function open() {
  return new RaiseModel({
    send: async (body) => {
      bodies.push(body);
      return outcome;
    },
    retry: async () => retried,
    throwAway: async (commandId) => void thrownAway.push(commandId),
    newCommandId,
    newFollowCode,
    language: () => 'nl',
    now: () => NOW,
    store,
  });
}

function filledIn(text = 'gordijne dicht sinds haar man dood is') {
  const raise = open();
  raise.begin('concern');
  raise.passGate('no');
  raise.change({ text });
  raise.leaveWhat();
  raise.change({ place: 'Lisdodde 14' });
  raise.leaveWhere();
  return raise;
}

describe('the gate', () => {
  it('comes first for a worry and for help, with no answer preset', () => {
    for (const kind of ['concern', 'help'] as const) {
      const raise = open();
      raise.begin(kind);
      expect(raise.step.value).toBe('gate');
      expect(raise.draft.value).toMatchObject({ dangers: [] });
      expect(raise.draft.value.emergencyCalled).toBeUndefined();
      raise.forget();
    }
  });

  it('does not meet a wish or an offer', () => {
    for (const kind of ['wish', 'offer'] as const) {
      const raise = open();
      raise.begin(kind);
      expect(raise.step.value).toBe('what');
      raise.forget();
    }
  });

  it('opens the 112 screen at a tap, keeps the choice, and lets somebody choose more', () => {
    const raise = open();
    raise.begin('concern');
    raise.tapDanger('violence');
    expect(raise.step.value).toBe('emergency');
    raise.go('gate');
    raise.tapDanger('child');
    expect(raise.draft.value.dangers).toEqual(['violence', 'child']);
  });

  it('takes back the last tap, and that one only', () => {
    const raise = open();
    raise.begin('concern');
    raise.tapDanger('violence');
    raise.go('gate');
    raise.tapDanger('child');
    raise.takeTapBack();
    expect(raise.draft.value.dangers).toEqual(['violence']);
    expect(raise.step.value).toBe('gate');
  });

  it('never blocks: both answers go on, and both are recorded', async () => {
    for (const called of ['yes', 'no'] as const) {
      const raise = open();
      raise.begin('help');
      raise.passGate(called);
      expect(raise.step.value).toBe('what');
      raise.change({ text: 'ik snap er nix van' });
      await raise.send();
      expect(bodies.pop()?.gate).toEqual({ dangers: [], emergencyCalled: called });
      raise.forget();
    }
  });
});

describe('the screens', () => {
  it('say what is missing, and stay', () => {
    const raise = open();
    raise.begin('concern');
    raise.passGate('no');
    raise.leaveWhat();
    expect(raise.step.value).toBe('what');
    expect(raise.errors.value).toEqual({ text: 'error.text-concern' });
    raise.change({ text: 'hond blaft' });
    raise.leaveWhat();
    raise.leaveWhere();
    expect(raise.step.value).toBe('where');
    expect(raise.errors.value).toEqual({ place: 'error.place' });
  });

  it('need no place for help, a wish or an offer', () => {
    for (const kind of ['help', 'wish', 'offer'] as const) {
      const raise = open();
      raise.begin(kind);
      raise.go('where');
      raise.leaveWhere();
      expect(raise.step.value).toBe('check');
      raise.forget();
    }
  });

  it('refuse a text, a place or a phone number that is too long', async () => {
    const raise = filledIn('a'.repeat(2_001));
    raise.go('what');
    raise.leaveWhat();
    expect(raise.errors.value).toEqual({ text: 'error.text-long' });
    raise.change({ text: 'kort', contact: '0'.repeat(201) });
    raise.go('check');
    await raise.leaveCheck();
    expect(raise.errors.value).toEqual({ contact: 'error.contact-long' });
    expect(bodies).toEqual([]);
  });

  it('go on after a reload where they were', () => {
    filledIn();
    const again = open();
    again.begin('concern');
    expect(again.step.value).toBe('check');
    expect(again.draft.value.place).toBe('Lisdodde 14');
  });

  it('start anew for another kind', () => {
    const raise = filledIn();
    raise.begin('wish');
    expect(raise.draft.value.text).toBe('');
  });
});

describe('tips to begin a conversation', () => {
  it('are for who asks for help with it', () => {
    const raise = filledIn();
    raise.change({ spoken: 'wants-help' });
    expect(raise.offersTips.value).toBe(true);
  });

  it('are never put to who does not dare, nor where there is danger or a grave word', () => {
    const raise = filledIn();
    raise.change({ spoken: 'did-not-dare' });
    expect(raise.offersTips.value).toBe(false);
    raise.change({ spoken: 'wants-help', dangers: ['violence'] });
    expect(raise.offersTips.value).toBe(false);
    raise.change({ dangers: [], emergencyCalled: 'yes' });
    expect(raise.offersTips.value).toBe(false);
    raise.change({ emergencyCalled: 'no', text: 'hij heeft een mes' });
    expect(raise.offersTips.value).toBe(false);
  });
});

describe('sending', () => {
  it('sends what the contract asks for, with the code that the phone made', async () => {
    const raise = filledIn();
    raise.change({ seen: 'today', spoken: 'wants-help', subjectKnows: 'no', contact: ' ' });
    const code = raise.draft.value.followCode;
    await raise.leaveCheck();
    expect(raiseBody.parse(bodies[0])).toMatchObject({
      kind: 'concern',
      followCode: code,
      place: 'Lisdodde 14',
      gate: { dangers: [], emergencyCalled: 'no' },
      writtenAt: NOW.toISOString(),
    });
    expect(bodies[0]).not.toHaveProperty('contact');
    expect(raise.step.value).toBe('sent');
    expect(raise.sent.value).toEqual(raised);
  });

  it('sends no answers that belong to another kind', async () => {
    const raise = open();
    raise.begin('wish');
    raise.change({ text: 'ik wil graag schaken', start: 'together', seen: 'today', spoken: 'yes' });
    await raise.send();
    expect(bodies[0]).toMatchObject({ kind: 'wish', start: 'together' });
    for (const field of ['gate', 'seen', 'spoken', 'subjectKnows', 'place'])
      expect(bodies[0]).not.toHaveProperty(field);
  });

  it('first offers somebody to talk to when the words ask for it, and never blocks', async () => {
    const raise = filledIn('hij zei voor mij hoeft t niet meer');
    await raise.leaveCheck();
    expect(raise.step.value).toBe('warn');
    expect(bodies).toEqual([]);
    await raise.send();
    expect(raise.step.value).toBe('sent');
  });

  it('repeats the same message to the letter when nothing came back', async () => {
    outcome = { kind: 'unreachable' };
    const raise = filledIn();
    await raise.leaveCheck();
    expect(raise.step.value).toBe('unsent');
    await raise.retry();
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('makes other words another message with its own code', async () => {
    outcome = { kind: 'unreachable' };
    const raise = filledIn();
    await raise.leaveCheck();
    raise.change({ text: 'andere woorden' });
    await raise.send();
    expect(bodies[1]?.commandId).not.toBe(bodies[0]?.commandId);
    expect(bodies[1]?.followCode).not.toBe(bodies[0]?.followCode);
  });

  it('shows the field that the server refuses', async () => {
    outcome = {
      kind: 'refused',
      problem: { code: 'invalid-input', errors: [{ field: 'place', code: 'x', message: '' }] },
    };
    const raise = filledIn();
    await raise.leaveCheck();
    expect(raise.step.value).toBe('where');
    expect(raise.problem.value).toBe('invalid-input');
  });

  it('stays on the check screen with a sentence when the server cannot take it', async () => {
    outcome = { kind: 'refused', problem: { code: 'store-full', errors: [] } };
    const raise = filledIn();
    await raise.leaveCheck();
    expect(raise.step.value).toBe('check');
    expect(raise.problem.value).toBe('store-full');
    expect(raise.draft.value.text).not.toBe('');
  });
});

describe('a message that is kept', () => {
  it('leaves no readable copy in the tab', async () => {
    outcome = { kind: 'kept' };
    const raise = filledIn();
    await raise.leaveCheck();
    expect(raise.step.value).toBe('unsent');
    expect(raise.isKept.value).toBe(true);
    expect(store.size()).toBe(0);
  });

  it('is sent when somebody asks, and says so when the phone already did', async () => {
    for (const result of [{ kind: 'sent', raised } as const, { kind: 'gone' } as const]) {
      outcome = { kind: 'kept' };
      retried = result;
      const raise = filledIn();
      await raise.leaveCheck();
      await raise.retry();
      expect(raise.step.value).toBe('sent');
      raise.forget();
    }
  });

  it('can be thrown away', async () => {
    outcome = { kind: 'kept' };
    const raise = filledIn();
    const { commandId } = raise.draft.value;
    await raise.leaveCheck();
    await raise.throwAway();
    expect(thrownAway).toEqual([commandId]);
    expect(raise.draft.value.text).toBe('');
  });
});

describe('forgetting', () => {
  it('leaves nothing of what was written, not even the code', () => {
    const raise = filledIn();
    const { followCode } = raise.draft.value;
    expect(store.all()).toContain('Lisdodde');
    raise.forget();
    expect(store.size()).toBe(0);
    expect(raise.draft.value.followCode).not.toBe(followCode);
    expect(raise.draft.value.text).toBe('');
  });
});
