import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../api/client.ts';
import { HelpRoutesModel } from './help-routes.model.ts';
import { builtInHelpRoutes } from './help-routes-built-in.ts';
import type { Store } from './stored.ts';

function onPhone(): Store {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
const own: HelpRoute = {
  code: 'own-district',
  number: '112',
  sourceUrl: 'https://example.org',
  checkedOn: '2026-11-22',
};
const unreachable = async (): Promise<Answer<{ routes: HelpRoute[] }>> => ({ kind: 'unreachable' });

describe('help routes', () => {
  it('start with 112, and never show a number that nobody looked up', () => {
    expect(builtInHelpRoutes[0]?.number).toBe('112');
    for (const { number, checkedOn } of builtInHelpRoutes) expect(checkedOn !== null).toBe(number !== null);
  });

  it('are here on a phone that never had internet', async () => {
    const routes = new HelpRoutesModel({ fetch: unreachable, store: onPhone() });
    await routes.load();
    expect(routes.routes.value).toEqual(builtInHelpRoutes);
  });

  it('are kept for when there is no internet', async () => {
    const store = onPhone();
    await new HelpRoutesModel({
      fetch: async () => ({ kind: 'done', value: { routes: [own] } }),
      store,
    }).load();
    expect(new HelpRoutesModel({ fetch: unreachable, store }).routes.value).toEqual([own]);
  });

  it('are never replaced by an empty list, nor by something that does not fit', async () => {
    const store = onPhone();
    store.setItem('bijspringen.help-routes', '{"routes":[{"code":"x"}]}');
    const routes = new HelpRoutesModel({
      fetch: async () => ({ kind: 'done', value: { routes: [] } }),
      store,
    });
    await routes.load();
    expect(routes.routes.value).toEqual(builtInHelpRoutes);
  });
});
