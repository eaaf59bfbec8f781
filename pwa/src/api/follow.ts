/** What somebody with a follow code may ask and do. The code travels in a header, never in a path. */

import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { done } from '@bijspringen/contracts/signals/api.ts';
import type { ReadyAnswer } from '@bijspringen/contracts/signals/values.ts';
import { type FollowView, followView } from '@bijspringen/contracts/signals/views.ts';
import { type Answer, request } from './client.ts';

type Done = { position: Position };

/** What became of it; with `after` at least what was just written. */
export function fetchFollow(followCode: string, after?: Position): Promise<Answer<FollowView>> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  return request({ path: `/api/follow${query}`, followCode, answer: followView });
}

export function postMessage(
  followCode: string,
  body: { commandId: string; text: string },
): Promise<Answer<Done>> {
  return request({ method: 'POST', path: '/api/follow/messages', followCode, body, answer: done });
}

export type AnswerBody = { commandId: string; questionId: string; answer?: ReadyAnswer; text?: string };
export function postAnswer(followCode: string, body: AnswerBody): Promise<Answer<Done>> {
  return request({ method: 'POST', path: '/api/follow/answers', followCode, body, answer: done });
}

export function postReopening(
  followCode: string,
  body: { commandId: string; text?: string },
): Promise<Answer<Done>> {
  return request({ method: 'POST', path: '/api/follow/reopening', followCode, body, answer: done });
}

export function takeBack(followCode: string, body: { commandId: string }): Promise<Answer<Done>> {
  return request({ method: 'DELETE', path: '/api/follow', followCode, body, answer: done });
}
