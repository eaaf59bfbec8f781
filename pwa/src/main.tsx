// The ground first: what a part of a page says about itself must come after it.
import './style/tokens.css';
import './style/base.css';

import { effect } from '@preact/signals';
import { render } from 'preact';
import { App, fetchPublicPages } from './app.tsx';
import { chooseLanguage, facts, language, preferredLanguage } from './i18n/words.ts';
import { FETCH_REST_AFTER_MS } from './limits.ts';
import { connection } from './models/connection.model.ts';
import { districtModel } from './models/district.model.ts';
import { kept, newVersion } from './models/kept.ts';
import { followLinks, goTo, isWorkerPath } from './router.ts';
import { registerWorker } from './sw/register.ts';

function showLanguage(): void {
  effect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.dir = facts.value.direction;
  });
}

async function start(): Promise<void> {
  const box = document.getElementById('app');
  if (!box) throw new Error('index.html has no #app');
  followLinks();
  connection.listen();
  showLanguage();
  const preferred = preferredLanguage();
  if (preferred !== 'nl') await chooseLanguage(preferred);
  box.textContent = '';
  render(<App />, box);
  await districtModel.load();
  if (isWorkerPath(location.pathname)) return;
  await kept.open();
  setTimeout(() => void fetchPublicPages(), FETCH_REST_AFTER_MS);
}

/** A build that is being worked on has no service worker: it would keep serving yesterday's files. */
async function keepOnPhone(): Promise<void> {
  if (!import.meta.env.PROD) return;
  await registerWorker({
    onNewVersion: (use) => {
      newVersion.value = use;
    },
    onSent: () => void kept.noteSent(),
    onGoTo: goTo,
  });
  window.addEventListener('online', () => void kept.open());
}

void start();
void keepOnPhone();
