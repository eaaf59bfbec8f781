/** Time comes from here, so that a test can move it. */
export interface Clock {
  now(): Date;
  /** Calls once at or after the instant; the returned function cancels. A later instant than 24 days is fine. */
  at(instant: Date, call: () => void): () => void;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  at(instant, call) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = instant.getTime() - Date.now();
      timer =
        left > LONGEST_TIMER_MS ? setTimeout(wait, LONGEST_TIMER_MS) : setTimeout(call, Math.max(0, left));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};
