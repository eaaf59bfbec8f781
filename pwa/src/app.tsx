import type { ComponentType } from 'preact';
import { NotFound } from './pages/not-found.tsx';
import { raisePage } from './pages/raise/raise.tsx';
import { Start } from './pages/start.tsx';
import { isWorkerPath, path } from './router.ts';
import { later } from './ui/later.tsx';

/** Everything for people who work here is one chunk of its own: a neighbour never downloads it. */
const Work = later(async () => (await import('./pages/work.tsx')).Work);

const loadFollow = async () => (await import('./pages/follow/follow.tsx')).Follow;
const loadRoutes = async () => (await import('./pages/routes/routes.tsx')).Routes;
const loadTips = async () => (await import('./pages/tips.tsx')).Tips;
const loadLanguages = async () => (await import('./pages/language.tsx')).LanguagePage;

const pages: Record<string, ComponentType> = {
  '/': Start,
  '/zorgen': raisePage('concern'),
  '/hulp': raisePage('help'),
  '/wens': raisePage('wish'),
  '/aanbod': raisePage('offer'),
  '/volg': later(loadFollow),
  '/hulplijnen': later(loadRoutes),
  '/tips': later(loadTips),
  '/taal': later(loadLanguages),
  '/welkom': Work,
  '/inloggen': Work,
};

/** The screen that belongs to the path. */
export function App() {
  const here = path.value.length > 1 ? path.value.replace(/\/$/, '') : path.value;
  const Page = isWorkerPath(here) ? Work : (pages[here] ?? NotFound);
  return <Page />;
}

/** Fetches the other public screens while nothing else happens, so that they are here when the connection is not. */
export async function fetchPublicPages(): Promise<void> {
  const rest = [
    loadFollow,
    loadRoutes,
    loadTips,
    loadLanguages,
    () => import('./pages/raise/sent.tsx'),
    () => import('./pages/raise/unsent.tsx'),
    () => import('./pages/raise/warn.tsx'),
    () => import('./outbox/outbox.ts'),
  ];
  const results = await Promise.allSettled(rest.map((load) => load()));
  const failed = results.filter((result) => result.status === 'rejected').length;
  if (failed > 0) console.warn(`${failed} pages not fetched beforehand`);
}
