/** The one alert of this visit, so that going to another screen and back loses no tap. */
import { newCommandId } from '../../api/ids.ts';
import { crisisApi } from '../../api/work-crisis.ts';
import { localStore } from '../../models/stored.ts';
import type { WorkCrisisModel } from '../../models/work-crisis.model.ts';
import { WorkResponder, type WorkResponderModel } from '../../models/work-responder.model.ts';
import { forgetTaps } from '../../models/work-taps.ts';
import { app } from '../work-context.ts';

let opened: { key: string; model: WorkResponderModel; crisis: WorkCrisisModel } | null = null;

/** The taps of whoever is logged in, on this crisis. */
export function openResponder(crisisId: string, crisis: WorkCrisisModel): WorkResponderModel {
  const personId = app.session.session.peek()?.personId ?? '';
  const key = `${crisisId} ${personId}`;
  if (opened?.key === key && opened.crisis === crisis) return opened.model;
  opened?.model.stop();
  const model = new WorkResponder(
    { crisisId, personId },
    {
      api: crisisApi,
      store: localStore(),
      newCommandId,
      now: () => Date.now(),
      taken: (position) => crisis.load(position),
      refused: () => crisis.load(),
      sessionEnded: () => app.session.ended(),
    },
  );
  opened = { key, model, crisis };
  return model;
}

app.whenForgetting(() => {
  opened?.model.stop();
  opened = null;
  forgetTaps(localStore());
});
