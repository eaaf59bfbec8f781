/** Whom to call for what: the district's list, else the one kept on this phone, else the one built in. */
import { helpRoutes as helpRoutesSchema } from '@bijspringen/contracts/people/api.ts';
import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';
import { createModel, signal } from '@preact/signals';
import type { Answer } from '../api/client.ts';
import { fetchHelpRoutes } from '../api/district.ts';
import { builtInHelpRoutes } from './help-routes-built-in.ts';
import { keepStored, localStore, readStored, type Store } from './stored.ts';

const KEY = 'bijspringen.help-routes';

export type HelpRoutesParts = {
  fetch: () => Promise<Answer<{ routes: HelpRoute[] }>>;
  store: Store | undefined;
};

export const HelpRoutesModel = createModel((parts: HelpRoutesParts) => {
  const routes = signal<HelpRoute[]>(
    readStored(parts.store, KEY, helpRoutesSchema)?.routes ?? builtInHelpRoutes,
  );
  return {
    routes,
    /** Asks for today's list. Without an answer the list that is here stays: it is never empty. */
    async load(): Promise<void> {
      const answer = await parts.fetch();
      if (answer.kind !== 'done' || answer.value.routes.length === 0) return;
      routes.value = answer.value.routes;
      keepStored(parts.store, KEY, answer.value);
    },
  };
});

export const helpRoutesModel = new HelpRoutesModel({ fetch: fetchHelpRoutes, store: localStore() });

const emergency: HelpRoute = { code: 'emergency', number: '112', sourceUrl: '', checkedOn: null };

/** The route of a code, from the newest list that has it. */
export function routeOf(code: HelpRoute['code']): HelpRoute {
  const find = (list: readonly HelpRoute[]) => list.find((route) => route.code === code);
  return find(helpRoutesModel.routes.value) ?? find(builtInHelpRoutes) ?? emergency;
}
