import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { CHANGES_SETTLE_MS, HEARTBEAT_MS, STREAM_WAITING_MAX } from './limits.ts';
import { createChangeStreams } from './sse.ts';

function open(options: { streamsMax?: number } = {}) {
  const clock = createFakeClock('2026-03-02T09:00:00.000Z');
  const listeners = new Set<(position: string) => void>();
  const streams = createChangeStreams({
    clock,
    onChange(call) {
      listeners.add(call);
      return () => listeners.delete(call);
    },
    ...options,
  });
  const change = (position: string) => listeners.forEach((call) => void call(position));
  return { clock, streams, change, listeners };
}

const yes = async () => true;

function readerOf(response: Response) {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no body');
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { next, cancel: () => reader.cancel() };
}

describe('an event stream', () => {
  it('says only that something changed, and at which position', async () => {
    const { clock, streams, change } = open();
    const response = streams.open(yes);
    expect(response.headers.get('Content-Type')).toBe('text/event-stream');
    const { next } = readerOf(response);
    expect(await next()).toBe('retry: 2000\n\n');
    change('log:7');
    await clock.advance(CHANGES_SETTLE_MS);
    expect(await next()).toBe('event: changed\ndata: {"position":"log:7"}\n\n');
  });

  it('tells many changes in a blink once, with the last position', async () => {
    const { clock, streams, change } = open();
    const { next } = readerOf(streams.open(yes));
    await next();
    for (let number = 1; number <= 100; number++) change(`log:${number}`);
    await clock.advance(CHANGES_SETTLE_MS);
    await clock.advance(HEARTBEAT_MS);
    expect(await next()).toContain('log:100');
    expect(await next()).toBe('event: still-here\ndata: {}\n\n');
  });

  it('ends when the session has ended, before it tells anything more', async () => {
    const { clock, streams, change } = open();
    let may = true;
    const { next } = readerOf(streams.open(async () => may));
    await next();
    may = false;
    change('log:8');
    await clock.advance(CHANGES_SETTLE_MS);
    expect(await next()).toBeNull();
    expect(streams.count()).toBe(0);
  });

  it('opens no more than the bound, and opens again when one is closed', async () => {
    const { streams } = open({ streamsMax: 1 });
    const first = readerOf(streams.open(yes));
    expect(streams.open(yes).status).toBe(503);
    await first.cancel();
    expect(streams.open(yes).status).toBe(200);
  });

  it('lets go of a reader that does not read', async () => {
    const { clock, streams, change } = open();
    streams.open(yes);
    for (let number = 0; number <= STREAM_WAITING_MAX; number++) {
      change(`log:${number}`);
      await clock.advance(CHANGES_SETTLE_MS);
    }
    expect(streams.count()).toBe(0);
  });

  it('ends with the host, and leaves no alarm and no listener behind', async () => {
    const { clock, streams, listeners, change } = open();
    const { next } = readerOf(streams.open(yes));
    await next();
    change('log:1');
    streams.close();
    expect(await next()).toBeNull();
    expect(clock.pending()).toBe(0);
    expect(listeners.size).toBe(0);
    expect(streams.open(yes).status).toBe(503);
  });
});
