import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import type { WorkSignalModel } from '../../models/work-signal.model.ts';
import { openSheet } from './open-sheet.ts';

const words = signalWords.suggestion;

function quoted(because: readonly string[]): string {
  return because.map((each) => `‘${each}’`).join(' en ');
}

/** What the system thinks it might be, with its reason. A human takes it over or leaves it; nothing happens by itself. */
export function Suggestion({ model, view }: { model: WorkSignalModel; view: SignalView }) {
  const { suggestion } = view;
  const isDecided = view.urgency !== undefined || view.themes.length > 0;
  if (suggestion === null || isDecided || view.status !== 'open') return null;
  const themes = suggestion.themes.map((each) => lists.themes[each].toLowerCase());
  const named = suggestion.urgency === 'today' ? [...themes, words.today] : themes;
  if (named.length === 0) return null;
  const take = () => openSheet(model, 'triage', { themes: suggestion.themes, urgency: suggestion.urgency });
  return (
    <section class="panel flat suggestion" aria-label={words.label}>
      <p>
        {words.prefix}
        <b>{named.join(', ')}</b>
        {suggestion.because.length > 0 && `, ${words.because(quoted(suggestion.because))}`}
      </p>
      <p class="hint">{words.yours}</p>
      <button class="link" type="button" onClick={take}>
        {words.take}
      </button>
    </section>
  );
}
