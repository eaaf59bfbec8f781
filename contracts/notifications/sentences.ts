/** What each push says on a lock screen: no name, no place, no health word. The phone's service worker shows the same. */
import type { MessageKind } from './values.ts';

/** Stands first in everything that is a drill. */
export const DRILL_WORD = 'OEFENING';
export const PUSH_TITLE = 'Bijspringen';
export const DRILL_TITLE = `${DRILL_WORD}. ${PUSH_TITLE}`;

export const pushSentences: Readonly<Record<MessageKind, string>> = {
  page: 'Er wacht iets voor de dienst. Open de app.',
  alert: 'Oproep in jouw wijk. Kun je nu helpen? Open de app.',
  pair: 'Jullie zijn met twee. Open de app.',
  wait: 'Wacht. Ga nog niet verder. Open de app.',
  resumed: 'Je kunt weer verder. Open de app.',
  check: 'Gaat het goed? Open de app.',
  enough: 'Er zijn er genoeg. Dank je.',
  // Of two who went one may be left outside.
  released: 'Dank je. Blijf thuis, of ga naar huis.',
  'stand-down': 'Ga naar huis. Dank je.',
  backup: 'Er zijn collega’s nodig. Open de app.',
  answer: 'Er is een antwoord.',
  drill: 'Dit is een test. Een oproep kan op deze telefoon komen.',
};
