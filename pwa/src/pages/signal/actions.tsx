import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { useEffect } from 'preact/hooks';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import type { SheetName, WorkSignalModel } from '../../models/work-signal.model.ts';
import { Icon } from '../../ui/icon.tsx';
import { check, type IconPaths, speech } from '../../ui/icons.ts';
import { calendar, doorOpen, mail, more, notebook, swap } from '../../ui/work-icons.ts';
import { Sheet } from '../../ui/work-sheet.tsx';
import { app } from '../work-context.ts';
import { openSheet } from './open-sheet.ts';

const words = signalWords.actions;
type Action = { sheet: SheetName; name: string; icon: IconPaths; key?: string };

const DESK: readonly Action[] = [
  { sheet: 'check-in', name: words.checkIn, icon: doorOpen, key: 'c' },
  { sheet: 'assign', name: words.assign, icon: swap, key: 'd' },
  { sheet: 'close', name: words.close, icon: check, key: 'a' },
];

/** Only what can be done now: nothing is offered that the server would refuse. */
function moreActions(view: SignalView): Action[] {
  return [
    { sheet: 'triage', name: words.triage, icon: notebook },
    ...(view.openQuestionId === null
      ? [{ sheet: 'question', name: words.question, icon: speech } as const]
      : []),
    { sheet: 'feedback', name: words.feedback, icon: speech },
    ...(view.openFollowUpId === null
      ? [{ sheet: 'follow-up', name: words.followUp, icon: calendar } as const]
      : [{ sheet: 'follow-up-done', name: words.followUpDone, icon: calendar } as const]),
    ...(view.informBefore !== null && !view.isInformed
      ? [{ sheet: 'informing', name: words.informing, icon: mail } as const]
      : []),
    { sheet: 'note', name: words.note, icon: notebook },
  ];
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select') !== null)
  );
}

function useKeys(model: WorkSignalModel, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const listen = (event: KeyboardEvent) => {
      const isSheetOpen = model.sheet.value !== null;
      const letter = app.keys.meant(event, { isTyping: isTyping(event.target), isSheetOpen });
      const action = DESK.find((each) => each.key === letter);
      if (action === undefined) return;
      event.preventDefault();
      openSheet(model, action.sheet);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [model, isOpen]);
}

function ActionButton({
  model,
  action,
  showKey,
}: {
  model: WorkSignalModel;
  action: Action;
  showKey?: boolean;
}) {
  return (
    <button
      class="btn second-choice"
      type="button"
      aria-keyshortcuts={showKey ? action.key : undefined}
      onClick={() => openSheet(model, action.sheet)}
    >
      <Icon of={action.icon} small />
      {action.name}
      {showKey && action.key && <kbd>{action.key.toUpperCase()}</kbd>}
    </button>
  );
}

/** Desk: three buttons with their letters, and the rest under them. */
export function DeskActions({ model, view }: { model: WorkSignalModel; view: SignalView }) {
  const isOpen = view.status === 'open';
  useKeys(model, isOpen);
  if (!isOpen) return null;
  return (
    <section class="stack-s" aria-label={words.label}>
      {DESK.map((action) => (
        <ActionButton key={action.sheet} model={model} action={action} showKey={app.keys.isOn.value} />
      ))}
      <button class="btn second-choice" type="button" onClick={() => openSheet(model, 'more')}>
        <Icon of={more} small />
        {words.more}
      </button>
    </section>
  );
}

/** Phone: under the thumb. */
export function Dock({ model, view }: { model: WorkSignalModel; view: SignalView }) {
  const [contact] = DESK;
  if (view.status !== 'open' || contact === undefined) return null;
  return (
    <div class="dock">
      <div class="two">
        <ActionButton model={model} action={contact} />
        <button class="btn second-choice" type="button" onClick={() => openSheet(model, 'more')}>
          {words.more}
        </button>
      </div>
    </div>
  );
}

/** Everything else that can be done, as large answers. */
export function MoreSheet({
  model,
  view,
  isDesk,
}: {
  model: WorkSignalModel;
  view: SignalView;
  isDesk: boolean;
}) {
  const actions = isDesk ? moreActions(view) : [...moreActions(view), ...DESK.slice(1)];
  return (
    <Sheet title={words.moreTitle} onClose={() => model.closeSheet()}>
      <ul class="stack-s">
        {actions.map((action) => (
          <li key={action.sheet}>
            <ActionButton model={model} action={action} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
