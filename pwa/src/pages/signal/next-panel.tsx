import type { Step } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { moment, ownerInWords } from '../../i18n/work-say.ts';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import type { SheetName, WorkSignalModel } from '../../models/work-signal.model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { check, clock, type IconPaths, speech } from '../../ui/icons.ts';
import { calendar, clockPassed, doorOpen, mail, notebook } from '../../ui/work-icons.ts';
import { app } from '../work-context.ts';
import { openSheet } from './open-sheet.ts';

/** Which sheet the one filled button opens, for the step that stands next. */
function sheetFor(step: Step, view: SignalView): SheetName {
  switch (step) {
    case 'check-in':
    case 'call-back':
      return 'check-in';
    case 'follow-up':
      return view.openFollowUpId === null ? 'check-in' : 'follow-up-done';
    case 'find-match':
      return 'feedback';
    case 'close':
      return 'close';
    case 'await-answer':
      return 'check-in';
    default:
      return 'triage';
  }
}

const icons: Partial<Record<SheetName, IconPaths>> = {
  'check-in': doorOpen,
  'follow-up-done': calendar,
  feedback: speech,
  close: check,
  triage: notebook,
};

function Moment({ isPassed, children }: { isPassed: boolean; children: string }) {
  return (
    <p class={isPassed ? 'promise late' : 'promise'}>
      <Icon of={isPassed ? clockPassed : clock} />
      <span>{children}</span>
    </p>
  );
}

/** Who does it before when; and the answer that the neighbour was promised, as long as it is owed. */
function Moments({ view }: { view: SignalView }) {
  const here = app.here.value;
  const isPassed = (instant: string) => Date.parse(instant) <= here.now.getTime();
  const isAnswerPassed = isPassed(view.answerBefore);
  const answer = moment(view.answerBefore, here);
  return (
    <>
      {view.next !== null && (
        <Moment isPassed={isPassed(view.next.before)}>
          {`${ownerInWords(view.owner)}. ${signalWords.next.before(moment(view.next.before, here))}`}
        </Moment>
      )}
      {!view.isAnswered && (
        <Moment isPassed={isAnswerPassed}>
          {isAnswerPassed ? signalWords.next.answerPassed(answer) : signalWords.next.answerBefore(answer)}
        </Moment>
      )}
    </>
  );
}

/** What was agreed, in the words in which it was planned; none when the step is another one. */
function agreed(view: SignalView): string | null {
  if (view.next?.step !== 'follow-up') return null;
  return view.timeline.filter((line) => line.what === 'follow-up-planned').at(-1)?.text ?? null;
}

/** What is next, who does it, before when; and the one filled button. */
export function NextPanel({ model, view }: { model: WorkSignalModel; view: SignalView }) {
  if (view.status === 'withdrawn') {
    return <section class="panel flat">{signalWords.next.withdrawn}</section>;
  }
  if (view.status === 'closed' || view.next === null) {
    const reason = view.closedFor === null ? '' : lists.closing[view.closedFor].choice.toLowerCase();
    return (
      <section class="panel flat">
        <h2>{signalWords.next.closedFor(reason)}</h2>
        {view.informBefore !== null && !view.isInformed && (
          <Button look="second-choice" icon={mail} onClick={() => openSheet(model, 'informing')}>
            {signalWords.actions.informing}
          </Button>
        )}
        <Button look="second-choice" onClick={() => openSheet(model, 'reopen')}>
          {signalWords.actions.reopen}
        </Button>
      </section>
    );
  }
  const { step } = view.next;
  const sheet = sheetFor(step, view);
  const owesAnswer = !view.isAnswered && sheet !== 'feedback' && sheet !== 'triage';
  const mayAsk = view.openQuestionId === null && sheet === 'triage';
  return (
    <section class="panel next" aria-labelledby="next-step">
      <div>
        <p class="second small">{signalWords.next.label}</p>
        <h2 id="next-step">{lists.steps[step].task}</h2>
        {agreed(view) !== null && <p dir="auto">{agreed(view)}</p>}
      </div>
      <Moments view={view} />
      <Button icon={icons[sheet] ?? notebook} onClick={() => openSheet(model, sheet)}>
        {lists.steps[step].button}
      </Button>
      {owesAnswer && (
        <Button look="second-choice" icon={speech} onClick={() => openSheet(model, 'feedback')}>
          {signalWords.actions.feedback}
        </Button>
      )}
      {mayAsk && (
        <Button look="second-choice" icon={speech} onClick={() => openSheet(model, 'question')}>
          {signalWords.actions.question}
        </Button>
      )}
    </section>
  );
}
