import type { ReadyAnswer, ReadyQuestion } from '@bijspringen/contracts/signals/values.ts';
import { t } from '../i18n/words.ts';

/** An answer in words. "Ja" to "is it still so?" is a fact, to the other questions it is a wish. */
export function answerWords(question: ReadyQuestion | undefined, answer: ReadyAnswer): string {
  return question === 'still-so' && answer === 'yes' ? t('answer.still-yes') : t(`answer.${answer}`);
}
