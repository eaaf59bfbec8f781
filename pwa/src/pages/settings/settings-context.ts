/** The models of one's own settings, made once. */
import { phonePush } from '../../api/phone-push.ts';
import { settingsApi } from '../../api/work-settings.ts';
import { localStore } from '../../models/stored.ts';
import { WorkAvailability } from '../../models/work-availability.model.ts';
import { WorkPush } from '../../models/work-push.model.ts';
import { WorkSettings } from '../../models/work-settings.model.ts';
import { app } from '../work-context.ts';

const { sessionEnded } = app;

export const push = new WorkPush({
  api: settingsApi,
  phone: phonePush,
  store: localStore(),
  personId: () => app.session.session.peek()?.personId ?? null,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  sessionEnded,
});
export const settings = new WorkSettings({ api: settingsApi, sessionEnded });
export const availability = new WorkAvailability({ api: settingsApi, now: () => new Date(), sessionEnded });

app.whenForgetting(() => {
  push.forget();
  settings.forget();
  availability.forget();
});
