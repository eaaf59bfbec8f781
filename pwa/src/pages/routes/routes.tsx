import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';
import { useEffect } from 'preact/hooks';
import { dayWithYear } from '../../i18n/dates.ts';
import { t, type WordKey } from '../../i18n/words.ts';
import { connection } from '../../models/connection.model.ts';
import { helpRoutesModel } from '../../models/help-routes.model.ts';
import { BackButton } from '../../ui/back.tsx';
import { Banner } from '../../ui/banner.tsx';
import { wifiOff } from '../../ui/icons.ts';
import { Screen } from '../../ui/screen.tsx';
import { RouteCall } from './route-call.tsx';
import '../../i18n/later-words.ts';

type Group = { title: WordKey | null; codes: readonly HelpRoute['code'][] };

/** The order of the screen: danger first, then what cannot wait. */
const groups: readonly Group[] = [
  { title: null, codes: ['emergency'] },
  { title: 'routes.cannot-wait', codes: ['suicide', 'unsafe-home', 'doctor'] },
  { title: 'routes.no-hurry', codes: ['worrying-behaviour', 'police'] },
  { title: 'routes.talk', codes: ['listening', 'children'] },
  { title: 'routes.district', codes: ['own-district'] },
];

function Section({ group, routes }: { group: Group; routes: readonly HelpRoute[] }) {
  const shown = routes.filter(
    (route) => group.codes.includes(route.code) && (route.number || route.code === 'doctor'),
  );
  if (shown.length === 0) return null;
  return (
    <section class="stack-s">
      {group.title && <h2>{t(group.title)}</h2>}
      <ul class="stack-s">
        {shown.map((route) => (
          <li key={route.code}>
            <RouteCall route={route} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The oldest day on which a number of this list was looked up. */
export function checkedOn(routes: readonly HelpRoute[]): string | null {
  const days = routes.flatMap((route) => (route.number && route.checkedOn ? [route.checkedOn] : []));
  return days.sort()[0] ?? null;
}

/** Whom to call: works without internet, and says when somebody last looked the numbers up. */
export function Routes() {
  const routes = helpRoutesModel.routes.value;
  const day = checkedOn(routes);
  useEffect(() => {
    void helpRoutesModel.load();
  }, []);
  return (
    <Screen title={t('routes.title')}>
      <h1>{t('routes.title')}</h1>
      {!connection.isOnline.value && (
        <Banner tone="heed" icon={wifiOff} title={t('routes.offline')}>
          {t('routes.offline-hint')}
        </Banner>
      )}
      {groups.map((group) => (
        <Section key={group.codes[0]} group={group} routes={routes} />
      ))}
      <p class="second small">
        {day ? t('routes.checked', { day: dayWithYear(`${day}T12:00:00.000Z`) }) : t('routes.unchecked')}
      </p>
      <BackButton />
    </Screen>
  );
}
