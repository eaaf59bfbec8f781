import type { ReplayMoment, ReplayPerson } from '@bijspringen/contracts/learning/views.ts';
import {
  awaitedInWords,
  doingInWords,
  knownInWords,
  roleName,
  roleNames,
  replayWords as words,
} from '../../i18n/work-replay.nl.ts';
import { clockTime } from '../../models/work-dates.ts';
import { type Together, together } from '../../models/work-replay-people.ts';
import { Icon } from '../../ui/icon.tsx';
import { users } from '../../ui/icons.ts';
import { person as personIcon } from '../../ui/work-icons.ts';
import { app } from '../work-context.ts';

/** Somebody is lit when this person comes, goes or is there. */
const LIT = ['waits-inside', 'goes-together', 'on-the-way', 'arrived'];

/** What is an answer to somebody; reading and looking after people is work that waits. */
const ANSWERS = ['judgement', 'page', 'check', 'answer', 'question'];

type MarkProps = { person: ReplayPerson; isLit: boolean; isGroup?: boolean };

/** The letter of one; for several who stand alike no letter of one of them. */
export function Mark({ person, isLit, isGroup = false }: MarkProps) {
  const hasIcon = person.role !== 'responder' && person.role !== 'neighbour';
  const tone = isLit ? 'lamp' : hasIcon ? '' : 'quiet';
  return (
    <span class={`door ${tone}`} aria-hidden="true">
      {isGroup || hasIcon ? <Icon of={isGroup ? users : personIcon} small /> : person.label}
    </span>
  );
}

function Row({ group }: { group: Together }) {
  const { timeZone } = app.here.value;
  const [first] = group.people;
  if (first === undefined) return null;
  const known = group.knows.map(knownInWords).filter((each) => each !== null);
  const doing = group.doing === null ? null : doingInWords(group.doing, group.people.length);
  const awaited = group.awaits && awaitedInWords(group.awaits.what, clockTime(group.awaits.since, timeZone));
  const isLit = group.doing !== null && LIT.includes(group.doing);
  return (
    <li class="state">
      <Mark person={first} isLit={isLit} isGroup={group.people.length > 1} />
      <span class="grow">
        <b>{roleNames(group.people)}</b>
        {doing && <span class="when">{doing}</span>}
        <span class="when">{known.length === 0 ? words.knowsNothing : `Weet: ${known.join('; ')}`}</span>
        {awaited && <span class="when awaited">{awaited}</span>}
      </span>
    </li>
  );
}

/** At this moment: who knows what, who does what, and who had not answered. */
export function PeopleNow({ moment }: { moment: ReplayMoment }) {
  const groups = together(moment.people);
  const silent = moment.people
    .filter(({ awaits }) => awaits !== null && ANSWERS.includes(awaits.what))
    .map(({ person }) => person);
  return (
    <section class="stack-s" aria-labelledby="who-title">
      <h2 id="who-title">{words.who}</h2>
      {groups.length === 0 && <p class="second">{words.nobodyYet}</p>}
      <ul class="panel replay-people">
        {groups.map((group) => (
          <Row key={group.people.map(roleName).join()} group={group} />
        ))}
      </ul>
      {silent.length > 0 && <p class="small">{words.noAnswerYet(roleNames(silent))}</p>}
    </section>
  );
}
