import { work } from '../i18n/work.nl.ts';
import { Icon } from './icon.tsx';
import { type IconPaths, users } from './icons.ts';
import { BrandMark } from './top.tsx';
import { notebook, person, sun } from './work-icons.ts';

export type Place = { href: string; name: string; icon: IconPaths };

/** The places that this worker has; what nobody built yet is not drawn. */
export function placesFor({ hasQueue, mayInvite }: { hasQueue: boolean; mayInvite: boolean }): Place[] {
  return [
    ...(hasQueue
      ? [
          { href: '/werk', name: work.nav.today, icon: sun },
          { href: '/werk/nieuw', name: work.nav.observe, icon: notebook },
        ]
      : []),
    ...(mayInvite ? [{ href: '/werk/collegas', name: work.nav.people, icon: users }] : []),
    { href: '/werk/ik', name: work.nav.me, icon: person },
  ];
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
  return (
    <nav class={isDesk ? 'rail' : 'tabs'} aria-label={work.nav.label}>
      {isDesk && <Brand district={district} isDemo={isDemo} />}
      {places.map((place) => (
        <a key={place.href} href={place.href} aria-current={place.href === current ? 'page' : undefined}>
          <Icon of={place.icon} />
          {place.name}
        </a>
      ))}
    </nav>
  );
}
