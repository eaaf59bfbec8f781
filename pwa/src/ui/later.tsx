import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import { CHUNK_TRIES_MAX, LOADING_WORDS_AFTER_MS } from '../limits.ts';
import { Button } from './button.tsx';
import { Screen } from './screen.tsx';

type Loaded = { kind: 'coming' } | { kind: 'here'; Page: ComponentType } | { kind: 'failed' };

async function loadPage(load: () => Promise<ComponentType>): Promise<Loaded> {
  for (let tries = 0; tries < CHUNK_TRIES_MAX; tries++) {
    try {
      return { kind: 'here', Page: await load() };
    } catch (error) {
      console.warn('page not loaded', error instanceof Error ? error.name : 'unknown');
    }
  }
  return { kind: 'failed' };
}

/** Says so after a second; before that only the page's own quiet shape stands there. */
function Coming() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), LOADING_WORDS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Screen title={t('app.name')}>
      <div class="coming" />
      <div class="coming" />
      {slow && <p role="status">{t('app.loading')}</p>}
    </Screen>
  );
}

/** A page that is fetched when it is needed. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  return function Later() {
    const [loaded, setLoaded] = useState<Loaded>({ kind: 'coming' });
    const [round, setRound] = useState(0);
    useEffect(() => {
      let isHere = true;
      void loadPage(load).then((next) => {
        if (isHere) setLoaded(next);
      });
      return () => {
        isHere = false;
      };
    }, [round]);
    if (loaded.kind === 'here') return <loaded.Page />;
    if (loaded.kind === 'coming') return <Coming />;
    return (
      <Screen title={t('app.page-failed')}>
        <h1>{t('app.page-failed')}</h1>
        <Button onClick={() => setRound(round + 1)}>{t('app.try-again')}</Button>
      </Screen>
    );
  };
}
