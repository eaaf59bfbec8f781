/** The models of the roster and of who may be alerted, made once. */
import { rosterApi } from '../../api/work-roster.ts';
import { WorkRoster } from '../../models/work-roster.model.ts';
import { WorkPeopleList } from '../../models/work-roster-people.model.ts';
import { app } from '../work-context.ts';

const { sessionEnded } = app;
const roster = new WorkRoster({ api: rosterApi, now: () => new Date(), sessionEnded });
const peopleList = new WorkPeopleList({ api: rosterApi, today: () => app.today.value, sessionEnded });

app.whenForgetting(() => {
  roster.forget();
  peopleList.forget();
});

export const planning = { roster, peopleList };
