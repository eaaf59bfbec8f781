import { t } from '../i18n/words.ts';
import { cameFrom, goTo } from '../router.ts';
import { Button } from './button.tsx';

/** Back to the screen before this one; the browser's own Back would leave, because public screens share one entry. */
export function BackButton() {
  return (
    <Button look="second-choice" onClick={() => goTo(cameFrom.value)}>
      {t('app.back')}
    </Button>
  );
}
