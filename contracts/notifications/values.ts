import * as z from 'zod/mini';

/** What a push says; each has one neutral sentence in the service worker, without a name, a place or a health word. */
export const messageKind = z.enum([
  /** To the duty officer: something waits. */
  'page',
  /** "Oproep in jouw wijk. Kun je nu helpen? Open de app." */
  'alert',
  /** Two stand: "Jullie zijn met twee. Open de app." */
  'pair',
  /** "Wacht. Ga nog niet verder." */
  'wait',
  /** The duty officer judged a new message: it goes on. */
  'resumed',
  /** A safety check is due. */
  'check',
  /** "Er zijn er genoeg. Dank je." */
  'enough',
  /** The last wave passed: "Dank je. Blijf thuis." */
  'released',
  /** "Ga naar huis. Dank je." */
  'stand-down',
  /** To professionals on the roster: colleagues are needed. */
  'backup',
  /** To a neighbour: "Er is een antwoord." */
  'answer',
  /** OEFENING: a person tests this phone. */
  'drill',
]);
export type MessageKind = z.output<typeof messageKind>;

/** Where a delivery stands. */
export const deliveryState = z.enum([
  'open',
  'accepted',
  'shown',
  'opened',
  'failed',
  'cancelled',
  'expired',
]);
export type DeliveryState = z.output<typeof deliveryState>;

/** Why sending failed. 404 and 410: the subscription is gone; 401 and 403 are the operator's to mend. */
export const failure = z.enum([
  'gone',
  'not-authorised',
  'refused',
  'too-many',
  'server-error',
  'unreachable',
  'time-out',
  'hostile-endpoint',
]);
export type Failure = z.output<typeof failure>;

/** Why it was not sent any more. `superseded`: a later message about the same replaces it. */
export const cancelled = z.enum([
  'stood-down',
  'answered',
  'acknowledged',
  'closed',
  'superseded',
  'device-removed',
]);
export type Cancelled = z.output<typeof cancelled>;

/** Longest endpoint that is taken. */
export const ENDPOINT_MAX_CHARACTERS = 1_000;
