import { useEffect } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';
import { goTo, path } from '../router.ts';
import { workScreenLater } from '../ui/part-later.tsx';
import { Nav, placesFor } from '../ui/work-nav.tsx';
import { Login } from './login/login.tsx';
import { Welcome } from './login/welcome.tsx';
import { More } from './more.tsx';
import { Observe } from './observe/observe.tsx';
import { Me } from './people/me.tsx';
import { People } from './people/people.tsx';
import { Signal } from './signal/signal.tsx';
import { TodayList } from './today/today-list.tsx';
import { app } from './work-context.ts';
import { isDesk } from './work-desk.ts';
import '../style/work.css';
import '../style/work-sheet.css';
import '../style/work-signal.css';

/** Screens of duty, crises and the roster are fetched by who needs them. */
const laterScreens = {
  duty: workScreenLater(async () => (await import('./duty/duty.tsx')).Duty),
  decide: workScreenLater(async () => (await import('./crisis/decide.tsx')).Decide),
  crisis: workScreenLater(async () => (await import('./crisis/crisis.tsx')).Crisis),
  roster: workScreenLater(async () => (await import('./roster/roster.tsx')).Roster),
  settings: workScreenLater(async () => (await import('./settings/settings.tsx')).Settings),
  'responder-home': workScreenLater(
    async () => (await import('./responder/responder-home.tsx')).ResponderHome,
  ),
  replay: workScreenLater(async () => (await import('./replay/replay.tsx')).Replay),
  'people-list': workScreenLater(async () => (await import('./people-list/people-list.tsx')).PeopleList),
} as const;
type LaterName = keyof typeof laterScreens;

/** The first that fits. */
const LATER_PATHS: readonly (readonly [string, LaterName])[] = [
  ['/werk/dienst', 'duty'],
  ['/werk/oproep/nieuw', 'decide'],
  ['/werk/oproep/', 'crisis'],
  ['/werk/rooster', 'roster'],
  ['/werk/mensen', 'people-list'],
  ['/werk/terugkijken', 'replay'],
  ['/werk/instellingen', 'settings'],
];

/** Which place in the menu a screen belongs to. */
const PLACE_OF: Record<LaterName, string> = {
  duty: '/werk/dienst',
  decide: '/werk/dienst',
  crisis: '/werk/dienst',
  roster: '/werk/rooster',
  'people-list': '/werk/mensen',
  replay: '/werk/terugkijken',
  settings: '/werk/ik',
  'responder-home': '/werk',
};
/** Screens for one moment: on a phone nothing stands under them, and the way back is on top. */
const ALONE: readonly LaterName[] = ['decide', 'crisis'];

type Screen =
  | { name: 'today' }
  | { name: 'signal'; signalId: string }
  | { name: 'new' | 'people' | 'me' | 'more' }
  | { name: 'later'; later: LaterName };

const SIGNAL_PATH = /^\/werk\/bericht\/([0-9a-f-]{36})\/?$/;

/** Which screen a path is; what we do not know is Today. */
function screenOf(pathname: string): Screen {
  const signalId = SIGNAL_PATH.exec(pathname)?.[1];
  if (signalId !== undefined) return { name: 'signal', signalId };
  const found = LATER_PATHS.find(([start]) => pathname.startsWith(start));
  if (found !== undefined) return { name: 'later', later: found[1] };
  if (pathname.startsWith('/werk/meer')) return { name: 'more' };
  if (pathname.startsWith('/werk/nieuw')) return { name: 'new' };
  if (pathname.startsWith('/werk/collegas')) return { name: 'people' };
  if (pathname.startsWith('/werk/ik')) return { name: 'me' };
  return { name: 'today' };
}

function currentHref(screen: Screen): string {
  if (screen.name === 'new') return '/werk/nieuw';
  if (screen.name === 'later') return PLACE_OF[screen.later];
  if (screen.name === 'more') return '/werk/meer';
  if (screen.name === 'people') return '/werk/collegas';
  return screen.name === 'me' ? '/werk/ik' : '/werk';
}

