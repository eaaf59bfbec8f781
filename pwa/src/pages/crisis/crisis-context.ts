/** The models of duty and of crises, made once. Loaded only by who needs these screens. */
import { CRISIS_STREAM_PATH, crisisApi } from '../../api/work-crisis.ts';
import { WorkCrisis, type WorkCrisisModel } from '../../models/work-crisis.model.ts';
import { WorkAftercare } from '../../models/work-crisis-aftercare.model.ts';
import { WorkOpening, type WorkOpeningModel } from '../../models/work-crisis-open.model.ts';
import { WorkCrisisSheets, type WorkCrisisSheetsModel } from '../../models/work-crisis-sheets.model.ts';
import { localDateOf } from '../../models/work-dates.ts';
import { WorkDuty } from '../../models/work-duty.model.ts';
import { app, openStreamAt } from '../work-context.ts';

const { sessionEnded } = app;
const now = () => new Date();
const isForToday = (instant: string) => localDateOf(instant, app.here.value.timeZone) <= app.today.value;
const duty = new WorkDuty({ api: crisisApi, now, isForToday, sessionEnded });
const aftercare = new WorkAftercare({ api: crisisApi, sessionEnded });

type Opened = { crisisId: string; crisis: WorkCrisisModel; sheets: WorkCrisisSheetsModel };
/** Only the crisis on the screen: leaving it forgets its places. */
let opened: Opened | null = null;
/** What was answered stays when somebody looks at the message once more; another message begins anew. */
let opening: { signalId: string | null; model: WorkOpeningModel } | null = null;

function openCrisis(crisisId: string): Opened {
  if (opened?.crisisId === crisisId) return opened;
  opened?.crisis.forget();
  const crisis = new WorkCrisis(crisisId, {
    api: crisisApi,
    openStream: () => openStreamAt(CRISIS_STREAM_PATH),
    isOnline: () => navigator.onLine,
    now,
    sessionEnded,
  });
  opened = { crisisId, crisis, sheets: new WorkCrisisSheets(crisis) };
  return opened;
}

function openOpening(signalId: string | null): WorkOpeningModel {
  if (opening?.signalId === signalId) return opening.model;
  opening = { signalId, model: new WorkOpening(signalId, { api: crisisApi, sessionEnded }) };
  return opening.model;
}

app.whenForgetting(() => {
  duty.forget();
  aftercare.forget();
  opened?.crisis.forget();
  opened = null;
  opening = null;
});

export const crises = {
  duty,
  aftercare,
  openCrisis,
  openOpening,
  /** After it was opened the next one begins empty. */
  forgetOpening() {
    opening = null;
  },
};
