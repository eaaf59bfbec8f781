/** The door of `access`: who may do what, who works where. */
export { projection as accessProjection } from './access.projection.ts';
export { createDirectory } from './create-directory.ts';
export type { Contact, Directory, District, OnDuty, Responder, Worker } from './directory.ts';
export { pageReasonOf } from './page.policy.ts';
export { type Action, authorize, grantsFor, policy, type Resource, roleFor } from './policy.ts';
export type { Principal } from './principal.ts';
export {
  availableSpans,
  isAgreementCurrent,
  isAvailableAt,
  isTrainedOn,
  isWithin,
  type MissingForAlert,
  mayBeAlerted,
  missingForAlert,
  type Span,
  type Training,
  trainedUntil,
} from './responder.policy.ts';
export { readRoute, writeRoute } from './route.ts';
