import { beforeEach, describe, expect, it } from 'vitest';
import type { Announced } from '../outbox/outbox.ts';
import type { KeptOutcome } from '../outbox/send.ts';
import { KeptModel } from './kept.model.ts';

const late: Announced = { commandId: 'a', writtenAtMs: 0, mayGoByItself: false, isRefused: false };
let onPhone: Announced[];
let flushed: number | Error;
let outcome: KeptOutcome;

function open() {
  return new KeptModel({
    list: async () => onPhone,
    flush: async () => {
      if (flushed instanceof Error) throw flushed;
      return { sent: flushed };
    },
    send: async (commandId) => {
      if (outcome.kind !== 'kept') onPhone = onPhone.filter((message) => message.commandId !== commandId);
      return outcome;
    },
    discard: async (commandId) => {
      onPhone = onPhone.filter((message) => message.commandId !== commandId);
    },
    nowMs: () => 0,
  });
}

beforeEach(() => {
  onPhone = [late];
  flushed = 0;
  outcome = { kind: 'gone' };
});

describe('messages that wait on the phone', () => {
  it('are shown at opening, and what went by itself is told', async () => {
    flushed = 1;
    const kept = open();
    await kept.open();
    expect(kept.messages.value).toEqual([late]);
    expect(kept.wasSent.value).toBe(true);
  });

  it('are still shown when nothing can be sent', async () => {
    flushed = new Error('no database');
    const kept = open();
    await kept.open();
    expect(kept.messages.value).toEqual([late]);
    expect(kept.wasSent.value).toBe(false);
  });

  it('stay when the connection is still away, and go when it is not', async () => {
    const kept = open();
    await kept.open();
    outcome = { kind: 'kept' };
    await kept.send('a');
    expect(kept.messages.value).toEqual([late]);
    expect(kept.wasSent.value).toBe(false);
    outcome = { kind: 'gone' };
    await kept.send('a');
    expect(kept.messages.value).toEqual([]);
    expect(kept.wasSent.value).toBe(true);
  });

  it('can be thrown away', async () => {
    const kept = open();
    await kept.open();
    await kept.discard('a');
    expect(kept.messages.value).toEqual([]);
  });
});
