/** A push to this phone when there is an answer, under the follow code. */
import { subscribed } from '@bijspringen/contracts/notifications/api.ts';
import * as z from 'zod/mini';
import { type Answer, request } from './client.ts';
import type { PushSubscriptionInput } from './phone-push.ts';

const PATH = '/api/follow/push';

export function putFollowPush(
  followCode: string,
  body: { commandId: string; subscription: PushSubscriptionInput },
): Promise<Answer<z.output<typeof subscribed>>> {
  return request({ method: 'PUT', path: PATH, followCode, body, answer: subscribed });
}

export function deleteFollowPush(followCode: string): Promise<Answer<object>> {
  return request({ method: 'DELETE', path: PATH, followCode, answer: z.looseObject({}) });
}
