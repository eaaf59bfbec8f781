import { t } from '../../i18n/words.ts';
import { follow } from '../../models/follow.ts';
import { Banner } from '../../ui/banner.tsx';
import { circleAlert, wifiOff } from '../../ui/icons.ts';
import { problemWords } from '../problem-words.ts';

/** Why it did not work, in one sentence that says what to do. */
export function Trouble() {
  const trouble = follow.trouble.value;
  if (trouble === null) return null;
  if (trouble !== 'unreachable')
    return <Banner tone="heed" icon={circleAlert} title={problemWords(trouble)} isNews />;
  const words = follow.view.value ? 'follow.offline' : 'follow.offline-first';
  return <Banner tone="heed" icon={wifiOff} title={t(words)} isNews />;
}
