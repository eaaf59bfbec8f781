/** Which screen a resident sees, from what the server says and from what was tapped and is still under way. */
import type { ResponderScreen, ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import { CHECK_ASKED_BEFORE_MS } from './work-responder-limits.ts';
import type { Tap } from './work-taps.ts';

/** `sending-yes`: tapped, not taken yet. `know-someone`: the question after "Ik kom". `check`: "Gaat het goed?" */
export type ShownScreen = ResponderScreen | 'know-someone' | 'sending-yes' | 'check';

export type OwnStep = 'none' | 'know-someone';

type Shown = {
  view: Pick<ResponderView, 'screen' | 'checkBefore'>;
  waiting: readonly Tap[];
  step: OwnStep;
  /** The server's clock, as well as this phone knows it. */
  nowMs: number;
};

const CHECKED_SCREENS: readonly ResponderScreen[] = ['go', 'together', 'wait-other', 'wait-held'];
/** Past these nothing that was tapped before changes anything. */
const OVER: readonly ResponderScreen[] = ['too-late', 'enough', 'released', 'declined', 'home'];

function isCheckDue({ view, waiting, nowMs }: Shown): boolean {
  if (view.checkBefore === null || !CHECKED_SCREENS.includes(view.screen)) return false;
  if (waiting.some((tap) => tap.answer === 'safety-check' || tap.answer === 'arrived')) return false;
  return nowMs >= Date.parse(view.checkBefore) - CHECK_ASKED_BEFORE_MS;
}

/** A tap that makes somebody safer shows at once; one that sends somebody on waits until the server has it. */
export function shownScreen(shown: Shown): ShownScreen {
  const { view, waiting, step } = shown;
  const has = (answer: Tap['answer']) => waiting.some((tap) => tap.answer === answer);
  if (OVER.includes(view.screen)) return view.screen;
  if (has('home')) return 'home';
  if (has('unsafe')) return 'unsafe';
  if (has('decline')) return view.screen === 'asked' ? 'declined' : 'stopped';
  if (view.screen === 'asked') {
    if (has('accept')) return 'sending-yes';
    return step === 'know-someone' ? 'know-someone' : 'asked';
  }
  return isCheckDue(shown) ? 'check' : view.screen;
}
