import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { phone } from '../../../ui/icons.ts';
import { calendar, doorOpen } from '../../../ui/work-icons.ts';
import { kindIcons } from '../../../ui/work-item.tsx';

const words = sheetWords.triage;

/** A worry starts with going by; a wish starts with looking for who or what fits. */
export function stepChoices(kind: SignalView['kind']) {
  const visit = { value: 'check-in', label: lists.steps['check-in'].short, icon: doorOpen } as const;
  const call = { value: 'call-back', label: words.call, icon: phone } as const;
  const match = {
    value: 'find-match',
    label: lists.steps['find-match'].short,
    icon: kindIcons[kind],
  } as const;
  const later = { value: 'decide', label: words.later, icon: calendar } as const;
  return kind === 'concern' ? [visit, call, later] : [match, visit, call, later];
}
