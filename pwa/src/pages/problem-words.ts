import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { nlFirst } from '../i18n/nl-first.ts';
import { t, type WordKey } from '../i18n/words.ts';

function isWordKey(key: string): key is WordKey {
  return key in nlFirst;
}

/** The sentence of a refusal in the chosen language. A neighbour meets only some of the codes. */
export function problemWords(code: ProblemCode | 'unreachable'): string {
  const key = `problem.${code}`;
  return t(isWordKey(key) ? key : 'problem.internal');
}
