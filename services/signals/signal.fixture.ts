/** Events and commands for the specifications of signals: short to write, of the shape that the log holds. */
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import type { SignalEvent, SignalRaised } from '@bijspringen/contracts/signals/events.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';

type CommandOf<T extends SignalCommand['type']> = Extract<SignalCommand, { type: T }>;
type Data<T extends SignalEvent['type']> = Extract<SignalEvent, { type: T }>['data'];

/** A readable UUID: `uuid('a1')`. */
export function uuid(start: string | number): Id {
  return `${String(start).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

export const CARETAKER = uuid('ca');
export const COORDINATOR = uuid('cc');
/** Sunday 22 November 2026, 10.00 at Waterkant. */
export const NOW = '2026-11-22T09:00:00.000Z';
export const MONDAY_17 = '2026-11-23T16:00:00.000Z';
export const TUESDAY_17 = '2026-11-24T16:00:00.000Z';
export const WEDNESDAY_17 = '2026-11-25T16:00:00.000Z';
export const clock = { readBefore: MONDAY_17, answerBefore: WEDNESDAY_17 };
export const caretaker: Actor = { kind: 'person', personId: CARETAKER, role: 'social-caretaker' };
export const neighbour: Actor = { kind: 'reporter' };
export const words = (text: string) => sealedFor('matter', text);

/** A worry of a neighbour without an account, but for what the case is about. */
export function raise(about: Partial<CommandOf<'RaiseSignal'>> = {}): CommandOf<'RaiseSignal'> {
  return {
    type: 'RaiseSignal',
    kind: 'concern',
    origin: 'public',
    text: words('gordijne dicht'),
    place: words('Lisdodde 14'),
    followCodeHmac: 'a1',
    gate: { dangers: [], emergencyCalled: 'no' },
    language: 'nl',
    readFirst: [],
    owner: { role: 'social-caretaker', personId: CARETAKER },
    clock,
    ...about,
  };
}

export function raised(about: Partial<SignalRaised['data']> = {}): SignalRaised {
  return {
    type: 'SignalRaised',
    data: {
      kind: 'concern',
      origin: 'public',
      text: words('gordijne dicht'),
      place: words('Lisdodde 14'),
      followCodeHmac: 'a1',
      gate: { dangers: [], emergencyCalled: 'no' },
      language: 'nl',
      readFirst: [],
      isLate: false,
      ...clock,
      informBefore: '2026-12-22T09:00:00.000Z',
      owner: { role: 'social-caretaker', personId: CARETAKER },
      next: { step: 'read', before: MONDAY_17 },
      ...about,
    },
  };
}

export function happened<T extends SignalEvent['type']>(type: T, data: Data<T>): SignalEvent {
  return { type, data } as SignalEvent;
}

export const read = happened('SignalRead', { next: { step: 'decide', before: MONDAY_17 } });
export const told = happened('FeedbackGiven', { sentence: 'read' });
export const closed = happened('SignalClosed', {
  reason: 'helped',
  sentence: 'helped',
  retention: 'followed-up-12-months',
});
export const withdrawn = happened('SignalWithdrawn', { retention: 'withdrawn-at-once' });

/** A wish has neither a gate nor somebody to inform. */
export function raisedWish(about: Partial<SignalRaised['data']> = {}): SignalRaised {
  const { gate: _gate, informBefore: _inform, ...data } = raised({ kind: 'wish' }).data;
  return { type: 'SignalRaised', data: { ...data, ...about } };
}