function NothingChosen() {
  return (
    <div class="nothing">
      <h2>{work.today.chooseTitle}</h2>
      <p class="lead">{work.today.choose}</p>
    </div>
  );
}

/** Phone: one screen at a time. Desk: the list stays beside whatever is open. */
function Screens({ screen }: { screen: Screen }) {
  const hasQueue = app.session.hasQueue.value;
  const chosen = screen.name === 'signal' ? screen.signalId : null;
  const list = hasQueue && (
    <section class="mid" aria-label={work.today.title}>
      <TodayList chosen={chosen} isDesk={isDesk.value} isBeside={screen.name !== 'today'} />
    </section>
  );
  const detail = (
    <>
      {screen.name === 'signal' && (
        <Signal key={screen.signalId} signalId={screen.signalId} isDesk={isDesk.value} />
      )}
      {screen.name === 'new' && <Observe />}
      {screen.name === 'people' && <People />}
      {screen.name === 'me' && <Me />}
      {screen.name === 'more' && <More />}
    </>
  );
  if (screen.name === 'later') {
    const Later = laterScreens[screen.later];
    return (
      <main class={isDesk.value ? 'desk-main alone' : 'phone'}>
        <section class="whole">
          <Later />
        </section>
      </main>
    );
  }
  if (!isDesk.value) return <main class="phone">{screen.name === 'today' ? list : detail}</main>;
  return (
    <main class={hasQueue ? 'desk-main' : 'desk-main alone'}>
      {list}
      <section class="detail">{screen.name === 'today' ? <NothingChosen /> : detail}</section>
    </main>
  );
}

/** A resident without a queue has a start of her own. */
function startFor(screen: Screen): Screen {
  const isResident = app.hasRole('crisis-trained-resident') && !app.session.hasQueue.value;
  return screen.name === 'today' && isResident ? { name: 'later', later: 'responder-home' } : screen;
}

function Inside({ screen: asked }: { screen: Screen }) {
  const { session, queue } = app;
  const screen = startFor(asked);
  const me = session.session.value;
  const hasQueue = session.hasQueue.value;
  useEffect(() => {
    app.tick();
    void import('./settings/at-start.ts').then(({ atStart }) => atStart());
    if (!hasQueue) return;
    queue.start();
    return () => queue.stop();
  }, [hasQueue]);
  useEffect(() => queue.networkChanged(), [app.isOnline.value]);
  useEffect(() => {
    if (!hasQueue && screen.name === 'today') goTo(session.mayInvite.value ? '/werk/collegas' : '/werk/ik');
  }, [hasQueue, screen.name]);
  if (me === null) return null;
  const nav = (
    <Nav
      places={placesFor({
        hasQueue,
        hasDuty: session.hasDutyScreens.value,
        isCoordinator: app.hasRole('coordinator'),
        isResident: app.hasRole('crisis-trained-resident'),
        mayInvite: session.mayInvite.value,
      })}
      current={currentHref(screen)}
      district={me.districtName}
      isDemo={me.isDemo}
      isDesk={isDesk.value}
    />
  );
  const isAlone = screen.name === 'signal' || (screen.name === 'later' && ALONE.includes(screen.later));
  return (
    <div class={isDesk.value ? 'work desk' : 'work'} lang="nl" dir="ltr">
      {me.isDemo && !isDesk.value && <header class="demo-strip">{work.demo.mark}</header>}
      {isDesk.value && nav}
      <Screens screen={screen} />
      {!isDesk.value && !isAlone && nav}
    </div>
  );
}

/** Everything for people who work here: in, or first through the door. */
export function Work() {
  const { session } = app;
  const state = session.state.value;
  const isAtDoor = path.value === '/inloggen';
  useEffect(() => {
    if (state === 'loading') void session.load();
    if (state === 'in' && isAtDoor) goTo('/werk');
  }, [state, isAtDoor]);
  if (path.value.startsWith('/welkom')) return <Welcome />;
  if (state === 'loading')
    return (
      <p class="only-heard" role="status">
        {work.login.loading}
      </p>
    );
  return state === 'in' ? <Inside screen={screenOf(path.value)} /> : <Login />;
}
