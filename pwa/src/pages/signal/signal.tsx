import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { useEffect } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import { clockTime } from '../../models/work-dates.ts';
import { inWords } from '../../models/work-problems.ts';
import type { SheetName, WorkSignalModel } from '../../models/work-signal.model.ts';
import { useBackCloses } from '../../ui/back-closes.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { arrowBack, wifiOff } from '../../ui/icons.ts';
import { partLater } from '../../ui/part-later.tsx';
import { Confirmed } from '../../ui/work-confirmed.tsx';
import { Timeline } from '../../ui/work-timeline.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { DeskActions, Dock, MoreSheet } from './actions.tsx';
import { CompareSheet, Duplicates } from './duplicates.tsx';
import { Facts } from './facts.tsx';
import { NextPanel } from './next-panel.tsx';
import type { SheetParts } from './sheet-parts.tsx';
import { CheckInSheet } from './sheets/check-in.tsx';
import { CloseSheet } from './sheets/close.tsx';
import { FollowUpDoneSheet, FollowUpSheet } from './sheets/planning.tsx';
import { AssignSheet, InformingSheet, NoteSheet, ReopenSheet } from './sheets/small.tsx';
import { FeedbackSheet, QuestionSheet } from './sheets/to-neighbour.tsx';
import { TriageSheet } from './sheets/triage.tsx';
import { SignalHead } from './signal-head.tsx';
import { Suggestion } from './suggestion.tsx';

/** Only who may have duty fetches it. */
const AlertButton = partLater(async () => (await import('../duty/alert-button.tsx')).AlertButton);

type FormName = Exclude<SheetName, 'more' | 'compare'>;

const sheets: Record<FormName, (parts: SheetParts) => preact.JSX.Element> = {
  'check-in': CheckInSheet,
  triage: TriageSheet,
  question: QuestionSheet,
  feedback: FeedbackSheet,
  'follow-up': FollowUpSheet,
  'follow-up-done': FollowUpDoneSheet,
  informing: InformingSheet,
  note: NoteSheet,
  assign: AssignSheet,
  close: CloseSheet,
  reopen: ReopenSheet,
};

function OpenSheet({ model, view, isDesk }: SheetParts & { isDesk: boolean }) {
  const name = model.sheet.value;
  if (name === null) return null;
  if (name === 'more') return <MoreSheet model={model} view={view} isDesk={isDesk} />;
  if (name === 'compare') return <CompareSheet model={model} view={view} />;
  const Form = sheets[name];
  return <Form key={name} model={model} view={view} />;
}

/** No message: it is on its way, gone, not ours, or out of reach. Each says so, with the way back. */
function NoSignal({ model }: { model: WorkSignalModel }) {
  const problem = model.problem.value;
  if (problem === null) {
    return (
      <div class="page">
        <p class="only-heard" role="status">
          {work.problem.loadingSignal}
        </p>
        <div class="shape" />
        <div class="shape" />
      </div>
    );
  }
  const titles: Partial<Record<string, string>> = {
    'not-found': work.problem.notFoundTitle,
    'not-allowed': work.problem.notAllowedTitle,
  };
  const title = titles[problem.code];
  return (
    <div class="page">
      <Heading>{title ?? work.problem.signalFailedTitle}</Heading>
      <p class="lead">{problem.code === 'not-allowed' ? work.problem.notAllowed : inWords(problem)}</p>
      {title === undefined && <Button onClick={() => void model.load()}>{work.problem.again}</Button>}
      <Button look="second-choice" href="/werk">
        {work.back}
      </Button>
    </div>
  );
}

/** What was just saved or just told; and when what stands here is no longer fresh. */
function News({ model }: { model: WorkSignalModel }) {
  const confirmation = model.confirmation.value;
  const fetchedAt = model.fetchedAt.value;
  const isStale = model.problem.value !== null && fetchedAt !== null;
  return (
    <>
      {isStale && (
        <Banner
          tone="heed"
          icon={wifiOff}
          title={work.problem.staleSignal(clockTime(fetchedAt, app.here.value.timeZone))}
          isNews
        />
      )}
      {confirmation !== null && (
        <Confirmed
          onUndo={confirmation.undo === null ? undefined : () => void model.undo()}
          onDismiss={() => model.dismiss()}
        >
          {confirmation.text}
        </Confirmed>
      )}
      {confirmation === null && model.hasToldRead.value && (
        <p class="note reader" role="status">
          {signalWords.toldRead}
        </p>
      )}
    </>
  );
}

function Columns({ model, view, isDesk }: SheetParts & { isDesk: boolean }) {
  const timeline = (
    <section class="stack" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{signalWords.timeline.title}</h2>
      <Timeline signal={view} here={app.here.value} />
    </section>
  );
  if (!isDesk) {
    return (
      <>
        <NextPanel model={model} view={view} />
        <Suggestion model={model} view={view} />
        <Duplicates model={model} view={view} />
        <Facts view={view} />
        {timeline}
      </>
    );
  }
  return (
    <div class="cols">
      <div class="stack">
        <NextPanel model={model} view={view} />
        <Suggestion model={model} view={view} />
        <Duplicates model={model} view={view} />
        {timeline}
      </div>
      <div class="stack">
        <DeskActions model={model} view={view} />
        <Facts view={view} />
      </div>
    </div>
  );
}

/** The message changed while it stood open: the same stream that moves the list tells it. */
function useLive(model: WorkSignalModel): void {
  const changes = app.queue.moved.value;
  useEffect(() => {
    void model.load();
    return () => model.leave();
  }, [model, changes]);
}

/** One message: whose words, what is next, what we know, what happened. */
export function Signal({ signalId, isDesk }: { signalId: string; isDesk: boolean }) {
  const model = app.openSignal(signalId);
  useLive(model);
  useBackCloses({ isOpen: () => model.sheet.value !== null, close: () => model.closeSheet() });
  const view: SignalView | null = model.view.value;
  if (view === null) return <NoSignal model={model} />;
  return (
    <>
      <div class={isDesk ? 'signal' : 'page signal'}>
        {!isDesk && (
          <a class="icon-btn back" href="/werk" aria-label={work.back}>
            <Icon of={arrowBack} turns />
          </a>
        )}
        <News model={model} />
        <SignalHead view={view} />
        {view.status === 'open' && app.hasRole('duty-officer') && <AlertButton signalId={view.signalId} />}
        <Columns model={model} view={view} isDesk={isDesk} />
      </div>
      {!isDesk && <Dock model={model} view={view} />}
      <OpenSheet model={model} view={view} isDesk={isDesk} />
    </>
  );
}
