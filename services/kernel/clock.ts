/** Time comes from here, so that a test can move it. */
export interface Clock {
  now(): Date;
  /** Calls once at or after the instant; the returned function cancels. A later instant than 24 days is fine. */
  at(instant: Date, call: () => void): () => void;
}

/** A timer stands still while a computer sleeps and knows nothing of a clock that was set: so it looks again this often. */
const LOOK_AGAIN_MS = 30_000;

export const systemClock: Clock = {
  now: () => new Date(),
  at(instant, call) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const leftMs = instant.getTime() - Date.now();
      timer =
        leftMs <= LOOK_AGAIN_MS ? setTimeout(last, Math.max(0, leftMs)) : setTimeout(wait, LOOK_AGAIN_MS);
      timer.unref();
    };
    const last = () => {
      // A timer may ring a moment early, and the clock may have been set back.
      if (Date.now() < instant.getTime()) wait();
      else call();
    };
    wait();
    return () => clearTimeout(timer);
  },
};
