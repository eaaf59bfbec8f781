/** Appends that arrive together share one transaction: the disk is asked once for all of them. */
import { Busy } from '../errors.ts';
import { APPENDS_WAITING_MAX, COMMIT_APPENDS_MAX } from '../limits.ts';
import type { Appended } from './port.ts';
import type { PreparedAppend } from './prepare.ts';

/** The answer to each append of a batch, in order; an error refuses that one only. */
export type Answers = readonly (Appended | Error)[];

export interface GroupCommit {
  append(prepared: PreparedAppend): Promise<Appended>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

type Waiting = {
  prepared: PreparedAppend;
  resolve: (answer: Appended) => void;
  reject: (error: unknown) => void;
};

export type GroupCommitOptions = {
  /** Writes a batch durably and answers, or throws and then nothing of the batch counts. */
  commit: (batch: readonly PreparedAppend[]) => Answers;
  /** Called after the answers of a batch are out. */
  answered: () => void;
};

export function createGroupCommit({ commit, answered }: GroupCommitOptions): GroupCommit {
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let whenIdle: (() => void)[] = [];

  const schedule = () => {
    isScheduled = true;
    // Everything that this turn of the event loop brings in goes along.
    setImmediate(drain);
  };
  const drain = () => {
    const batch = waiting.slice(0, COMMIT_APPENDS_MAX);
    waiting = waiting.slice(COMMIT_APPENDS_MAX);
    answer(batch, commit);
    answered();
    isScheduled = false;
    if (waiting.length > 0) return schedule();
    for (const call of whenIdle) call();
    whenIdle = [];
  };

  return {
    append(prepared) {
      if (waiting.length >= APPENDS_WAITING_MAX)
        throw new Busy(`${waiting.length} appends are waiting already`);
      return new Promise((resolve, reject) => {
        waiting.push({ prepared, resolve, reject });
        if (!isScheduled) schedule();
      });
    },
    idle: () => (isScheduled ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  };
}

function answer(batch: readonly Waiting[], commit: (batch: readonly PreparedAppend[]) => Answers): void {
  let answers: Answers;
  try {
    answers = commit(batch.map((one) => one.prepared));
  } catch (error) {
    for (const one of batch) one.reject(error);
    return;
  }
  for (const [index, one] of batch.entries()) {
    const given = answers[index];
    if (given === undefined || given instanceof Error) one.reject(given);
    else one.resolve(given);
  }
}
