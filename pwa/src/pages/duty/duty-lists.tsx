import type { DutyView, PageView } from '@bijspringen/contracts/crisis/views.ts';
import { crisisLists, dutyWords as words } from '../../i18n/work-crisis.nl.ts';
import { moment } from '../../i18n/work-say.ts';
import { Button } from '../../ui/button.tsx';
import { Door } from '../../ui/door.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevron, clock, users } from '../../ui/icons.ts';
import { clockPassed } from '../../ui/work-icons.ts';
import { bell } from '../../ui/work-icons-duty.ts';
import { timeOf } from '../crisis/crisis-parts.tsx';
import { app } from '../work-context.ts';

type OnPickUp = (page: PageView) => Promise<void>;

/** Nobody answered yet, or until when the first one is waited for. */
function Waiting({ page }: { page: PageView }) {
  const isPassed = page.isUnanswered || Date.parse(page.acknowledgeBefore) <= app.here.value.now.getTime();
  return (
    <p class={isPassed ? 'promise late' : 'promise'}>
      <Icon of={isPassed ? clockPassed : clock} />
      <span>{isPassed ? words.pageUnanswered : words.pageBefore(timeOf(page.acknowledgeBefore))}</span>
    </p>
  );
}

function Call({ page, isFirst, onPickUp }: { page: PageView; isFirst: boolean; onPickUp: OnPickUp }) {
  return (
    <li class={isFirst ? 'panel next' : 'panel'}>
      <div class="beside">
        <Door icon={bell} tone="heed" />
        <div class="grow">
          <h3>{crisisLists.pageReasons[page.why]}</h3>
          {page.firstWords !== null && (
            <p class="words small-words" dir="auto">
              {page.firstWords}
            </p>
          )}
          <p class="second small">
            {words.pageAt(moment(page.at, app.here.value))}
            {!page.isYours && `. ${words.pageOfOther}.`}
          </p>
          <Waiting page={page} />
        </div>
      </div>
      <Button look={isFirst ? 'filled' : 'second-choice'} onClick={() => void onPickUp(page)}>
        {words.pickUp}
      </Button>
    </li>
  );
}

/** What waits for an answer now, the oldest first. */
export function Calls({ pages, onPickUp }: { pages: readonly PageView[]; onPickUp: OnPickUp }) {
  if (pages.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="duty-calls">
      <h2 id="duty-calls">{words.pages}</h2>
      <ul class="stack">
        {pages.map((page, index) => (
          <Call key={page.pageId} page={page} isFirst={index === 0 && page.isYours} onPickUp={onPickUp} />
        ))}
      </ul>
    </section>
  );
}

export function Running({ crises }: { crises: DutyView['crises'] }) {
  if (crises.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="duty-running">
      <h2 id="duty-running">{words.crises}</h2>
      <ul class="stack-s">
        {crises.map((crisis) => (
          <li key={crisis.crisisId}>
            <a class="go" href={`/werk/oproep/${crisis.crisisId}`}>
              <Door icon={users} tone={crisis.standing > 0 ? 'lamp' : 'action'} />
              <span class="go-words">
                <b>{words.phases[crisis.phase](crisis.standing)}</b>
                <small>
                  {words.crisisSince(moment(crisis.openedAt, app.here.value))}.{' '}
                  {!crisis.isYours && words.crisisOfColleague}
                </small>
              </span>
              <Icon of={chevron} turns />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
