import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIVE_GATHER_MS, LIVE_RETRY_LONGEST_MS, LIVE_SILENT_MAX_MS, LIVE_TRIES_MAX } from './work-limits.ts';
import { createLive, type LiveSource } from './work-live.ts';

type Opened = LiveSource & { isClosed: boolean; tell: (data: unknown) => void; beat: () => void };

function aSource(): Opened {
  const heard: { type: string; listener: (event: { data: unknown }) => void }[] = [];
  const say = (type: string, data: unknown) => {
    for (const each of heard) if (each.type === type) each.listener({ data });
  };
  const source: Opened = {
    onopen: null,
    onerror: null,
    isClosed: false,
    addEventListener: (type, listener) => heard.push({ type, listener }),
    close() {
      source.isClosed = true;
    },
    tell: (data) => say('changed', data),
    beat: () => say('still-here', '{}'),
  };
  return source;
}

function start() {
  const opened: Opened[] = [];
  const changes: (string | null)[] = [];
  const live = createLive({
    open() {
      const source = aSource();
      opened.push(source);
      return source;
    },
    changed: (position) => changes.push(position),
  });
  live.start();
  return { live, opened, changes, newest: () => opened.at(-1) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the live stream', () => {
  it('looks at the list on opening, because something may have been missed', () => {
    const { live, changes, newest } = start();
    expect(live.state.value).toBe('connecting');
    newest()?.onopen?.();
    vi.advanceTimersByTime(LIVE_GATHER_MS);
    expect(live.state.value).toBe('live');
    expect(changes).toEqual([null]);
  });

  it('makes one look of several changes, at the newest position', () => {
    const { changes, newest } = start();
    newest()?.tell('{"position":"a:1"}');
    newest()?.tell('{"position":"a:2"}');
    vi.advanceTimersByTime(LIVE_GATHER_MS);
    expect(changes).toEqual(['a:2']);
  });

  it('takes a message that it cannot read as "look again"', () => {
    const { changes, newest } = start();
    newest()?.tell('{"position":null}');
    vi.advanceTimersByTime(LIVE_GATHER_MS);
    expect(changes).toEqual([null]);
  });

  it('says that it stopped, waits longer each time, and asks a person in the end', () => {
    const { live, opened, newest } = start();
    for (let tries = 1; tries < LIVE_TRIES_MAX; tries++) {
      newest()?.onerror?.();
      expect(live.state.value).toBe('stopped');
      expect(newest()?.isClosed).toBe(true);
      vi.advanceTimersByTime(LIVE_RETRY_LONGEST_MS);
    }
    newest()?.onerror?.();
    expect(live.state.value).toBe('given-up');
    vi.advanceTimersByTime(10 * LIVE_RETRY_LONGEST_MS);
    expect(opened).toHaveLength(LIVE_TRIES_MAX);
    live.retry();
    newest()?.onopen?.();
    expect(live.state.value).toBe('live');
  });

  it('is no longer live when nothing is heard, although nobody closed it', () => {
    const { live, opened, newest } = start();
    newest()?.onopen?.();
    vi.advanceTimersByTime(LIVE_SILENT_MAX_MS - 1);
    newest()?.beat();
    vi.advanceTimersByTime(LIVE_SILENT_MAX_MS - 1);
    expect(live.state.value).toBe('live');
    vi.advanceTimersByTime(1);
    expect(live.state.value).toBe('stopped');
    expect(opened[0]?.isClosed).toBe(true);
  });

  it('says nothing any more once it was stopped', () => {
    const { live, changes, newest } = start();
    const source = newest();
    live.stop();
    source?.onopen?.();
    source?.tell('{"position":"a:1"}');
    source?.onerror?.();
    vi.advanceTimersByTime(LIVE_RETRY_LONGEST_MS);
    expect(changes).toEqual([]);
    expect(live.state.value).toBe('connecting');
  });
});
