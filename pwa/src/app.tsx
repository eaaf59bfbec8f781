import type { ComponentType } from 'preact';
import { NotFound } from './pages/not-found.tsx';
import { Start } from './pages/start.tsx';
import { isWorkerPath, path } from './router.ts';
import { later } from './ui/later.tsx';

/** Everything for people who work here is one chunk of its own: a neighbour never downloads it. */
const Work = later(async () => (await import('./pages/work.tsx')).Work);

const pages: Record<string, ComponentType> = {
  '/': Start,
  '/welkom': Work,
  '/inloggen': Work,
};

/** The screen that belongs to the path. */
export function App() {
  const here = path.value.length > 1 ? path.value.replace(/\/$/, '') : path.value;
  const Page = isWorkerPath(here) ? Work : (pages[here] ?? NotFound);
  return <Page />;
}
