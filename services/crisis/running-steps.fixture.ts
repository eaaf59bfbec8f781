/** What is done again and again in the specifications of the routes. */
import type { DutyCrisisView, ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import { dutyCrisisView, responderView } from '@bijspringen/contracts/crisis/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { at, B, C, NO_DANGER, OFFICER } from './crisis.fixture.ts';
import type { Answered, RunningCrisis } from './running-crisis.fixture.ts';

/** What the duty officer fills in. */
export const decision = {
  answers: NO_DANGER,
  emergency: 'called-by-neighbour',
  tasks: ['be-near', 'bring-blanket'],
  needed: 2,
  meetingPoint: 'hal van Lisdodde',
  alertsResidents: true,
};

export type Opened = { answered: Answered; signalId: Id; crisisId: Id };

export function stepsIn(world: RunningCrisis) {
  const act = (crisisId: Id, step: string, personId: Id, body: object = {}) =>
    world.post(`/api/crises/${crisisId}/${step}`, personId, body);
  const come = (crisisId: Id, personId: Id) => act(crisisId, 'accept', personId, { knowsSomeone: false });
  const duty = async (crisisId: Id, personId: Id = OFFICER): Promise<DutyCrisisView> =>
    dutyCrisisView.parse((await world.get(`/api/crises/${crisisId}`, personId)).body);

  return {
    act,
    come,
    duty,
    /** The neighbour writes at 02.16; at 02.19 the duty officer decides. */
    async open(about: object = {}, signal: Parameters<RunningCrisis['raise']>[0] = {}): Promise<Opened> {
      const signalId = await world.raise(signal);
      await world.waitUntil(at('02:19'));
      const answered = await world.post('/api/crises', OFFICER, { ...decision, signalId, ...about });
      return { answered, signalId, crisisId: String(answered.body.crisisId) };
    },
    async responder(crisisId: Id, personId: Id): Promise<ResponderView> {
      return responderView.parse((await world.get(`/api/crises/${crisisId}`, personId)).body);
    },
    /** B says yes at 02.21 and C at 02.24. */
    async pair(crisisId: Id) {
      await world.waitUntil(at('02:21'));
      await come(crisisId, B);
      await world.waitUntil(at('02:24'));
      await come(crisisId, C);
    },
    /** A decision of somebody who looks first. */
    async decides(crisisId: Id, step: string, body: object = {}, personId: Id = OFFICER) {
      const { version } = await duty(crisisId, personId);
      return act(crisisId, step, personId, { seen: version, ...body });
    },
    async types(crisisId: Id) {
      return (await world.events(crisisId)).map(({ type }) => type);
    },
  };
}
