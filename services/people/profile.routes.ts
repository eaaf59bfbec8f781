/** Routes about who may be alerted, and how: one's own profile, trainings, and the policy of the district. */
import {
  grantsFor,
  isAgreementCurrent,
  type Principal,
  readRoute,
  trainedUntil,
  writeRoute,
} from '@bijspringen/access/index.ts';
import {
  agreementBody,
  escalationPolicyBody,
  escalationPolicyView,
  type PeopleView,
  type ProfileView,
  peopleView,
  profileBody,
  profileView,
  trainingBody,
} from '@bijspringen/contracts/people/api.ts';
import { RESPONDER_AGREEMENT_EDITION } from '@bijspringen/contracts/people/values.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { Handled } from '@bijspringen/kernel/command-handler.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { acceptAgreement, giveContact, recordTraining, setEscalationPolicy } from './readiness.ts';
import type { Tools } from './routes.ts';
import type { Place } from './set-up.ts';

type Action = Parameters<typeof grantsFor>[1];

export function profileRoutes(tools: Tools): Route[] {
  return [...ownRoutes(tools), ...peopleRoutes(tools), ...policyRoutes(tools)];
}

/** Who asks, and the first district in which they may; null when nowhere. */
function placeOf(principal: Principal, action: Action): (Place & { personId: Id }) | null {
  const grant = grantsFor(principal, action)[0];
  if (grant === undefined || principal.kind !== 'person') return null;
  const { personId } = principal;
  const { districtId, organisationId, role } = grant;
  return { personId, districtId, organisationId, actor: { kind: 'person', personId, role } };
}

function ownRoutes(tools: Tools): Route[] {
  const action = 'profile.own';
  return [
    readRoute({
      method: 'get',
      path: '/api/profile',
      action,
      answer: profileView,
      summary: 'What others in an alert see and ring, and what is still needed before one may come.',
      handle: async ({ principal }) => {
        const place = placeOf(principal, action);
        return place === null ? refuse('not-allowed') : profileOf(place.personId, tools);
      },
    }),
    writeRoute({
      method: 'put',
      path: '/api/profile',
      action,
      body: profileBody,
      answer: profileView,
      summary: 'Give a first name, a number and a street for alerts; what is left out is taken away.',
      handle: async ({ body: { commandId, ...profile }, principal }) => {
        const place = placeOf(principal, action);
        if (place === null) return refuse('not-allowed');
        const given = await giveContact(tools.kernel, { ...place, commandId, profile });
        return afterwards(tools.kernel, given, () => profileOf(place.personId, tools));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/api/profile/agreement',
      action,
      body: agreementBody,
      answer: profileView,
      summary: 'Accept the agreement of a crisis-trained resident, in the edition that was shown.',
      handle: async ({ body, principal }) => {
        const place = placeOf(principal, action);
        if (place === null) return refuse('not-allowed');
        const accepted = await acceptAgreement(tools.kernel, { ...place, ...body });
        return afterwards(tools.kernel, accepted, () => profileOf(place.personId, tools));
      },
    }),
  ];
}

function peopleRoutes(tools: Tools): Route[] {
  const { kernel, directory } = tools;
  return [
    readRoute({
      method: 'get',
      path: '/api/people',
      action: 'people.read',
      answer: peopleView,
      summary: 'Who works in the district, and who may be alerted.',
      handle: async ({ principal }) => {
        const place = placeOf(principal, 'people.read');
        return place === null ? refuse('not-allowed') : peopleIn(place.districtId, tools);
      },
    }),
    writeRoute({
      method: 'post',
      path: '/api/people/:id/training',
      action: 'people.train',
      body: trainingBody,
      answer: peopleView,
      summary: 'Record a crisis training that somebody of the district completed.',
      handle: async ({ body, params: { id: personId = '' }, principal, now }) => {
        const place = placeOf(principal, 'people.train');
        const district = place === null ? null : directory.district(place.districtId);
        if (place === null || district === null) return refuse('not-allowed');
        // Somebody of another district is nobody here.
        if (!directory.workers(place.districtId).some((each) => each.personId === personId))
          return refuse('not-found');
        const today = toLocalDate(now.toISOString(), district.workingHours.timeZone);
        const recorded = await recordTraining(kernel, { ...place, ...body, personId, today });
        return afterwards(kernel, recorded, () => peopleIn(place.districtId, tools));
      },
    }),
  ];
}

function policyRoutes(tools: Tools): Route[] {
  const { kernel } = tools;
  return [
    readRoute({
      method: 'get',
      path: '/api/escalation-policy',
      action: 'escalation-policy.read',
      answer: escalationPolicyView,
      summary: 'How alerts run in the district.',
      handle: async ({ principal }) => {
        const place = placeOf(principal, 'escalation-policy.read');
        return place === null ? refuse('not-allowed') : policyOf(place.districtId, tools);
      },
    }),
    writeRoute({
      method: 'put',
      path: '/api/escalation-policy',
      action: 'escalation-policy.set',
      body: escalationPolicyBody,
      answer: escalationPolicyView,
      summary: 'Set how alerts run from now on; one that runs keeps the policy that it began with.',
      handle: async ({ body, principal }) => {
        const place = placeOf(principal, 'escalation-policy.set');
        if (place === null) return refuse('not-allowed');
        const set = await setEscalationPolicy(kernel, { ...place, ...body });
        return afterwards(kernel, set, () => policyOf(place.districtId, tools));
      },
    }),
  ];
}

/** The view with what was just written, or why it was not. */
async function afterwards<View>(
  kernel: Kernel,
  outcome: Handled<unknown> | Refusal,
  view: () => Promise<View>,
): Promise<View | Refusal> {
  if (isRefusal(outcome)) return outcome;
  await kernel.waitFor(outcome.position);
  return view();
}

/** Where the log is; the rows are read after they came as far. */
async function upToDate(kernel: Kernel): Promise<Position> {
  const position = await kernel.store.head();
  await kernel.waitFor(position);
  return position ?? '';
}

async function profileOf(personId: Id, { kernel, directory }: Tools): Promise<ProfileView | Refusal> {
  const position = await upToDate(kernel);
  const person = directory.responder(personId);
  if (person === null) return refuse('not-found');
  const { contact } = person;
  const opened = (field: Sealed<string> | null | undefined): string | null => {
    const plain = field ? kernel.vault.open(field, 'people') : null;
    return plain === FORGOTTEN ? null : plain;
  };
  return {
    firstName: opened(contact?.firstName),
    phone: opened(contact?.phone),
    home: opened(contact?.home),
    isAdult: person.isAdult,
    trainedUntil: trainedUntil(person.trainings),
    agreementEdition: person.agreementEdition,
    currentAgreementEdition: RESPONDER_AGREEMENT_EDITION,
    position,
  };
}

async function peopleIn(districtId: Id, { kernel, directory }: Tools): Promise<PeopleView> {
  const position = await upToDate(kernel);
  const people = directory.workers(districtId).map(({ personId, name, roles }) => {
    const person = directory.responder(personId);
    return {
      personId,
      name,
      roles: [...roles],
      isAdult: person?.isAdult ?? false,
      hasContact: person !== null && person.contact !== null,
      trainedUntil: trainedUntil(person?.trainings ?? []),
      hasAgreement: isAgreementCurrent(person?.agreementEdition ?? null),
    };
  });
  return { people, position };
}

async function policyOf(districtId: Id, { kernel, directory }: Tools) {
  const position = await upToDate(kernel);
  return { ...directory.escalationPolicy(districtId), position };
}
