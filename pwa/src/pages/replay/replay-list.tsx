import { useEffect } from 'preact/hooks';
import type { ReplayItem } from '../../api/work-replay.ts';
import { replayWords as words } from '../../i18n/work-replay.nl.ts';
import { clockTime, dayWithYear, localDateOf, longDay } from '../../models/work-dates.ts';
import { Button } from '../../ui/button.tsx';
import { Door } from '../../ui/door.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevron } from '../../ui/icons.ts';
import { again, mail } from '../../ui/work-icons.ts';
import { bell } from '../../ui/work-icons-duty.ts';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { NotThere } from '../work-not-there.tsx';
import { replays } from './replay-context.ts';

function spanOf({ from, until }: ReplayItem): string {
  const { timeZone } = app.here.value;
  const [first, last] = [localDateOf(from, timeZone), localDateOf(until, timeZone)];
  return first === last
    ? words.span(clockTime(from, timeZone), clockTime(until, timeZone))
    : words.spanDays(clockTime(from, timeZone), longDay(last));
}

function Item({ one }: { one: ReplayItem }) {
  const { timeZone } = app.here.value;
  return (
    <li>
      <a class="replay-item" href={`/werk/terugkijken/${one.replayId}`}>
        <Door
          icon={one.about === 'crisis' ? bell : mail}
          tone={one.about === 'crisis' ? 'action' : 'quiet'}
        />
        <span class="grow">
          <b>
            {words.about[one.about]}, {dayWithYear(localDateOf(one.from, timeZone))}
          </b>
          <span class="when">
            {spanOf(one)}. {words.steps(one.steps)}
          </span>
          {one.toReview > 0 && <span class="to-review">{words.toReview(one.toReview)}</span>}
        </span>
        <Icon of={chevron} />
      </a>
    </li>
  );
}

/** What is closed, newest first. */
export function ReplayList() {
  const { list } = replays;
  useEffect(() => {
    void list.load();
  }, []);
  const items = list.items.value;
  return (
    <div class="replay-room list">
      <Heading>{words.title}</Heading>
      <p class="lead">{words.lead}</p>
      {items === null && (
        <NotThere words={words} problem={list.problem.value} again={() => void list.load()} />
      )}
      {items?.length === 0 && (
        <div class="replay-empty">
          <Door icon={again} tone="quiet" large />
          <h2>{words.emptyTitle}</h2>
          <p class="second">{words.empty}</p>
        </div>
      )}
      {items !== null && items.length > 0 && (
        <ul class="stack-s">
          {items.map((one) => (
            <Item key={one.replayId} one={one} />
          ))}
        </ul>
      )}
      {list.next.value !== null && (
        <Button look="second-choice" onClick={() => void list.more()}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
