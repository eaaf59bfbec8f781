/** One message: what is known, the sheet that is open, and every write with its commandId. */
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { batch, createModel, signal } from '@preact/signals';
import type { WorkApi, WorkProblem } from '../api/work.ts';
import { work } from '../i18n/work.nl.ts';
import { signalWords } from '../i18n/work-signal.nl.ts';
import type { Draft, Drafts } from './work-drafts.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import { type FormSheet, fillSheet, type Undo } from './work-sheets.ts';
import { createSignalWriter } from './work-signal-writer.ts';

export type SheetName = FormSheet | 'more' | 'compare';
export type Confirmation = { text: string; undo: Undo | null };

export type SignalDeps = {
  api: Pick<WorkApi, 'signal' | 'write' | 'followUpDone'>;
  drafts: Drafts;
  now: () => Date;
  sessionEnded: () => void;
};

export const WorkSignal = createModel((signalId: string, deps: SignalDeps) => {
  const view = signal<SignalView | null>(null);
  const other = signal<SignalView | null>(null);
  const fetchedAt = signal<Date | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const sheet = signal<SheetName | null>(null);
  const confirmation = signal<Confirmation | null>(null);
  const hasToldRead = signal(false);
  const writer = createSignalWriter(signalId, { ...deps, written: load, outdated: () => void load() });
  const { fieldErrors, sheetProblem, isSaving, run, clearErrors } = writer;
  let latestRequest = 0;
  let isReadingSent = false;

  const draftKey = (name: FormSheet) => `${signalId} ${name}`;

  async function load(after: string | null = null): Promise<void> {
    const request = ++latestRequest;
    const outcome = await deps.api.signal(signalId, after);
    if (request !== latestRequest) return;
    if (!outcome.ok) {
      problem.value = outcome.problem;
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      return;
    }
    batch(() => {
      view.value = outcome.value;
      fetchedAt.value = deps.now();
      problem.value = null;
    });
    if (!outcome.value.isRead && outcome.value.status === 'open') await markRead();
  }

  /** Sent once: looking is reading, and the neighbour is told so. */
  async function markRead(): Promise<void> {
    if (isReadingSent) return;
    isReadingSent = true;
    if (await writer.markRead()) hasToldRead.value = true;
    // The next time it is opened the same command is sent again; nothing was promised to the neighbour yet.
    else isReadingSent = false;
  }

  async function link(write: 'links' | 'unlinks', otherSignalId: string): Promise<void> {
    clearErrors();
    const body = { otherSignalId };
    const [done, undo]: [Undo, Undo] =
      write === 'links'
        ? [
            { write: 'links', body },
            { write: 'unlinks', body },
          ]
        : [
            { write: 'unlinks', body },
            { write: 'links', body },
          ];
    if (!(await run(done, `${write} ${otherSignalId}`))) return;
    const text = write === 'links' ? signalWords.duplicate.linked : signalWords.duplicate.unlinked;
    sheet.value = null;
    confirmation.value = { text, undo };
  }

  return {
    view,
    other,
    fetchedAt,
    problem,
    sheet,
    fieldErrors,
    sheetProblem,
    isSaving,
    confirmation,
    hasToldRead,
    load,
    draft: (name: FormSheet) => deps.drafts.of(draftKey(name)),
    change(name: FormSheet, changed: Draft) {
      const draft = deps.drafts.of(draftKey(name));
      draft.value = { ...draft.value, ...changed };
    },
    /** What was typed before comes back; `proposed` fills only what nobody chose yet. */
    open(name: SheetName, proposed: Draft = {}) {
      clearErrors();
      confirmation.value = null;
      if (name !== 'more' && name !== 'compare') {
        const draft = deps.drafts.of(draftKey(name));
        draft.value = { ...proposed, ...draft.value };
      }
      sheet.value = name;
    },
    closeSheet() {
      clearErrors();
      sheet.value = null;
    },
    async save(name: FormSheet) {
      const current = view.value;
      if (current === null) return;
      clearErrors();
      const reading = fillSheet[name](deps.drafts.of(draftKey(name)).value, current);
      if ('errors' in reading) {
        fieldErrors.value = reading.errors;
        return;
      }
      const { filled } = reading;
      if (!(await run(filled, name))) return;
      deps.drafts.drop(draftKey(name));
      sheet.value = null;
      const undo = 'undo' in filled && filled.undo !== undefined ? filled.undo : null;
      confirmation.value = { text: filled.confirmation, undo };
    },
    async compare(otherSignalId: string) {
      clearErrors();
      other.value = null;
      sheet.value = 'compare';
      const outcome = await deps.api.signal(otherSignalId, null);
      if (outcome.ok) other.value = outcome.value;
      else sheetProblem.value = inWords(outcome.problem);
    },
    link: (otherSignalId: string) => link('links', otherSignalId),
    unlink: (otherSignalId: string) => link('unlinks', otherSignalId),
    async undo() {
      const undo = confirmation.value?.undo;
      if (undo === null || undo === undefined) return;
      if (await run(undo, 'undo')) confirmation.value = { text: work.undone, undo: null };
      else if (sheetProblem.value !== null) confirmation.value = { text: sheetProblem.value, undo };
    },
    dismiss() {
      confirmation.value = null;
    },
    /** Left for another message: an answer that is still under way no longer counts. */
    leave() {
      latestRequest += 1;
    },
  };
});
export type WorkSignalModel = InstanceType<typeof WorkSignal>;
