import type { ReleaseState } from '@bijspringen/contracts/learning/views.ts';
import { roleName, replayWords as words } from '../../i18n/work-replay.nl.ts';
import type { WorkReplayModel } from '../../models/work-replay.model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { lock } from '../../ui/work-icons.ts';
import type { OfReplay } from './replay-screen.tsx';

type Sealed = {
  eventId: string;
  field: string;
  state: ReleaseState;
  isAskedByYou: boolean;
  text: string | null;
};
type OneProps = { model: WorkReplayModel; sealed: Sealed; label: string };

/** For the second reader: the words, and the one question. */
function Judge({ model, sealed }: { model: WorkReplayModel; sealed: Sealed }) {
  const { eventId, field, text } = sealed;
  return (
    <div class="panel replay-judge">
      <h3>{words.judgeTitle}</h3>
      <blockquote dir="auto">{text}</blockquote>
      <p>
        <b>{words.judge}</b>
      </p>
      <div class="two">
        <Button look="second-choice" onClick={() => void model.release(eventId, field, 'withhold')}>
          {words.withhold}
        </Button>
        <Button look="second-choice" onClick={() => void model.release(eventId, field, 'release')}>
          {words.release}
        </Button>
      </div>
    </div>
  );
}

/** One text in the state of its release. */
function OneText({ model, sealed, label }: OneProps) {
  const { eventId, field, state, text, isAskedByYou } = sealed;
  if (state === 'released') {
    return text === null ? (
      <p class="second">{words.unreadable}</p>
    ) : (
      <blockquote dir="auto">{text}</blockquote>
    );
  }
  if (state === 'asked' && !isAskedByYou && text !== null) return <Judge model={model} sealed={sealed} />;
  return (
    <div class="replay-sealed">
      <p class="hidden-text">
        <Icon of={lock} small />
        <span>
          {label}. {words.textStates[state]}
        </span>
      </p>
      {state === 'hidden' && (
        <Button look="second-choice" onClick={() => void model.release(eventId, field, 'ask')}>
          {words.ask}
          <span class="only-heard">: {label}</span>
        </Button>
      )}
    </div>
  );
}

/** What was written at this step. A debrief stands with what is learned. */
export function Texts({ model, moment }: OfReplay) {
  const { texts, eventId, type } = moment.now;
  if (texts.length === 0 || type === 'DebriefGiven') return null;
  return (
    <section class="stack-s" aria-labelledby="texts-title">
      <h2 id="texts-title">{words.texts}</h2>
      {texts.map((text) => (
        <OneText
          key={`${eventId} ${text.field}`}
          model={model}
          sealed={{ ...text, eventId }}
          label={words.fields[text.field] ?? text.field}
        />
      ))}
    </section>
  );
}

/** What who was there wants the others to learn. */
export function Debriefs({ model, moment }: OfReplay) {
  if (moment.debriefs.length === 0) return null;
  return (
    <section class="stack-s" aria-labelledby="debriefs-title">
      <h2 id="debriefs-title">{words.debriefs}</h2>
      {moment.debriefs.map((one) => (
        <OneText
          key={one.eventId}
          model={model}
          sealed={{ ...one, field: 'text' }}
          label={roleName(one.person)}
        />
      ))}
    </section>
  );
}
