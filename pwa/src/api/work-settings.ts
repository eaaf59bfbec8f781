/** What somebody who works here sets for herself: how to be reached, when, and on which phone. */
import * as push from '@bijspringen/contracts/notifications/api.ts';
import * as people from '@bijspringen/contracts/people/api.ts';
import * as roster from '@bijspringen/contracts/roster/api.ts';
import * as z from 'zod/mini';
import { ask, get, post } from './work.ts';

const put = <S extends z.ZodMiniType>(path: string, body: object, answer: S) =>
  ask({ method: 'PUT', path, body, answer });

export const settingsApi = {
  profile: () => get('/api/profile', people.profileView),
  giveProfile: (body: z.input<typeof people.profileBody>) => put('/api/profile', body, people.profileView),
  acceptAgreement: (body: z.input<typeof people.agreementBody>) =>
    post('/api/profile/agreement', body, people.profileView),
  availability: () => get('/api/availability', roster.availabilityView),
  setAvailability: (body: z.input<typeof roster.availabilityBody>) =>
    put('/api/availability', body, roster.availabilityView),
  pushKey: () => get('/api/push/key', push.pushKey),
  subscribe: (body: z.input<typeof push.subscribeBody>) =>
    post('/api/push/subscriptions', body, push.subscribed),
  unsubscribe: (deviceId: string) =>
    ask({
      method: 'DELETE',
      path: `/api/push/subscriptions/${encodeURIComponent(deviceId)}`,
      answer: z.looseObject({}),
    }),
  devices: () => get('/api/push/devices', push.devicesView),
  drill: (body: z.input<typeof push.testBody>) => post('/api/push/test', body, push.tested),
};
export type SettingsApi = typeof settingsApi;
