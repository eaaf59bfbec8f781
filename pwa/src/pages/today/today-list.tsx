import type { QueueItem } from '@bijspringen/contracts/queue/views.ts';
import { work } from '../../i18n/work.nl.ts';
import { dateAndTime, moment } from '../../i18n/work-say.ts';
import { SECTION_SHOWN_MAX } from '../../models/work-limits.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Houses } from '../../ui/houses.tsx';
import { Icon } from '../../ui/icon.tsx';
import { wifiOff } from '../../ui/icons.ts';
import { partLater } from '../../ui/part-later.tsx';
import { clockPassed, plus } from '../../ui/work-icons.ts';
import { Item } from '../../ui/work-item.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { Freshness } from './freshness.tsx';
import './today.css';

/** Only who may have duty fetches it. */
const DutyLine = partLater(async () => (await import('../duty/duty-line.tsx')).DutyLine);

type GroupProps = {
  section: QueueItem['section'];
  items: readonly QueueItem[];
  chosen: string | null;
  isNow?: boolean;
};

function Items({ items, chosen, isNow }: Omit<GroupProps, 'section'>) {
  return (
    <ul class="items">
      {items.map((item, index) => (
        <li key={item.itemId}>
          <Item
            item={item}
            here={app.here.value}
            isChosen={item.signalId === chosen}
            isFirst={isNow === true && index === 0}
            href={`/werk/bericht/${item.signalId}`}
          />
        </li>
      ))}
    </ul>
  );
}

/** Forty things never show as forty: the first few, and the rest when asked for. One left over is simply shown. */
function shownOf(section: GroupProps['section'], items: readonly QueueItem[]): readonly QueueItem[] {
  const isShort = items.length <= SECTION_SHOWN_MAX + 1;
  if (isShort || app.queue.wholeSections.value.includes(section)) return items;
  return items.slice(0, SECTION_SHOWN_MAX);
}

function Group({ section, items, chosen, isNow }: GroupProps) {
  if (items.length === 0) return null;
  const shown = shownOf(section, items);
  const left = items.length - shown.length;
  return (
    <section class="group" aria-labelledby={`group-${section}`}>
      <h2 class="group-head" id={`group-${section}`}>
        {work.today.sections[section]} {left === 0 && <span class="count">{items.length}</span>}
      </h2>
      <Items items={shown} chosen={chosen} isNow={isNow === true} />
      {left > 0 && (
        <button class="btn second-choice" type="button" onClick={() => app.queue.showWhole(section)}>
          {work.today.showRest(left)}
        </button>
      )}
    </section>
  );
}

type FoldedProps = GroupProps & { isOpen: boolean; onTurn: () => void; show: string; hide: string };

/** Forty things that may wait never show as forty. */
function Folded({ section, items, chosen, isOpen, onTurn, show, hide }: FoldedProps) {
  if (items.length === 0) return null;
  return (
    <section class="group" aria-labelledby={`group-${section}`}>
      <h2 class="group-head" id={`group-${section}`}>
        {work.today.sections[section]} <span class="count">{items.length}</span>
      </h2>
      {isOpen && <Items items={items} chosen={chosen} />}
      <button class="btn second-choice" type="button" aria-expanded={isOpen} onClick={onTurn}>
        {isOpen ? hide : show}
      </button>
    </section>
  );
}

function Empty() {
  const next = app.queue.view.value?.nextMoment ?? null;
  const hasMore = app.queue.mayToday.value.length + app.queue.later.value.length > 0;
  return (
    <section class="empty">
      <div class="empty-picture">
        <Houses />
      </div>
      <h2>{work.today.emptyTitle}</h2>
      <p class="lead">
        {work.today.emptyDone}{' '}
        {next === null ? work.today.emptyNone : work.today.emptyNext(moment(next, app.here.value))}
      </p>
      {!hasMore && <p class="lead">{work.today.emptyIdea}</p>}
    </section>
  );
}

function Loading() {
  return (
    <div class="stack" aria-hidden="true">
      <div class="shape" />
      <div class="shape" />
      <div class="shape" />
    </div>
  );
}

/** Without any list yet: either it is on its way, or we say why not and what can be done. */
function NoList() {
  const { problem, isOffline } = app.queue;
  if (problem.value === null) return <Loading />;
  return (
    <Banner tone="heed" icon={isOffline.value ? wifiOff : clockPassed} title={work.today.failedTitle}>
      <p>{work.today.offline}</p>
      <Button look="second-choice" onClick={() => app.queue.refresh()}>
        {work.today.refresh}
      </Button>
    </Banner>
  );
}

function Lists({ chosen }: { chosen: string | null }) {
  const { queue } = app;
  const isEmpty = queue.now.value.length + queue.promisedToday.value.length === 0;
  return (
    <>
      {isEmpty && <Empty />}
      <Group section="now" items={queue.now.value} chosen={chosen} isNow />
      <Group section="promised-today" items={queue.promisedToday.value} chosen={chosen} />
      <Folded
        section="may-today"
        items={queue.mayToday.value}
        chosen={chosen}
        isOpen={queue.isMayTodayOpen.value}
        onTurn={() => queue.turnMayToday()}
        show={work.today.showMayToday(queue.mayToday.value.length)}
        hide={work.today.hideMayToday}
      />
      <Folded
        section="later"
        items={queue.later.value}
        chosen={chosen}
        isOpen={queue.isLaterOpen.value}
        onTurn={() => queue.turnLater()}
        show={work.today.showLater(queue.later.value.length)}
        hide={work.today.hideLater}
      />
    </>
  );
}

function spokenChange(count: number | null): string {
  if (count === null) return '';
  return count === 0 ? work.today.changedPlain : work.today.changed(count);
}

export type TodayListProps = {
  /** The message that stands open beside it. */
  chosen: string | null;
  isDesk: boolean;
  /** Another screen is open; on a desk the list stays beside it. */
  isBeside: boolean;
};

/** The list of the day: by harm, by promise, by time. */
export function TodayList({ chosen, isDesk, isBeside }: TodayListProps) {
  const { queue } = app;
  return (
    <div class="today">
      <header class="today-head">
        <div>
          <p class="small second">{dateAndTime(app.here.value)}</p>
          <Heading isBeside={isBeside}>{work.today.title}</Heading>
        </div>
        <a class={isDesk ? 'btn fit' : 'icon-btn new'} href="/werk/nieuw" aria-label={work.today.newLabel}>
          <Icon of={plus} />
          {isDesk && work.today.new}
        </a>
      </header>
      <Freshness />
      {app.session.hasDutyScreens.value && <DutyLine />}
      <p class="only-heard" role="status" key={queue.changes.value}>
        {spokenChange(queue.lastChange.value)}
      </p>
      {queue.view.value === null ? <NoList /> : <Lists chosen={chosen} />}
    </div>
  );
}
