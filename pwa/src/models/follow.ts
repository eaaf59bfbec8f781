/** The one conversation of this tab. */
import * as api from '../api/follow.ts';
import { newCommandId } from '../api/ids.ts';
import { retryKept, throwAwayKept } from '../outbox/send.ts';
import { FollowModel, type KeptHere } from './follow.model.ts';
import { onQuickExit } from './quick-exit.ts';
import { sessionStore } from './stored.ts';

/** A browser without a database keeps nothing. */
async function findKept(code: string): Promise<KeptHere | null> {
  try {
    return await (await import('../outbox/outbox.ts')).findKept(code, Date.now());
  } catch (error) {
    console.warn('nothing kept can be read', error instanceof Error ? error.name : 'unknown');
    return null;
  }
}

export const follow = new FollowModel({
  api,
  newCommandId,
  findKept,
  sendKept: retryKept,
  discardKept: throwAwayKept,
  store: sessionStore(),
});

onQuickExit(() => follow.forget());
