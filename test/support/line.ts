/**
 * The line between browser and server: a relay on the loopback that can be cut. The browser's own "offline" is a setting
 * of one page or one worker, and a worker that starts again does not have it yet; a line that is cut is cut for every
 * process. Its address stays the same, also when the server comes back at another port.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

const LOOPBACK = '127.0.0.1';

export type Line = {
  /** Where a browser asks, without a slash at the end. */
  readonly url: string;
  /** From now on it leads to the server at that port; to none when null. */
  leadTo(port: number | null): void;
  /** Ends every connection and takes no new one, until `restore`. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
};

/** Lays a line that leads nowhere yet. */
export async function layLine(): Promise<Line> {
  const ends = new Set<Socket>();
  let target: number | null = null;
  let isCut = false;

  function hold(end: Socket): void {
    ends.add(end);
    end.setNoDelay(true);
    end.once('close', () => ends.delete(end));
  }

  function endAll(): void {
    for (const end of ends) end.destroy();
  }

  const server = createServer((near) => {
    if (isCut || target === null) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target, LOOPBACK);
    hold(near);
    hold(far);
    // One end that breaks breaks the other; what was said before an orderly end still arrives.
    const breakBoth = (error: NodeJS.ErrnoException | null | undefined) => {
      if (!error) return;
      near.destroy();
      far.destroy();
    };
    pipeline(near, far, breakBoth);
    pipeline(far, near, breakBoth);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${LOOPBACK}:${port}`,
    leadTo(to) {
      target = to;
    },
    cut() {
      isCut = true;
      endAll();
    },
    restore() {
      isCut = false;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endAll();
      await closed;
    },
  };
}
