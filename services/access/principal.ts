/** Who sends a request. */
import type { Grant } from '@bijspringen/contracts/people/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

export type Principal =
  /** Nobody we know: a neighbour about to raise something, a phone reading the help routes. */
  | { kind: 'anyone' }
  /** Somebody with a follow code: one signal, and nothing else. */
  | { kind: 'reporter'; signalId: Id; districtId: Id; organisationId: Id }
  /** A person with a session. */
  | { kind: 'person'; personId: Id; sessionId: Id; grants: readonly Grant[] };
