import { hardRules } from '@bijspringen/contracts/crisis/values.ts';
import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import type { ComponentChildren } from 'preact';
import { crisisLists, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import { dangers } from '../../i18n/work-lists.nl.ts';
import { Icon } from '../../ui/icon.tsx';
import { check, circleAlert, type IconPaths, phone, triangleAlert, users } from '../../ui/icons.ts';
import { mapPin } from '../../ui/work-icons-duty.ts';
import { app } from '../work-context.ts';
import { timeOf } from './crisis-parts.tsx';
import type { DutyCrisisProps } from './duty-crisis.tsx';

function Line({ icon, children }: { icon: IconPaths; children: ComponentChildren }) {
  return (
    <li>
      <Icon of={icon} small />
      <span class="grow">{children}</span>
    </li>
  );
}

function Emergency({ view, sheets }: DutyCrisisProps) {
  const isCalled = view.emergency !== 'not-called';
  const mayTell = !isCalled && view.phase !== 'closed' && app.hasRole('duty-officer');
  return (
    <Line icon={isCalled ? check : circleAlert}>
      <b>{crisisLists.emergencyFact[view.emergency]}</b>, {timeOf(view.emergencyAt)}&nbsp;uur
      {mayTell && (
        <button class="link" type="button" onClick={() => void sheets.emergency('called-by-us')}>
          <Icon of={phone} small />
          {words.emergencyNow}
        </button>
      )}
    </Line>
  );
}

function Dangers({ view }: { view: DutyCrisisView }) {
  const isAllNo = hardRules.every((rule) => view.answers[rule] === 'no');
  const said = hardRules.filter((rule) => view.answers[rule] === 'yes');
  const named = [
    ...view.dangers.map((danger) => dangers[danger]),
    ...said.map((rule) => crisisLists.hardRules[rule].rule),
  ];
  const rest = isAllNo ? words.noDanger : said.length > 0 ? '' : words.notAnswered;
  return (
    <Line icon={triangleAlert}>
      <b>{words.danger}:</b> {named.length > 0 && `${[...new Set(named)].join(', ')}. `}
      {rest}
    </Line>
  );
}

/** What stands: 112, the dangers, where, and what was asked of the residents. */
export function Facts(props: DutyCrisisProps) {
  const { view } = props;
  return (
    <section class="panel flat" aria-label={words.facts}>
      <ul class="small-list">
        <Emergency {...props} />
        <Dangers view={view} />
        {view.waves.length > 0 && (
          <>
            {view.meetingPoint !== null && (
              <Line icon={mapPin}>
                <b>{words.meetingPoint}:</b> <span dir="auto">{view.meetingPoint}</span>
              </Line>
            )}
            <Line icon={users}>
              <b>{words.tasks}:</b> {view.tasks.map((each) => crisisLists.tasks[each].name).join('. ')}.{' '}
              {words.needed(view.needed)}.
            </Line>
          </>
        )}
      </ul>
    </section>
  );
}

/** Which colleagues were asked, and when. */
export function Backup({ view }: { view: DutyCrisisView }) {
  if (view.backup === null) return null;
  return <p class="small">{words.backup(view.backup.asked, timeOf(view.backup.at))}</p>;
}
