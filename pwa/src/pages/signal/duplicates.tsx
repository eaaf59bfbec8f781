import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { work } from '../../i18n/work.nl.ts';
import { dayOf } from '../../i18n/work-say.ts';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import type { WorkSignalModel } from '../../models/work-signal.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { circleAlert, copy } from '../../ui/icons.ts';
import { Sheet } from '../../ui/work-sheet.tsx';
import { app } from '../work-context.ts';
import { OwnWords } from './signal-head.tsx';

const words = signalWords.duplicate;
type Hint = SignalView['hints'][number];

function hintSentence(hints: readonly Hint[]): string {
  const [first] = hints;
  return hints.length === 1 && first !== undefined
    ? words.one(dayOf(first.raisedAt, app.here.value))
    : words.many(hints.length);
}

function CompareButton({ model, hint, isOnly }: { model: WorkSignalModel; hint: Hint; isOnly: boolean }) {
  const day = dayOf(hint.raisedAt, app.here.value);
  return (
    <button class="link" type="button" onClick={() => void model.compare(hint.signalId)}>
      {isOnly ? words.compare : `${words.compare}: ${day}`}
    </button>
  );
}

/** A hint, with its reason. A human links; the number of messages says nothing. */
export function Duplicates({ model, view }: { model: WorkSignalModel; view: SignalView }) {
  const open = view.hints.filter((hint) => !hint.isLinked);
  if (open.length === 0 && view.linked.length === 0) return null;
  const linkedSentence = view.linked.length === 1 ? words.linkedOne : words.linkedMany(view.linked.length);
  return (
    <Banner icon={copy} title={open.length > 0 ? hintSentence(open) : linkedSentence}>
      {open.length > 0 && <p class="small">{words.reason}</p>}
      {open.length > 0 && view.linked.length > 0 && <p>{linkedSentence}</p>}
      <ul>
        {[...open, ...view.linked].map((hint) => (
          <li key={hint.signalId}>
            <CompareButton model={model} hint={hint} isOnly={open.length + view.linked.length === 1} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Side({ title, view }: { title: string; view: SignalView }) {
  return (
    <section class="side">
      <h3>{title}</h3>
      {view.place !== null && <p class="second">{view.place}</p>}
      <OwnWords view={view} />
    </section>
  );
}

/** Beside each other on a desk, under each other on a phone. */
export function CompareSheet({ model, view }: { model: WorkSignalModel; view: SignalView }) {
  const other = model.other.value;
  const problem = model.sheetProblem.value;
  const isLinked = view.linked.some((hint) => hint.signalId === other?.signalId);
  return (
    <Sheet title={words.compareTitle} onClose={() => model.closeSheet()} isWide>
      {problem !== null && <Banner tone="heed" icon={circleAlert} title={problem} isNews />}
      {other === null && problem === null && <p role="status">{work.problem.loadingSignal}</p>}
      {other !== null && (
        <>
          <div class="sides">
            <Side title={words.this} view={view} />
            <Side title={words.other} view={other} />
          </div>
          <p class="hint">{words.never}</p>
          <Button onClick={() => void (isLinked ? model.unlink(other.signalId) : model.link(other.signalId))}>
            {isLinked ? words.unlink : words.link}
          </Button>
          <Button look="plain" href={`/werk/bericht/${other.signalId}`}>
            {words.open}
          </Button>
        </>
      )}
    </Sheet>
  );
}
