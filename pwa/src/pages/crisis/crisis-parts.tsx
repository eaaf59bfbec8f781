import type { ComponentChildren } from 'preact';
import { liveWords } from '../../i18n/work-crisis.nl.ts';
import { clockTime } from '../../models/work-dates.ts';
import type { LiveState } from '../../models/work-live.ts';
import { dial } from '../../ui/call.tsx';
import { Icon } from '../../ui/icon.tsx';
import { arrowBack, phone } from '../../ui/icons.ts';
import { app } from '../work-context.ts';

/** "02.30", in the district's zone. */
export function timeOf(instant: string | Date): string {
  return clockTime(instant, app.here.value.timeZone);
}

export type Freshness = {
  liveState: LiveState;
  isOffline: boolean;
  isFailed: boolean;
  /** Since when what stands here may be old. */
  staleSince: Date | null;
  onRefresh: () => void;
};

/** Whether this is what is so now, as text; and since when it is not. */
export function LiveLine({ liveState, isOffline, isFailed, staleSince, onRefresh }: Freshness) {
  const since = timeOf(staleSince ?? app.here.value.now);
  if (liveState === 'live' && !isOffline && !isFailed)
    return <p class="live">{liveWords.live(timeOf(app.here.value.now))}</p>;
  if (liveState === 'connecting' && !isOffline && !isFailed)
    return <p class="live waiting">{liveWords.connecting}</p>;
  return (
    <div class="not-live" role="status">
      <p class="live waiting">{isOffline ? liveWords.offline(since) : liveWords.notLive(since)}</p>
      <button class="link" type="button" onClick={onRefresh}>
        {liveWords.refresh}
      </button>
    </div>
  );
}

/** The way back, what is on, and 112 in the same corner. */
export function CrisisTop({
  back,
  backLabel,
  children,
}: {
  back: string;
  backLabel: string;
  children: ComponentChildren;
}) {
  return (
    <header class="crisis-top">
      <a class="icon-btn back" href={back} aria-label={backLabel}>
        <Icon of={arrowBack} turns />
      </a>
      <div class="grow">{children}</div>
      <a class="btn-112" href={dial('112')} aria-label="Bel 112">
        <Icon of={phone} small />
        112
      </a>
    </header>
  );
}
