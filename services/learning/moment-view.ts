/** A moment with what this viewer may read of its texts: released, or to be reviewed because somebody else asked. */
import type { ReplayMoment, ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { FORGOTTEN, type Subject } from '@bijspringen/kernel/vault/port.ts';
import { momentOf } from './moment.policy.ts';
import type { MomentRow, ReplayRow, StepRow, TextRow } from './replay.queries.ts';
import type { LearningTools } from './tools.ts';

type Shown = ReplayStep['texts'][number];
type Looking = { tools: LearningTools; viewerId: Id };

export function momentView(
  looking: Looking,
  { replayId, about, steps, position }: ReplayRow,
  row: MomentRow,
): ReplayMoment {
  return {
    ...{ replayId, about, step: row.step, stepsTotal: steps, at: row.at, position },
    now: { ...factual(row), texts: row.texts.map((text) => opened(looking, text)) },
    ...momentOf(row.moment),
    notes: row.notes.map(({ annotationId, atStep, personId, sealed }) => ({
      annotationId,
      atStep,
      by: looking.tools.directory.personName(personId),
      isYours: personId === looking.viewerId,
      text: open(looking, sealed),
    })),
    debriefs: row.debriefs.map((text) => {
      const { state, isAskedByYou, text: words } = opened(looking, text);
      return { eventId: text.eventId, person: text.by, state, isAskedByYou, text: words };
    }),
  };
}

/** A step of the timeline: nothing is opened for it. */
export function stepView(looking: Looking, row: StepRow): ReplayStep {
  return { ...factual(row), texts: row.texts.map((text) => closed(looking, text)) };
}

function factual({ step, eventId, at, type, by, facts }: StepRow): Omit<ReplayStep, 'texts'> {
  return { step, eventId, at, type, by, facts };
}

function closed({ tools, viewerId }: Looking, { field, state, sealed, askedBy }: TextRow): Shown {
  const isGone = sealed === null || tools.kernel.vault.isForgotten(subjectOf(sealed));
  return { field, state: isGone ? 'forgotten' : state, isAskedByYou: askedBy === viewerId, text: null };
}

function opened(looking: Looking, row: TextRow): Shown {
  const shown = closed(looking, row);
  const isToReview = shown.state === 'asked' && !shown.isAskedByYou;
  if (row.sealed === null || !(shown.state === 'released' || isToReview)) return shown;
  return { ...shown, text: open(looking, row.sealed) };
}

function open({ tools }: Looking, sealed: Sealed<string>): string | null {
  const plain = tools.kernel.vault.open(sealed, 'replay');
  return plain === FORGOTTEN ? null : plain;
}

/** A sealed string names whose it is (`s1.<subject>.…`). */
function subjectOf(sealed: Sealed<string>): Subject {
  const [, subject] = String(sealed).split('.', 2);
  return subject as Subject;
}
