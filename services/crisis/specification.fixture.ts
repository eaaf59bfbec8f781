/** `given(…).when(…)` for the crisis decider, with every event checked against its schema. */
import { crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { crisisDecider } from './crisis.decider.ts';
import { at, CRISIS, officer } from './crisis.fixture.ts';

const catalogue = createCatalogue({ crisis: crisisEvents }, {});

export const { given } = specify(crisisDecider, {
  catalogue,
  context: { now: at('02:26'), actor: officer, streamId: CRISIS },
});
