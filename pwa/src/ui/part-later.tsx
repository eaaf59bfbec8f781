import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';
import { CHUNK_TRIES_MAX } from '../limits.ts';
import { Button } from './button.tsx';

type Load<P> = () => Promise<ComponentType<P>>;
type Loaded<P> = { kind: 'coming' } | { kind: 'here'; Part: ComponentType<P> } | { kind: 'failed' };

async function fetchPart<P>(load: Load<P>): Promise<Loaded<P>> {
  for (let tries = 0; tries < CHUNK_TRIES_MAX; tries++) {
    try {
      return { kind: 'here', Part: await load() };
    } catch (error) {
      console.warn('part not loaded', error instanceof Error ? error.name : 'unknown');
    }
  }
  return { kind: 'failed' };
}

function useLoaded<P>(load: Load<P>, round: number): Loaded<P> {
  const [loaded, setLoaded] = useState<Loaded<P>>({ kind: 'coming' });
  useEffect(() => {
    let isHere = true;
    void fetchPart(load).then((next) => {
      if (isHere) setLoaded(next);
    });
    return () => {
      isHere = false;
    };
  }, [round]);
  return loaded;
}

/** A part of a page that is fetched when it is needed. Until then, and when it cannot be fetched, nothing stands there. */
export function partLater<P extends object>(load: Load<P>): ComponentType<P> {
  return function PartLater(props: P) {
    const loaded = useLoaded(load, 0);
    return loaded.kind === 'here' ? <loaded.Part {...props} /> : null;
  };
}

/** A screen inside the workers' frame that is fetched when it is needed; it says so when it cannot be. */
export function workScreenLater<P extends object>(load: Load<P>): ComponentType<P> {
  return function WorkScreenLater(props: P) {
    const [round, setRound] = useState(0);
    const loaded = useLoaded(load, round);
    if (loaded.kind === 'here') return <loaded.Part {...props} />;
    if (loaded.kind === 'coming') {
      return (
        <div class="page" aria-hidden="true">
          <div class="shape" />
          <div class="shape" />
        </div>
      );
    }
    return (
      <div class="page">
        <h1>{work.problem.screenFailed}</h1>
        <p class="lead">{work.problem.offline}</p>
        <Button onClick={() => setRound(round + 1)}>{work.problem.again}</Button>
      </div>
    );
  };
}
