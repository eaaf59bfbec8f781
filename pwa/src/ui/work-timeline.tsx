import type { SignalView, TimelineLine } from '@bijspringen/contracts/signals/views.ts';
import { lineInWords } from '../i18n/work-lines.ts';
import * as lists from '../i18n/work-lists.nl.ts';
import { type Here, label, moment } from '../i18n/work-say.ts';
import { signalWords } from '../i18n/work-signal.nl.ts';
import { Icon } from './icon.tsx';
import { check, type IconPaths, speech } from './icons.ts';
import { calendar, clockPassed, doorOpen, notebook, swap } from './work-icons.ts';
import { Note } from './work-notes.tsx';
import './work-timeline.css';

type What = TimelineLine['what'];

const icons: Partial<Record<What, IconPaths>> = {
  question: speech,
  answer: speech,
  message: speech,
  feedback: speech,
  note: notebook,
  assigned: swap,
  linked: swap,
  unlinked: swap,
  'check-in': doorOpen,
  'follow-up-planned': calendar,
  'promise-missed': clockPassed,
};

/** Lines in which the neighbour speaks: their words carry no mark of who reads them. */
const SPOKEN: readonly What[] = ['raised', 'answer', 'message'];

/** A sentence of the fixed list always goes to the neighbour; words beside it have readers of their own. */
function Said({ line }: { line: TimelineLine }) {
  // The neighbour's first words stand at the top of the page already.
  if (line.what === 'raised') return null;
  const isSpoken = SPOKEN.includes(line.what) || (line.what === 'reopened' && line.by === 'neighbour');
  const answer = line.what === 'answer' && line.answer ? lists.answerInWords(line.ready, line.answer) : null;
  const fixed = line.sentence === undefined ? null : lists.sentences[line.sentence];
  const question = line.what === 'question' && line.ready ? lists.questions[line.ready] : null;
  const own = line.text === null ? signalWords.forgotten : (line.text ?? null);
  const spoken = [answer, isSpoken ? own : null].filter((part) => part !== null);
  return (
    <>
      {spoken.length > 0 && (
        <div class="words small-words">
          {spoken.map((part) => (
            <p key={part} dir="auto">
              {part}
            </p>
          ))}
        </div>
      )}
      {(fixed ?? question) !== null && (
        <Note readers="neighbour">
          <p>{fixed ?? question}</p>
        </Note>
      )}
      {!isSpoken && own !== null && (
        <Note readers={line.readers}>
          <p dir="auto">{own}</p>
        </Note>
      )}
    </>
  );
}

function Line({ line, signal, here }: { line: TimelineLine; signal: SignalView; here: Here }) {
  const isForNeighbour = line.readers === 'neighbour' && line.what !== 'raised';
  return (
    <li>
      <span class={isForNeighbour ? 'dot lit' : 'dot on'}>
        <Icon of={icons[line.what] ?? check} />
      </span>
      <div class="line-words">
        <p class="when">{label(line.at, here)}</p>
        <p>
          <b>{lineInWords(line, signal, here)}</b>{' '}
          {line.what === 'raised' && signalWords.timeline.promised(moment(signal.readBefore, here))}
        </p>
        {line.wish !== undefined && (
          <div class="words small-words">
            <p dir="auto">{line.wish ?? signalWords.forgotten}</p>
            <footer>{signalWords.timeline.wish}</footer>
          </div>
        )}
        <Said line={line} />
        {line.otherSignalId !== undefined && (
          <a class="line-link" href={`/werk/bericht/${line.otherSignalId}`}>
            {signalWords.timeline.open}
          </a>
        )}
      </div>
    </li>
  );
}

/** An answer is read with its question: "ja" says something else to another question. */
function withQuestions(timeline: readonly TimelineLine[]): TimelineLine[] {
  let asked: TimelineLine['ready'];
  return timeline.map((line) => {
    if (line.what === 'question') asked = line.ready;
    return line.what === 'answer' && asked !== undefined ? { ...line, ready: asked } : line;
  });
}

/** Looking and telling that it was read are one moment for whoever looks at the page. */
function together(timeline: readonly TimelineLine[]): TimelineLine[] {
  return timeline.flatMap((line, index) => {
    const before = timeline[index - 1];
    const after = timeline[index + 1];
    if (isReadTold(line, after))
      return [{ ...line, sentence: 'read', readers: 'neighbour' } satisfies TimelineLine];
    return before !== undefined && isReadTold(before, line) ? [] : [line];
  });
}

function isReadTold(line: TimelineLine, after: TimelineLine | undefined): boolean {
  return (
    line.what === 'read' && after?.what === 'feedback' && after.sentence === 'read' && after.at === line.at
  );
}

/** What happened, newest below; the next promise is a dashed dot at the end. */
export function Timeline({ signal, here }: { signal: SignalView; here: Here }) {
  return (
    <ol class="line">
      {together(withQuestions(signal.timeline)).map((line) => (
        <Line key={line.eventId} line={line} signal={signal} here={here} />
      ))}
      {signal.status === 'open' && signal.next !== null && (
        <li>
          <span class="dot open" />
          <div class="line-words">
            <p class="when">{signalWords.timeline.nextBefore(moment(signal.next.before, here))}</p>
            <p>{lists.steps[signal.next.step].task}</p>
          </div>
        </li>
      )}
    </ol>
  );
}
