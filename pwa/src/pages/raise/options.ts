/** The answers to choose from, in the chosen language. */

import { t } from '../../i18n/words.ts';
import type { Draft } from '../../models/draft.ts';
import type { Option } from '../../ui/choice.tsx';

type Chosen<K extends keyof Draft> = NonNullable<Draft[K]> & string;

export function spokenOptions(): Option<Chosen<'spoken'>>[] {
  const values = ['yes', 'did-not-dare', 'could-not', 'wants-help'] as const;
  return values.map((value) => ({ value, label: t(`spoken.${value}`) }));
}

export function beginOptions(): Option<Chosen<'start'>>[] {
  const values = ['look-first', 'together', 'by-myself', 'not-sure'] as const;
  return values.map((value) => ({ value, label: t(`begin.${value}`) }));
}

export function seenOptions(): Option<Chosen<'seen'>>[] {
  const values = ['now', 'today', 'this-week', 'longer'] as const;
  return values.map((value) => ({ value, label: t(`seen.${value}`) }));
}

export function knowsOptions(): Option<Chosen<'subjectKnows'>>[] {
  const values = ['yes', 'no'] as const;
  return values.map((value) => ({ value, label: t(`knows.${value}`) }));
}
