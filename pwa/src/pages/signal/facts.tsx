import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { dayOf, label } from '../../i18n/work-say.ts';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import { app } from '../work-context.ts';

const words = signalWords.facts;
type Fact = { name: string; value: string };

function knows(view: SignalView): string {
  if (view.isInformed) return words.knowsInformed;
  const said =
    view.subjectKnows === undefined
      ? words.knowsUnknown
      : view.subjectKnows === 'yes'
        ? words.knowsYes
        : words.knowsNo;
  if (view.informBefore === null) return said;
  return `${said} ${words.informBefore(dayOf(view.informBefore, app.here.value))}`;
}

function danger({ gate }: SignalView): string {
  if (gate === undefined) return words.dangerUnasked;
  const called = gate.emergencyCalled === 'yes' ? ` ${lists.emergencyCalled.yes}` : '';
  if (gate.dangers.length === 0)
    return gate.emergencyCalled === 'yes' ? lists.emergencyCalled.yes : words.dangerNo;
  return `${words.dangerYes(gate.dangers.map((each) => lists.dangers[each]).join('; '))}${called || ` ${lists.emergencyCalled[gate.emergencyCalled]}`}`;
}

function late(view: SignalView): Fact[] {
  if (!view.isLate || view.writtenAt === undefined) return [];
  const here = app.here.value;
  const value = words.lateWhy(
    label(view.writtenAt, here).toLowerCase(),
    label(view.raisedAt, here).toLowerCase(),
  );
  return [{ name: words.late, value }];
}

/** The last words of the person about what he or she wants. */
function wish(view: SignalView): Fact[] {
  const last = view.timeline.filter((line) => line.wish !== undefined).at(-1);
  return last === undefined ? [] : [{ name: words.wish, value: last.wish ?? signalWords.forgotten }];
}

/** Only for a worry and a call for help; a wish has no danger and nobody to inform. */
function aboutSomebody(view: SignalView): Fact[] {
  const facts: Fact[] = [];
  if (view.spoken !== undefined) facts.push({ name: words.spoken, value: lists.spoken[view.spoken] });
  if (view.kind === 'concern') facts.push({ name: words.knows, value: knows(view) });
  if (view.kind === 'concern' || view.kind === 'help')
    facts.push({ name: words.danger, value: danger(view) });
  return facts;
}

function factsOf(view: SignalView): Fact[] {
  const facts = [...wish(view), ...aboutSomebody(view)];
  if (view.seen !== undefined) facts.push({ name: words.seen, value: `${lists.seen[view.seen]}.` });
  if (view.start !== undefined) facts.push({ name: words.start, value: `${lists.start[view.start]}.` });
  if (view.themes.length > 0)
    facts.push({ name: words.themes, value: view.themes.map((each) => lists.themes[each]).join(', ') });
  facts.push({ name: words.contact, value: view.contact ?? words.contactNone });
  if (view.language !== 'nl') facts.push({ name: words.language, value: lists.languages[view.language] });
  return [...facts, ...late(view)];
}

export function Facts({ view }: { view: SignalView }) {
  return (
    <section class="stack-s" aria-labelledby="facts-title">
      <h2 id="facts-title">{words.title}</h2>
      <dl class="facts">
        {factsOf(view).map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd dir="auto">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
