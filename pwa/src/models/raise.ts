/** The one draft of this tab. */
import { newCommandId, newFollowCode } from '../api/ids.ts';
import { language } from '../i18n/words.ts';
import { retryKept, sendRaise, throwAwayKept } from '../outbox/send.ts';
import { onQuickExit } from './quick-exit.ts';
import { RaiseModel } from './raise.model.ts';
import { sessionStore } from './stored.ts';

export const raise = new RaiseModel({
  send: sendRaise,
  retry: retryKept,
  throwAway: throwAwayKept,
  newCommandId,
  newFollowCode,
  language: () => language.peek(),
  now: () => new Date(),
  store: sessionStore(),
});

onQuickExit(() => raise.forget());
