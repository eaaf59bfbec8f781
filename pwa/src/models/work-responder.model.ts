/** One alert on one resident's phone: what was tapped, what is still under way, and the own steps between. */

import type { Feeling } from '@bijspringen/contracts/crisis/values.ts';
import type { ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import { createModel, signal } from '@preact/signals';
import type { OwnStep } from './work-responder-screen.ts';
import { createTaps, type TapInput, type TapsDeps } from './work-taps.ts';

export type ResponderDeps = TapsDeps;

export const WorkResponder = createModel(
  (of: { crisisId: string; personId: string }, deps: ResponderDeps) => {
    const step = signal<OwnStep>('none');
    const feeling = signal<Feeling | null>(null);
    const taps = createTaps(of, deps);
    /** How far this phone's clock is from the server's; checks hang on the server's. */
    const skewMs = signal(0);

    return {
      step,
      feeling,
      skewMs,
      waiting: taps.waiting,
      refusal: taps.problem,
      isOffline: taps.isOffline,
      isYesTooOld: taps.isYesTooOld,
      lastTaken: taps.lastTaken,
      /** A fresh view came in just now. */
      saw(view: Pick<ResponderView, 'now'>) {
        skewMs.value = Date.parse(view.now) - deps.now();
      },
      /** "Ik kom": first the question whether this person knows somebody. */
      come() {
        step.value = 'know-someone';
      },
      back() {
        step.value = 'none';
      },
      choose(chosen: Feeling) {
        feeling.value = chosen;
      },
      async answer(input: TapInput) {
        step.value = 'none';
        await taps.tap(input);
      },
      retry: () => taps.retry(),
      stop: () => taps.stop(),
    };
  },
);
export type WorkResponderModel = InstanceType<typeof WorkResponder>;
