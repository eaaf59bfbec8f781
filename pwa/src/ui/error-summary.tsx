import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/words.ts';
import './field.css';

export type FieldErrors = Readonly<Record<string, string>>;

function goTo(event: Event, field: string): void {
  // A plain #link would add an entry to the history, and "Snel weg" promises that Back shows nothing.
  event.preventDefault();
  const target = document.getElementById(field);
  const inside = target?.querySelector<HTMLElement>('input, textarea');
  (target?.matches('fieldset') && inside ? inside : target)?.focus();
  target?.scrollIntoView({ block: 'center' });
}

/** Stands above the form, gets the focus, links to each field and says the same words as the field does. */
export function ErrorSummary({ errors, shown }: { errors: FieldErrors; shown: number }) {
  const box = useRef<HTMLDivElement>(null);
  const fields = Object.entries(errors);
  useEffect(() => {
    if (fields.length > 0) box.current?.focus();
  }, [shown]);
  if (fields.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{t('error.title')}</h2>
      <ul>
        {fields.map(([field, sentence]) => (
          <li key={field}>
            <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
