import { describe, expect, it } from 'vitest';
import { type Line, sendAnswer, sendReceipt } from './push-send.ts';

const data = {
  kind: 'alert',
  navigate: '/werk',
  deliveryId: 'one',
  receipt: 'secret',
  crisisId: 'c',
} as const;

/** A line that answers what it is told, in order; a number is a status, `null` is no connection. */
function lineThat(...answers: (number | null)[]) {
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  const waits: number[] = [];
  const line: Line = {
    send: async (path, init) => {
      asked.push({ path, body: JSON.parse(String(init.body)) });
      const status = answers[asked.length - 1] ?? null;
      if (status === null) throw new TypeError('no connection');
      return { ok: status < 300, status };
    },
    wait: async (ms) => void waits.push(ms),
  };
  return { line, asked, waits };
}

describe('a receipt', () => {
  it('is sent again while there is no connection, with longer waits, and then arrives', async () => {
    const { line, asked, waits } = lineThat(null, 503, 200);
    expect(await sendReceipt(line, data, 'shown')).toEqual({ kind: 'done' });
    expect(asked).toHaveLength(3);
    expect(asked[2]).toEqual({
      path: '/api/push/receipts',
      body: { deliveryId: 'one', receipt: 'secret', what: 'shown' },
    });
    expect(waits).toEqual([1_000, 4_000]);
  });

  it('is given up after a few tries', async () => {
    const { line, asked } = lineThat();
    expect(await sendReceipt(line, data, 'shown')).toEqual({ kind: 'unreachable' });
    expect(asked).toHaveLength(4);
  });

  it('that the server does not know is not tried again', async () => {
    const { line, asked } = lineThat(404);
    expect(await sendReceipt(line, data, 'opened')).toEqual({ kind: 'refused', status: 404 });
    expect(asked).toHaveLength(1);
  });

  it('is not sent for a message that had none', async () => {
    const { line, asked } = lineThat();
    await sendReceipt(line, { ...data, receipt: '' }, 'shown');
    expect(asked).toEqual([]);
  });
});

describe('an answer from the notification', () => {
  it('is one command, however often it is tried', async () => {
    const { line, asked } = lineThat(null, 200);
    const sent = await sendAnswer(line, { crisisId: 'c', commandId: 'id', what: 'decline' });
    expect(sent).toEqual({ kind: 'done' });
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ['/api/crises/c/decline', { commandId: 'id', why: 'cannot' }],
      ['/api/crises/c/decline', { commandId: 'id', why: 'cannot' }],
    ]);
  });

  it('says quickly that it could not be sent, so that the app can still be opened', async () => {
    const { line, asked } = lineThat();
    const sent = await sendAnswer(line, { crisisId: 'c', commandId: 'id', what: 'safety-check' });
    expect(sent).toEqual({ kind: 'unreachable' });
    expect(asked).toHaveLength(2);
  });
});
