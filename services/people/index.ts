/** The people service: persons, organisations, districts; invitations and sessions. */
import { accessProjection, createDirectory } from '@bijspringen/access/index.ts';
import { districtEvents, organisationEvents, personEvents } from '@bijspringen/contracts/people/events.ts';
import { peopleUpcasts } from '@bijspringen/contracts/people/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { demoRoutes } from './demo/routes.ts';
import { type PeopleSettings, peopleRoutes } from './routes.ts';
import { createSessions } from './session.ts';

export { type Persona, personas, personOf, seedWaterkant, type Waterkant } from './demo/waterkant.ts';
export type { PeopleSettings } from './routes.ts';
export {
  acceptInvitation,
  invitePerson,
  joinOrganisation,
  openDistrict,
  type Place,
  SETUP,
} from './set-up.ts';

/** The service, with what it needs from the settings. Demo logins exist only when `isDemo`. */
export function createPeople(settings: PeopleSettings): Service {
  return {
    name: 'people',
    categories: { person: personEvents, organisation: organisationEvents, district: districtEvents },
    upcasts: peopleUpcasts,
    projections: [accessProjection],
    start(kernel) {
      const directory = createDirectory(kernel);
      const { vault, clock } = kernel;
      const isHttps = settings.publicUrl.protocol === 'https:';
      const sessions = createSessions({ vault, clock, directory, isHttps });
      const tools = { kernel, directory, sessions, settings };
      return {
        routes: [...peopleRoutes(tools), ...(settings.isDemo ? demoRoutes(tools) : [])],
        principal: sessions.principal,
      };
    },
  };
}
