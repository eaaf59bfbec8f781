import { type RaiseBody, type Raised, raised } from '@bijspringen/contracts/signals/api.ts';
import { type Answer, request } from './client.ts';

/** Raises a signal now, over a working connection. The same body sent again is the same signal. */
export function postRaise(body: RaiseBody): Promise<Answer<Raised>> {
  return request({ method: 'POST', path: '/api/signals', body, answer: raised });
}
