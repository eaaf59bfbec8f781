import type { Danger } from '@bijspringen/contracts/signals/values.ts';
import { t, type WordKey } from '../../i18n/words.ts';
import { raise } from '../../models/raise.ts';
import { Beside } from '../../ui/beside.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Icon } from '../../ui/icon.tsx';
import {
  baby,
  bandage,
  check,
  flame,
  type IconPaths,
  lifeBuoy,
  shieldAlert,
  triangleAlert,
} from '../../ui/icons.ts';
import { Screen } from '../../ui/screen.tsx';
import '../../ui/choice.css';
import './gate.css';

/** The six plain choices, in the order of the screen. */
export const dangerWords: readonly { danger: Danger; words: WordKey; icon: IconPaths }[] = [
  { danger: 'injured', words: 'gate.injured', icon: bandage },
  { danger: 'suicide', words: 'gate.suicide', icon: lifeBuoy },
  { danger: 'violence', words: 'gate.violence', icon: shieldAlert },
  { danger: 'fire', words: 'gate.fire', icon: flame },
  { danger: 'place', words: 'gate.place', icon: triangleAlert },
  { danger: 'child', words: 'gate.child', icon: baby },
];

function DangerRow({ danger, words, icon }: (typeof dangerWords)[number]) {
  const isChosen = raise.draft.value.dangers.includes(danger);
  return (
    <li>
      <button type="button" class={isChosen ? 'go chosen' : 'go'} onClick={() => raise.tapDanger(danger)}>
        <Icon of={icon} />
        <span class="go-words">
          <Beside words={words} />
        </span>
        {isChosen && (
          <span class="gate-chosen">
            <Icon of={check} small />
            {t('gate.chosen')}
          </span>
        )}
      </button>
    </li>
  );
}

/** Goes on. With a danger chosen "there is no danger" would not be true, so then it asks only about 112. */
function GateAnswers() {
  const hasDanger = raise.draft.value.dangers.length > 0;
  if (hasDanger) {
    return (
      <div class="stack-s">
        <Button onClick={() => raise.passGate('yes')}>
          <span>
            <Beside words="emergency.called" />
          </span>
        </Button>
        <Button look="second-choice" onClick={() => raise.passGate('no')}>
          <span>
            <Beside words="gate.not-called" />
          </span>
        </Button>
      </div>
    );
  }
  return (
    <div class="stack-s">
      <Button onClick={() => raise.passGate('no')}>
        <span>
          <Beside words="gate.no" />
        </span>
      </Button>
      <Button look="second-choice" onClick={() => raise.passGate('yes')}>
        <span>
          <Beside words="gate.called" />
        </span>
      </Button>
    </div>
  );
}

/** Is there danger now? Asked before any field, with nothing chosen beforehand. */
export function Gate() {
  return (
    <Screen title={t('gate.title')}>
      <div>
        <h1>
          <Beside words="gate.title" />
        </h1>
        <p class="lead">
          <Beside words="gate.first" />
        </p>
      </div>
      <Call number="112" look="danger" title={<Beside words="gate.call" />} />
      <section class="stack-s" aria-labelledby="happening">
        <h2 class="gate-question" id="happening">
          <Beside words="gate.happening" />
        </h2>
        <ul class="rows danger">
          {dangerWords.map((row) => (
            <DangerRow key={row.danger} {...row} />
          ))}
        </ul>
      </section>
      <GateAnswers />
    </Screen>
  );
}

/** Call 112 now. Opens at the tap on a danger; going on and going back are both possible. */
export function Emergency() {
  return (
    <Screen title={t('emergency.title')} isDanger>
      <h1>
        <Beside words="emergency.title" />
      </h1>
      <Call number="112" look="giant" title={<Beside words="gate.call" />} />
      <section class="stack-s">
        <h2>
          <Beside words="emergency.say" />
        </h2>
        <ol class="say">
          <li>
            <Beside words="emergency.where" />
          </li>
          <li>
            <Beside words="emergency.what" />
          </li>
          <li>
            <Beside words="emergency.injured" />
          </li>
        </ol>
      </section>
      <p>
        <Beside words="emergency.stay" />
      </p>
      <div class="end stack-s">
        <Button onClick={() => raise.passGate('yes')}>
          <span>
            <Beside words="emergency.called" />
          </span>
        </Button>
        <Button look="second-choice" onClick={() => raise.go('gate')}>
          <span>
            <Beside words="emergency.more" />
          </span>
        </Button>
        <Button look="plain" onClick={() => raise.takeTapBack()}>
          <span>
            <Beside words="emergency.back" />
          </span>
        </Button>
      </div>
    </Screen>
  );
}
