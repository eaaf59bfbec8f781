import { work } from '../i18n/work.nl.ts';
import { Icon } from './icon.tsx';
import { type IconPaths, users } from './icons.ts';
import { BrandMark } from './top.tsx';
import { again, calendar, more, notebook, person, sun } from './work-icons.ts';
import { house } from './work-icons-crisis.ts';
import { bell } from './work-icons-duty.ts';

export type Place = { href: string; name: string; icon: IconPaths };

export type PlacesFor = {
  hasQueue: boolean;
  hasDuty: boolean;
  isCoordinator: boolean;
  isResident: boolean;
  mayInvite: boolean;
};

/** The places that this worker has, in the order of use; what nobody built yet is not drawn. */
export function placesFor({ hasQueue, hasDuty, isCoordinator, isResident, mayInvite }: PlacesFor): Place[] {
  const observe = { href: '/werk/nieuw', name: work.nav.observe, icon: notebook };
  return [
    ...(hasQueue ? [{ href: '/werk', name: work.nav.today, icon: sun }] : []),
    ...(isResident && !hasQueue ? [{ href: '/werk', name: work.nav.start, icon: house }] : []),
    ...(hasDuty
      ? [
          { href: '/werk/dienst', name: work.nav.duty, icon: bell },
          { href: '/werk/rooster', name: work.nav.roster, icon: calendar },
        ]
      : []),
    ...(hasQueue ? [observe] : []),
    ...(isCoordinator
      ? [
          { href: '/werk/mensen', name: work.nav.peopleList, icon: users },
          { href: '/werk/terugkijken', name: work.nav.lookBack, icon: again },
        ]
      : []),
    ...(mayInvite ? [{ href: '/werk/collegas', name: work.nav.people, icon: users }] : []),
    { href: '/werk/ik', name: work.nav.me, icon: person },
  ];
}

/** More than four do not fit under a thumb at 320 px. */
const TABS_MAX = 4;

/** On a phone: the first few, and the rest on a page of its own. */
export function tabsOf(places: readonly Place[]): { tabs: readonly Place[]; rest: readonly Place[] } {
  if (places.length <= TABS_MAX) return { tabs: places, rest: [] };
  const shown = places.slice(0, TABS_MAX - 1);
  const moreTab = { href: '/werk/meer', name: work.nav.more, icon: more };
  return { tabs: [...shown, moreTab], rest: places.slice(TABS_MAX - 1) };
}

export type NavProps = {
  places: readonly Place[];
  current: string;
  district: string;
  isDemo: boolean;
  isDesk: boolean;
};

function Brand({ district, isDemo }: { district: string; isDemo: boolean }) {
  return (
    <a class="brand" href="/werk">
      <BrandMark />
      <span class="brand-name">
        {work.app}
        <small>{district}</small>
        {isDemo && <span class="demo-mark">{work.demo.mark}</span>}
      </span>
    </a>
  );
}

/** A rail on a desk, tabs under the thumb on a phone; a word under every icon. */
export function Nav({ places, current, district, isDemo, isDesk }: NavProps) {
  const { tabs, rest } = tabsOf(places);
  const isInRest = rest.some((place) => place.href === current);
  const here = isInRest && !isDesk ? '/werk/meer' : current;
  return (
    <nav class={isDesk ? 'rail' : 'tabs'} aria-label={work.nav.label}>
      {isDesk && <Brand district={district} isDemo={isDemo} />}
      {(isDesk ? places : tabs).map((place) => (
        <a key={place.href} href={place.href} aria-current={place.href === here ? 'page' : undefined}>
          <Icon of={place.icon} />
          {place.name}
        </a>
      ))}
    </nav>
  );
}
