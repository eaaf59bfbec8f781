/** Who may do what: one table, and the one function that reads it. */
import type { Grant } from '@bijspringen/contracts/people/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import type { Principal } from './principal.ts';

/** `anyone` needs no account; `reporter` holds the follow code of that signal; the rest are roles in a district. */
type Who = 'anyone' | Role;

/** A caretaker's day is open to whoever works signals in the district. An administrator reads nothing of signals. */
const SIGNAL_WORKERS = ['social-caretaker', 'coordinator', 'duty-officer'] as const;
const PEOPLE = [
  'crisis-trained-resident',
  'social-caretaker',
  'coordinator',
  'duty-officer',
  'administrator',
] as const;

export const policy = {
  /** Help routes, the district's name and hours, the documents of the API. */
  'public.read': ['anyone'],
  /** "Snel weg". */
  'public.leave': ['anyone'],
  'signal.raise': ['anyone'],
  /** Read the answer, write, reopen, take back: with the follow code, and nothing else. */
  'signal.follow': ['reporter'],
  'signal.read': SIGNAL_WORKERS,
  /** Triage, questions, check-ins, follow-ups, feedback, links, informing, closing and reopening. */
  'signal.work': SIGNAL_WORKERS,
  'signal.assign': SIGNAL_WORKERS,
  /** Note what a worker saw or heard on the stairs. */
  'signal.observe': SIGNAL_WORKERS,
  'queue.read': SIGNAL_WORKERS,
  'people.invite': ['coordinator', 'administrator'],
  /** One's own name, number, age and agreement in alerts. */
  'profile.own': PEOPLE,
  /** Who works here, and who may be alerted. */
  'people.read': ['coordinator', 'administrator'],
  /** Record a training that somebody completed. */
  'people.train': ['coordinator'],
  /** How alerts run in the district. */
  'escalation-policy.read': ['duty-officer', 'coordinator'],
  'escalation-policy.set': ['coordinator'],
  /** Who has duty when; shifts are planned by a coordinator, and by duty officers for themselves. */
  'roster.read': ['duty-officer', 'coordinator'],
  'roster.plan': ['duty-officer', 'coordinator'],
  /** When an alert may come to this resident. */
  'availability.own': ['crisis-trained-resident'],
  /** Calls, running crises, aftercare. A coordinator looks and does not decide. */
  'duty.read': ['duty-officer', 'coordinator'],
  'page.acknowledge': ['duty-officer'],
  /** Open, decide, stand down, hand over, close, aftercare. Who has no duty now is refused by the service. */
  'crisis.decide': ['duty-officer'],
  /** The service shows each only what that role may see. */
  'crisis.see': ['duty-officer', 'coordinator', 'crisis-trained-resident'],
  'crisis.respond': ['crisis-trained-resident'],
  'crisis.debrief': ['crisis-trained-resident', 'duty-officer'],
  /** This phone for one's own messages. */
  'push.own': PEOPLE,
  /** The service worker's receipt carries the secret of that one message. */
  'push.receipt': ['anyone'],
  /** Look back on what is closed, and learn. */
  'replay.read': ['coordinator'],
  'session.start': ['anyone'],
  /** Anyone, so that a cookie that no longer opens can still be put away. */
  'session.end': ['anyone'],
  'session.read': PEOPLE,
  'demo.login': ['anyone'],
  /** Health and counts; the route itself answers the counts on the loopback address only. */
  'operations.read': ['anyone'],
} as const satisfies Record<string, readonly Who[]>;

/** Something that may be done. A route whose action is not in the table does not compile. */
export type Action = keyof typeof policy;

/** Where it would be done. Without one the question is whether it may be done anywhere. */
export type Resource = { districtId: Id; organisationId?: Id; signalId?: Id };

/** True, or why not: `not-signed-in` for somebody we do not know, `not-allowed` for somebody we do. Pure. */
export function authorize(principal: Principal, action: Action, resource?: Resource): true | ProblemCode {
  const who: readonly Who[] = policy[action];
  if (who.includes('anyone')) return true;
  switch (principal.kind) {
    case 'anyone':
      return who.includes('reporter') ? 'code-unknown' : 'not-signed-in';
    case 'reporter':
      return who.includes('reporter') && isOwnSignal(principal, resource) ? true : 'not-allowed';
    case 'person':
      return roleFor(principal, action, resource) === null ? 'not-allowed' : true;
  }
}

/** Where a person may do this, and under which role: their grants that allow it, in the order in which they were given. */
export function grantsFor(principal: Principal, action: Action): Grant[] {
  if (principal.kind !== 'person') return [];
  const who: readonly Who[] = policy[action];
  return principal.grants.filter(({ role }) => role !== 'reporter' && who.includes(role));
}

/** The role under which a person does this there: the first grant that allows it. null when none does. */
export function roleFor(principal: Principal, action: Action, resource?: Resource): Role | null {
  if (principal.kind !== 'person') return null;
  const who: readonly Who[] = policy[action];
  // Only a follow code makes a reporter; a grant of that role opens nothing.
  const grant = principal.grants.find(
    ({ role, ...where }) => role !== 'reporter' && who.includes(role) && isWithin(where, resource),
  );
  return grant?.role ?? null;
}

function isOwnSignal(principal: { signalId: Id }, resource: Resource | undefined): boolean {
  return resource?.signalId === undefined || resource.signalId === principal.signalId;
}

function isWithin(grant: { districtId: Id; organisationId: Id }, resource: Resource | undefined): boolean {
  if (resource === undefined) return true;
  if (resource.organisationId !== undefined && resource.organisationId !== grant.organisationId) return false;
  return resource.districtId === grant.districtId;
}
