/** Routes about people: invitations, sessions, and the public facts of the district. */
import type { Directory } from '@bijspringen/access/directory.ts';
import { authorize, type Principal, readRoute, writeRoute } from '@bijspringen/access/index.ts';
import {
  helpRoutes,
  invitationBody,
  invited,
  publicDistrict,
  type Session,
  session,
  sessionBody,
} from '@bijspringen/contracts/people/api.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import { clientAddress } from '@bijspringen/kernel/http/client.ts';
import { createRateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { INVITATION_TRIES_MAX, INVITATION_TRIES_WINDOW_MS, PUBLIC_FACTS_MAX_AGE_SECONDS } from './limits.ts';
import { profileRoutes } from './profile.routes.ts';
import type { Sessions } from './session.ts';
import { acceptInvitation, endSession, hmacOf, invitePerson, SETUP } from './set-up.ts';

export type PeopleSettings = {
  /** Where people reach this installation; invitations link to it. */
  publicUrl: URL;
  /** Where "Snel weg" goes. */
  exitUrl: string;
  isDemo: boolean;
};

export type Tools = { kernel: Kernel; directory: Directory; sessions: Sessions; settings: PeopleSettings };

export function peopleRoutes(tools: Tools): Route[] {
  return [...publicRoutes(tools), ...sessionRoutes(tools), invitationRoute(tools), ...profileRoutes(tools)];
}

function publicRoutes({ kernel, directory, settings }: Tools): Route[] {
  const cacheControl = `public, max-age=${PUBLIC_FACTS_MAX_AGE_SECONDS}`;
  const common = { method: 'get', action: 'public.read', cacheControl } as const;
  return [
    readRoute({
      ...common,
      path: '/api/district',
      answer: publicDistrict,
      summary:
        'The district of the public screens: hours, streets, and the key for messages written offline.',
      handle: () => {
        const district = directory.publicDistrict();
        if (district === null) return refuse('not-found');
        const { districtId, name, workingHours } = district;
        return {
          districtId,
          name,
          workingHours,
          places: [...district.places],
          hasCaretaker: directory.firstIdWith('social-caretaker', districtId) !== null,
          exitUrl: settings.exitUrl,
          isDemo: settings.isDemo,
          outboxKey: kernel.vault.outboxKey(),
        };
      },
    }),
    readRoute({
      ...common,
      path: '/api/help-routes',
      answer: helpRoutes,
      summary: 'Whom to call for what; 112 first.',
      handle: () => {
        const district = directory.publicDistrict();
        return district === null ? refuse('not-found') : { routes: district.helpRoutes };
      },
    }),
  ];
}

function sessionRoutes(tools: Tools): Route[] {
  return [startRoute(tools), readSessionRoute(tools), endRoute(tools)];
}

function startRoute(tools: Tools): Route {
  const { kernel, directory } = tools;
  const limiter = createRateLimiter({
    clock: kernel.clock,
    triesMax: INVITATION_TRIES_MAX,
    windowMs: INVITATION_TRIES_WINDOW_MS,
  });
  return writeRoute({
    method: 'post',
    path: '/api/sessions',
    action: 'session.start',
    body: sessionBody,
    answer: session,
    summary: 'Accept an invitation and log in.',
    handle: async ({ body, c }) => {
      if (!limiter.allows(clientAddress(c))) return refuse('too-many-tries');
      const personId = directory.personInvitedWith(hmacOf(kernel.vault, body.invitation));
      const place = personId === null ? undefined : directory.grants(personId)[0];
      if (personId === null || place === undefined) return refuse('invitation-unknown');
      const actor: Actor = { kind: 'person', personId, role: place.role };
      const { districtId, organisationId } = place;
      const accepted = await acceptInvitation(kernel, {
        districtId,
        organisationId,
        actor,
        personId,
        secret: body.invitation,
        commandId: body.commandId,
      });
      if (isRefusal(accepted)) return accepted;
      await kernel.waitFor(accepted.position);
      limiter.forgive(clientAddress(c));
      return logIn(personId, tools);
    },
  });
}

function readSessionRoute(tools: Tools): Route {
  return readRoute({
    method: 'get',
    path: '/api/session',
    action: 'session.read',
    answer: session,
    summary: 'Who is logged in, and as what.',
    handle: ({ principal }) =>
      principal.kind === 'person' ? sessionOf(principal.personId, tools) : refuse('not-signed-in'),
  });
}

function endRoute({ kernel, directory, sessions }: Tools): Route {
  return readRoute({
    method: 'delete',
    path: '/api/sessions',
    action: 'session.end',
    summary: 'Log out: this session is over for good, also where its cookie was copied.',
    handle: async ({ c }) => {
      const current = sessions.read(c.req.raw);
      if (current !== null && current !== 'session-ended') {
        const { personId, sessionId, expiresAt } = current;
        const grant = directory.grants(personId)[0];
        // Somebody whose last role was taken away can still log out.
        const place = grant ?? directory.publicDistrict();
        if (place === null) return refuse('not-found');
        const { districtId, organisationId } = place;
        const ended = await endSession(kernel, {
          districtId,
          organisationId,
          actor: grant === undefined ? SETUP : { kind: 'person', personId, role: grant.role },
          personId,
          sessionId,
          expiresAt,
          commandId: derivedId('end-session', sessionId),
        });
        if (isRefusal(ended)) return ended;
        await kernel.waitFor(ended.position);
      }
      return new Response('{}', {
        headers: { 'Content-Type': 'application/json', 'Set-Cookie': sessions.endCookie },
      });
    },
  });
}

function invitationRoute({ kernel, settings }: Tools): Route {
  return writeRoute({
    method: 'post',
    path: '/api/invitations',
    action: 'people.invite',
    body: invitationBody,
    answer: invited,
    summary: 'Invite a colleague; the link works once, for seven days.',
    handle: async ({ body, principal }) => {
      // Nobody is invited to be a neighbour: that needs no account.
      if (body.roles.includes('reporter')) return refuse('invalid-input', 'roles');
      const place = invitingGrant(principal);
      if (place === null || principal.kind !== 'person') return refuse('not-allowed');
      const { districtId, organisationId, role } = place;
      const actor: Actor = { kind: 'person', personId: principal.personId, role };
      const invitation = await invitePerson(kernel, { ...body, districtId, organisationId, actor });
      if (isRefusal(invitation)) return invitation;
      const { personId, secret, expiresAt, position } = invitation;
      // The link may be opened as soon as it is shown, and is looked up in the read model.
      await kernel.waitFor(position);
      // In the fragment, so that the secret reaches no server log on the way.
      const link = new URL(`/welkom#${secret}`, settings.publicUrl).href;
      return { created: { personId, link, expiresAt, position } };
    },
  });
}

function invitingGrant(principal: Principal) {
  if (principal.kind !== 'person') return null;
  return (
    principal.grants.find((grant) => {
      const own: Principal = { ...principal, grants: [grant] };
      return authorize(own, 'people.invite', { districtId: grant.districtId }) === true;
    }) ?? null
  );
}

/** A fresh session for a person, with its cookie. */
export function logIn(personId: Id, tools: Tools): Answer {
  const content = sessionOf(personId, tools);
  if (isRefusal(content)) return content;
  const { cookie } = tools.sessions.start(personId);
  return Response.json(content, { status: 201, headers: { 'Set-Cookie': cookie } });
}

function sessionOf(personId: Id, { directory, settings }: Tools): Session | Refusal {
  const grants = directory.grants(personId);
  const district = grants[0] === undefined ? null : directory.district(grants[0].districtId);
  if (district === null) return refuse('not-allowed');
  const { districtId, name: districtName, workingHours } = district;
  return {
    personId,
    name: directory.personName(personId),
    roles: grants.filter((grant) => grant.districtId === districtId).map((grant) => grant.role),
    districtId,
    districtName,
    timeZone: workingHours.timeZone,
    isDemo: settings.isDemo,
  };
}
