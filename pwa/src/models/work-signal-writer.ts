/** Sends the writes on one message: one commandId for one content, and refusals as words where they belong. */
import { batch, signal } from '@preact/signals';
import type { Outcome, SignalWrite, WorkApi, WorkProblem, WriteBody } from '../api/work.ts';
import { createCommandIds } from './work-commands.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import { type FieldErrors, type Filled, fieldOfProblem, type Undo } from './work-sheets.ts';

export type WriterParts = {
  api: Pick<WorkApi, 'write' | 'followUpDone'>;
  sessionEnded: () => void;
  /** Shows the message as it is after the write. */
  written: (position: string) => Promise<void>;
  /** Somebody else was first: what stands on the screen is old. */
  outdated: () => void;
};

type Done = Outcome<{ position: string }>;

/** `next.on` and `on` are the same field on the screen. */
function lastPart(field: string): string {
  return field.split(/[./]/).at(-1) ?? field;
}

function errorsOf(failure: WorkProblem): FieldErrors {
  const errors: FieldErrors = {};
  for (const [field, message] of Object.entries(failure.fields)) errors[lastPart(field)] = message;
  const field = fieldOfProblem[failure.code];
  if (field !== undefined) errors[field] ??= inWords(failure);
  return errors;
}

export function createSignalWriter(signalId: string, parts: WriterParts) {
  const fieldErrors = signal<FieldErrors>({});
  const sheetProblem = signal<string | null>(null);
  const isSaving = signal(false);
  const commands = createCommandIds();

  function sendWrite<W extends SignalWrite>(write: W, body: WriteBody<W>, name: string): Promise<Done> {
    const commandId = commands.idFor(name, { write, ...body });
    return parts.api.write(signalId, write, { commandId, ...body });
  }

  function send(filled: Filled | Undo, name: string): Promise<Done> {
    if (filled.write !== 'follow-up-done') return sendWrite(filled.write, filled.body, name);
    const commandId = commands.idFor(name, filled.body);
    return parts.api.followUpDone(signalId, filled.followUpId, { commandId, ...filled.body });
  }

  function refused(failure: WorkProblem): void {
    const errors = errorsOf(failure);
    batch(() => {
      fieldErrors.value = errors;
      sheetProblem.value = Object.keys(errors).length > 0 ? null : inWords(failure);
    });
    if (isSessionOver(failure)) parts.sessionEnded();
    if (failure.code === 'version-conflict') parts.outdated();
  }

  return {
    fieldErrors,
    sheetProblem,
    isSaving,
    clearErrors() {
      fieldErrors.value = {};
      sheetProblem.value = null;
    },
    /** True when it was written; what happens on screen after it is the same for a sheet, a link and an undo. */
    async run(filled: Filled | Undo, name: string): Promise<boolean> {
      if (isSaving.value) return false;
      isSaving.value = true;
      const outcome = await send(filled, name);
      isSaving.value = false;
      if (!outcome.ok) {
        refused(outcome.problem);
        return false;
      }
      commands.done(name);
      await parts.written(outcome.value.position);
      return true;
    },
    /** Looking is reading, and the neighbour is told so. A failure says nothing: nobody asked for anything. */
    async markRead(): Promise<boolean> {
      const outcome = await sendWrite('reading', {}, 'reading');
      if (!outcome.ok) return false;
      commands.done('reading');
      await parts.written(outcome.value.position);
      return true;
    },
  };
}
