/** Event streams that say only "changed, at this position" and "still here". The client fetches what changed through its own route. */
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Clock } from '../clock.ts';
import { CHANGES_SETTLE_MS, HEARTBEAT_MS, STREAM_WAITING_MAX, STREAMS_MAX } from './limits.ts';
import { problemResponse } from './problem.ts';

export type ChangeStreamsOptions = {
  clock: Clock;
  /** Calls after the read models moved; gives a function that stops it. */
  onChange: (call: (position: Position) => void) => () => void;
  streamsMax?: number;
};

export interface ChangeStreams {
  /** Opens a stream, or answers `busy` when there are too many. `mayStill` is asked before anything is told. */
  open(mayStill: () => Promise<boolean>): Response;
  count(): number;
  /** Ends every stream; nothing opens afterwards. */
  close(): void;
}

type Stream = { send: (text: string) => void; end: () => void; mayStill: () => Promise<boolean> };

const encoder = new TextEncoder();

/** One listener and one heartbeat for all streams together. */
export function createChangeStreams(options: ChangeStreamsOptions): ChangeStreams {
  const { clock, onChange, streamsMax = STREAMS_MAX } = options;
  const streams = new Set<Stream>();
  let isClosed = false;
  let position: Position | null = null;
  let cancelSettle: (() => void) | null = null;

  const tellAll = (text: string) => Promise.all([...streams].map((stream) => tell(stream, text)));
  const stopListening = onChange((changedAt) => {
    position = changedAt;
    // What changes within a blink is told once; the writer has had its answer by then.
    cancelSettle ??= clock.at(new Date(clock.now().getTime() + CHANGES_SETTLE_MS), () => {
      cancelSettle = null;
      void tellAll(changed(position));
    });
  });
  let cancelHeartbeat = () => {};
  const beat = () => {
    cancelHeartbeat = clock.at(new Date(clock.now().getTime() + HEARTBEAT_MS), () => {
      void tellAll(STILL_HERE);
      beat();
    });
  };
  beat();

  return {
    open(mayStill) {
      if (isClosed || streams.size >= streamsMax) return problemResponse('busy');
      return new Response(bodyOf(streams, mayStill), { headers: STREAM_HEADERS });
    },
    count: () => streams.size,
    close() {
      isClosed = true;
      stopListening();
      cancelSettle?.();
      cancelHeartbeat();
      for (const stream of streams) stream.end();
    },
  };
}

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
};

/** An event and no comment: a browser shows no comments to a page, and a page must notice that it hears nothing. */
const STILL_HERE = 'event: still-here\ndata: {}\n\n';

function changed(position: Position | null): string {
  return `event: changed\ndata: ${JSON.stringify({ position })}\n\n`;
}

async function tell(stream: Stream, text: string): Promise<void> {
  if (await stream.mayStill().catch(() => false)) stream.send(text);
  else stream.end();
}

function bodyOf(streams: Set<Stream>, mayStill: () => Promise<boolean>): ReadableStream<Uint8Array> {
  let own: Stream;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => {
          if (streams.delete(own)) controller.close();
        };
        const send = (text: string) => {
          if (!streams.has(own)) return;
          if ((controller.desiredSize ?? 0) <= 0) end();
          else controller.enqueue(encoder.encode(text));
        };
        own = { send, end, mayStill };
        streams.add(own);
        send('retry: 2000\n\n');
      },
      cancel() {
        streams.delete(own);
      },
    },
    { highWaterMark: STREAM_WAITING_MAX },
  );
}
