/** The one conversation of this tab. */
import * as api from '../api/follow.ts';
import { newCommandId } from '../api/ids.ts';
import { FollowModel } from './follow.model.ts';
import { onQuickExit } from './quick-exit.ts';
import { sessionStore } from './stored.ts';

export const follow = new FollowModel({ api, newCommandId, store: sessionStore() });

onQuickExit(() => follow.forget());
