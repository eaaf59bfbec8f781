/** What a resident sees of an alert. Always dark, one sentence, two answers under the thumb. */
import type { ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import { useEffect } from 'preact/hooks';
import { responderWords as words } from '../../i18n/work-responder.nl.ts';
import type { WorkCrisisModel } from '../../models/work-crisis.model.ts';
import { type ShownScreen, shownScreen } from '../../models/work-responder-screen.ts';
import { query } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { circleAlert, wifiOff } from '../../ui/icons.ts';
import { useDark } from '../../ui/work-dark.ts';
import { app } from '../work-context.ts';
import { Home, Over, StandDown, UnsafeScreen } from './after.tsx';
import { Asked, KnowSomeone, SendingYes, WaitIndoors } from './before.tsx';
import { Check, Go, Together, Wait } from './going.tsx';
import { openResponder } from './responder-context.ts';
import type { ScreenProps } from './responder-props.ts';
import './responder.css';

function Body(props: ScreenProps & { screen: ShownScreen }) {
  const { screen, ...rest } = props;
  switch (screen) {
    case 'asked':
      return <Asked {...rest} />;
    case 'know-someone':
      return <KnowSomeone {...rest} />;
    case 'sending-yes':
      return <SendingYes {...rest} />;
    case 'wait-indoors':
      return <WaitIndoors {...rest} />;
    case 'go':
      return <Go {...rest} />;
    case 'together':
      return <Together {...rest} />;
    case 'wait-other':
      return <Wait {...rest} why="waitOther" />;
    case 'wait-held':
      return <Wait {...rest} why="waitHeld" />;
    case 'check':
    case 'check-missed':
      return <Check {...rest} isMissed={screen === 'check-missed'} />;
    case 'unsafe':
      return <UnsafeScreen {...rest} />;
    case 'stood-down':
      return <StandDown {...rest} />;
    case 'home':
      return <Home {...rest} />;
    default:
      return <Over {...rest} which={screen} />;
  }
}

/** These say themselves that there is no connection. */
const SAYS_OFFLINE: readonly ShownScreen[] = ['sending-yes', 'go', 'together'];

type NewsProps = Pick<ScreenProps, 'own'> & { isOffline: boolean; screen: ShownScreen };

/** A strip above the screen: what could not be sent yet, or why something was refused. */
function News({ own, isOffline, screen }: NewsProps) {
  const refusal = own.refusal.value;
  const unsent = own.isOffline.value ? own.waiting.value.at(0) : undefined;
  if (own.isYesTooOld.value) return <Strip title={words.tooOld} />;
  if (refusal !== null) return <Strip title={refusal} />;
  if (unsent !== undefined && unsent.answer !== 'accept')
    return <Strip title={words.kept[unsent.answer]} off />;
  return isOffline && !SAYS_OFFLINE.includes(screen) ? <Strip title={words.offline} off /> : null;
}

function Strip({ title, off }: { title: string; off?: boolean }) {
  return (
    <div class="strip">
      <Banner tone="heed" icon={off ? wifiOff : circleAlert} title={title} isNews />
    </div>
  );
}

/** A place is only shown while the server can be heard: two may no longer stand. */
function withoutPlaces(view: ResponderView): ResponderView {
  return { ...view, meetingPoint: null, place: null };
}

export type ResponderPageProps = { view: ResponderView; model: WorkCrisisModel };

/** For whoever is asked; the model of the crisis fetches and listens. */
export function ResponderPage({ view, model }: ResponderPageProps) {
  useDark();
  const own = openResponder(view.crisisId, model);
  const isOffline = model.isOffline.value;
  const asked = query.value;
  useEffect(() => own.saw(view), [view.now]);
  useEffect(() => {
    if (!isOffline) void own.retry();
  }, [isOffline, own]);
  useEffect(() => () => own.stop(), [own]);
  useEffect(() => {
    // Arrived from "Ik kom" on the notification: the question that belongs to it comes at once.
    if (!new URLSearchParams(asked).has('ik')) return;
    history.replaceState(null, '', location.pathname);
    query.value = '';
    if (view.screen === 'asked') own.come();
  }, [asked, own]);
  const screen = shownScreen({
    view,
    waiting: own.waiting.value,
    step: own.step.value,
    nowMs: app.here.value.now.getTime() + own.skewMs.value,
  });
  useEffect(() => window.scrollTo(0, 0), [screen]);
  return (
    <div class="responder">
      <News own={own} isOffline={isOffline} screen={screen} />
      <Body screen={screen} view={isOffline ? withoutPlaces(view) : view} own={own} />
    </div>
  );
}
