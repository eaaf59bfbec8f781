import { effect } from '@preact/signals';
import { render } from 'preact';
import { App, fetchPublicPages } from './app.tsx';
import { chooseLanguage, facts, language, preferredLanguage } from './i18n/words.ts';
import { connection } from './models/connection.model.ts';
import { districtModel } from './models/district.model.ts';
import { followLinks } from './router.ts';
import './style/tokens.css';
import './style/base.css';

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
  await fetchPublicPages();
}

void start();
