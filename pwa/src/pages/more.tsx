import { work } from '../i18n/work.nl.ts';
import { Go } from '../ui/go.tsx';
import { placesFor, tabsOf } from '../ui/work-nav.tsx';
import { app } from './work-context.ts';
import { Heading } from './work-heading.tsx';

/** What does not fit under the thumb, as large cards. */
export function More() {
  const { session } = app;
  const { rest } = tabsOf(
    placesFor({
      hasQueue: session.hasQueue.value,
      hasDuty: session.hasDutyScreens.value,
      isCoordinator: app.hasRole('coordinator'),
      isResident: app.hasRole('crisis-trained-resident'),
      mayInvite: session.mayInvite.value,
    }),
  );
  return (
    <div class="page">
      <Heading>{work.nav.moreTitle}</Heading>
      <ul class="stack-s">
        {rest.map((place) => (
          <li key={place.href}>
            <Go href={place.href} icon={place.icon} title={place.name} />
          </li>
        ))}
      </ul>
    </div>
  );
}
