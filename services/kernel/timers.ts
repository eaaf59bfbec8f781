/** Deadlines that follow from events. A tick issues the command; the expected version lets one host win. */

/** One deadline: `due` is an ISO instant. `key` is unique within the timer. */
export type Deadline = { key: string; due: string };

export type Timer = {
  name: string;
  /** The first deadlines that are open now, earliest first; read from a read model, so it survives a restart. */
  open: (limit: number) => readonly Deadline[];
  /** Issues the command for a deadline that has passed. A repeat must be harmless. */
  fire: (deadline: Deadline) => Promise<void>;
};
