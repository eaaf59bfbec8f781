import type { ReplayMoment } from '@bijspringen/contracts/learning/views.ts';
import { replayWords as words } from '../../i18n/work-replay.nl.ts';
import type { WorkReplayModel } from '../../models/work-replay.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { notebook } from '../../ui/work-icons.ts';
import { Writing } from '../../ui/work-notes.tsx';
import { Sheet } from '../../ui/work-sheet.tsx';
import type { OfReplay } from './replay-screen.tsx';

type NoteProps = { model: WorkReplayModel; note: ReplayMoment['notes'][number] };

function Note({ model, note }: NoteProps) {
  const by = note.isYours ? words.you : (note.by ?? words.colleague);
  return (
    <li class="note inside">
      <b>
        <Icon of={notebook} small />
        <span>
          {by}, {words.noteAt(note.atStep)}
        </span>
      </b>
      <p dir="auto">{note.text ?? words.unreadable}</p>
      {note.isYours && (
        <button class="link" type="button" onClick={() => void model.removeNote(note.annotationId)}>
          {words.remove}
        </button>
      )}
    </li>
  );
}

/** Notes look back: those of this moment and of earlier ones. */
export function Notes({ model, moment }: OfReplay) {
  return (
    <section class="stack-s" aria-labelledby="notes-title">
      <h2 id="notes-title">{words.notes}</h2>
      {moment.notes.length === 0 ? (
        <p class="second">{words.noNotes}</p>
      ) : (
        <ul class="stack-s">
          {moment.notes.map((note) => (
            <Note key={note.annotationId} model={model} note={note} />
          ))}
        </ul>
      )}
      <Button look="second-choice" onClick={() => model.openNote()}>
        {words.write}
      </Button>
    </section>
  );
}

export function NoteSheet({ model }: { model: WorkReplayModel }) {
  if (!model.isWriting.value) return null;
  return (
    <Sheet
      title={words.writeTitle}
      onClose={() => model.closeNote()}
      isFilled={model.note.value !== ''}
      errors={model.fieldErrors.value}
      onSubmit={() => void model.saveNote()}
    >
      {model.refusal.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={model.refusal.value} isNews />
      )}
      <Writing
        label={words.writeLabel}
        hint={words.writeHint}
        readers="team"
        value={model.note.value}
        onInput={(text) => model.type(text)}
        error={model.fieldErrors.value.text}
        rows={4}
        isRequired
      />
      <div class="sheet-end">
        <Button type="submit">{words.save}</Button>
      </div>
    </Sheet>
  );
}
