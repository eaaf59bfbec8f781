import { work } from '../../i18n/work.nl.ts';
import { clockTime } from '../../models/work-dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { wifiOff } from '../../ui/icons.ts';
import { clockPassed } from '../../ui/work-icons.ts';
import { app } from '../work-context.ts';

function Refresh() {
  return (
    <button class="link" type="button" onClick={() => app.queue.refresh()}>
      {work.today.refresh}
    </button>
  );
}

/** How fresh the list is, as text. When the stream stops the list stays, marked with its time. */
export function Freshness() {
  const { queue, here } = app;
  const fetchedAt = queue.fetchedAt.value;
  if (fetchedAt === null) return null;
  const time = clockTime(fetchedAt, here.value.timeZone);
  if (queue.isOffline.value) {
    return (
      <Banner tone="heed" icon={wifiOff} title={work.today.offlineTitle(time)} isNews>
        <p>{work.today.offline}</p>
      </Banner>
    );
  }
  if (queue.liveState.value === 'live' && queue.problem.value === null) {
    return <p class="live">{work.today.live(clockTime(here.value.now, here.value.timeZone))}</p>;
  }
  if (queue.liveState.value === 'connecting')
    return <p class="live waiting">{work.today.connecting(time)}</p>;
  return (
    <Banner tone="heed" icon={clockPassed} title={work.today.stoppedTitle(time)} isNews>
      <p>{queue.liveState.value === 'given-up' ? work.today.givenUp : work.today.stopped}</p>
      <Refresh />
    </Banner>
  );
}
