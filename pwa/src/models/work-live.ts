/** The live stream of Today: says that something changed, and says honestly when it stopped. */
import { type ReadonlySignal, signal } from '@preact/signals';
import {
  LIVE_GATHER_MS,
  LIVE_RETRY_FIRST_MS,
  LIVE_RETRY_LONGEST_MS,
  LIVE_SILENT_MAX_MS,
  LIVE_TRIES_MAX,
} from './work-limits.ts';

/** `given-up`: tried for long enough; a person asks for the next try. */
export type LiveState = 'connecting' | 'live' | 'stopped' | 'given-up';

/** The part of `EventSource` that is used, so that a test on a server can bring its own. */
export type LiveSource = {
  onopen: (() => void) | null;
  onerror: (() => void) | null;
  addEventListener(type: 'changed' | 'still-here', listener: (event: { data: unknown }) => void): void;
  close(): void;
};

export type Live = {
  state: ReadonlySignal<LiveState>;
  start(): void;
  /** Tries at once, with the count of tries begun again. */
  retry(): void;
  stop(): void;
};

export type LiveOptions = {
  open: () => LiveSource;
  /** The newest position that was named, or null when the stream (re)opened and anything may have been missed. */
  changed: (position: string | null) => void;
  retryFirstMs?: number;
};

/** The position in a "changed" message, or null when there is none to read. */
function positionIn(data: unknown): string | null {
  if (typeof data !== 'string') return null;
  try {
    const body: unknown = JSON.parse(data);
    if (typeof body === 'string') return body;
    if (
      typeof body === 'object' &&
      body !== null &&
      'position' in body &&
      typeof body.position === 'string'
    ) {
      return body.position;
    }
    return null;
  } catch {
    // A bare position is no JSON; it is passed on as it came, and the server judges it.
    return data === '' ? null : data;
  }
}

export function createLive({ open, changed, retryFirstMs = LIVE_RETRY_FIRST_MS }: LiveOptions): Live {
  const state = signal<LiveState>('connecting');
  let source: LiveSource | null = null;
  let tries = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let newest: string | null = null;

  function gather(position: string | null): void {
    newest = position ?? newest;
    if (gatherTimer !== undefined) return;
    gatherTimer = setTimeout(() => {
      gatherTimer = undefined;
      const told = newest;
      newest = null;
      changed(told);
    }, LIVE_GATHER_MS);
  }

  function drop(): void {
    clearTimeout(retryTimer);
    clearTimeout(silenceTimer);
    source?.close();
    source = null;
  }

  /** A connection can be dead without anybody saying so: a phone that lost its network, a proxy that waits. */
  function heard(): void {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(failed, LIVE_SILENT_MAX_MS);
  }

  function connect(): void {
    drop();
    tries += 1;
    const opened = open();
    source = opened;
    heard();
    opened.onopen = () => {
      if (source !== opened) return;
      tries = 0;
      state.value = 'live';
      heard();
      gather(null);
    };
    opened.onerror = () => {
      if (source === opened) failed();
    };
    opened.addEventListener('changed', (event) => {
      if (source !== opened) return;
      heard();
      gather(positionIn(event.data));
    });
    opened.addEventListener('still-here', () => {
      if (source === opened) heard();
    });
  }

  /** The browser's own retry has no bound and no back-off, so the source is closed and opened by us. */
  function failed(): void {
    drop();
    if (tries >= LIVE_TRIES_MAX) {
      state.value = 'given-up';
      return;
    }
    state.value = 'stopped';
    const waitMs = Math.min(retryFirstMs * 2 ** Math.max(0, tries - 1), LIVE_RETRY_LONGEST_MS);
    retryTimer = setTimeout(connect, waitMs);
  }

  return {
    state,
    start() {
      if (source === null) connect();
    },
    retry() {
      tries = 0;
      state.value = 'connecting';
      connect();
    },
    stop() {
      drop();
      clearTimeout(gatherTimer);
      gatherTimer = undefined;
      state.value = 'connecting';
    },
  };
}
