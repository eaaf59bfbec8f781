import type { AlertRule, HardRule } from '@bijspringen/contracts/crisis/values.ts';
import { hardRules } from '@bijspringen/contracts/crisis/values.ts';
import { crisisLists, dutyWords, refusedWords as words } from '../../i18n/work-crisis.nl.ts';
import { Banner } from '../../ui/banner.tsx';
import { Call } from '../../ui/call.tsx';
import { Door } from '../../ui/door.tsx';
import { Go } from '../../ui/go.tsx';
import { shieldAlert, speech, users } from '../../ui/icons.ts';
import { Heading } from '../work-heading.tsx';
import { timeOf } from './crisis-parts.tsx';
import type { DutyCrisisProps } from './duty-crisis.tsx';

function isHard(rule: AlertRule): rule is HardRule {
  return hardRules.some((each) => each === rule);
}

function ruleOf(rule: AlertRule): { rule: string; title: string; call?: string } {
  return isHard(rule) ? crisisLists.hardRules[rule] : crisisLists.softRules[rule];
}

/** Which rule, that nobody can overrule it, what can be done, and that it is on record. */
export function Refused({ view }: DutyCrisisProps) {
  const rules = view.refusedBy.map(ruleOf);
  const isForEver = view.refusedBy.some(isHard);
  const call = rules.find((each) => each.call !== undefined)?.call ?? dutyWords.call112Hint;
  const asked = view.backup?.asked ?? 0;
  return (
    <>
      <Heading focusKey={view.crisisId}>{words.title}</Heading>
      <Banner
        tone="danger"
        icon={shieldAlert}
        title={rules
          .filter((each) => isForEver === (each.call !== undefined))
          .map((each) => each.title)
          .join(' ')}
      >
        {words.never}
      </Banner>
      <p>
        {isForEver ? words.stays : words.askAgain} {words.canDo}
      </p>
      <Call number="112" look="danger" title={dutyWords.call112} hint={call} />
      <section class="panel">
        <div class="beside">
          <Door icon={users} />
          <div class="grow">
            <b>{words.colleagues(asked)}</b>
            <span class="when">
              {asked === 0 || view.backup === null
                ? words.colleaguesNone
                : words.colleaguesHint(timeOf(view.backup.at))}
            </span>
          </div>
        </div>
      </section>
      {view.signalId !== null && (
        <Go
          href={`/werk/bericht/${view.signalId}`}
          icon={speech}
          tone="lamp"
          title={words.answer}
          hint={words.answerHint}
        />
      )}
      <p class="second small">
        {words.recorded(timeOf(view.openedAt), rules.map((each) => each.rule).join(', '))}
      </p>
    </>
  );
}
