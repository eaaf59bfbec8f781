/** Load, answer a repeat, decide, seal, append: the one way in which a command becomes events. */
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Decider, Refusal } from './decider.ts';
import type { StreamName } from './event-store/port.ts';

/** Everything a command needs besides itself. `at` is taken from the clock. */
export type CommandContext = Omit<Metadata, 'at' | 'commandDigest' | 'correlationId' | 'causationId'> & {
  correlationId?: string;
  causationId?: string;
  /** What tells two contents under one commandId apart: the plain request body. Only its HMAC is kept. */
  content: unknown;
};

export type Handled<State> = {
  position: Position | null;
  version: number;
  state: State;
  /** True when this commandId was handled before; then nothing was written now. */
  isRepeat: boolean;
};

/**
 * Handles one command on one stream. Refusals come back as values (`command-reused` for other content under a known
 * commandId). Retries a version conflict within a bound, then refuses with `version-conflict`. Throws `StoreFull`.
 */
export type CommandHandler = <State, Command, Event extends { type: string; data: object }>(
  decider: Decider<State, Command, Event>,
  stream: StreamName,
  command: Command,
  context: CommandContext,
) => Promise<Handled<State> | Refusal>;
