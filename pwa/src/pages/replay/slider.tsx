import { useEffect } from 'preact/hooks';
import { replayWords as words } from '../../i18n/work-replay.nl.ts';
import type { WorkReplayModel } from '../../models/work-replay.model.ts';
import { Icon } from '../../ui/icon.tsx';
import { chevron } from '../../ui/icons.ts';
import { isDesk } from '../work-desk.ts';
import type { OfReplay } from './replay-screen.tsx';

/** Fields have arrow keys of their own; so has the slider. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}

/** ← and → anywhere on the page. */
function useArrows(model: WorkReplayModel): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === 'ArrowLeft') model.back();
      if (event.key === 'ArrowRight') model.forward();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [model]);
}

export function Slider({ model, moment }: OfReplay) {
  useArrows(model);
  const step = model.wanted.value;
  const total = moment.stepsTotal;
  return (
    <div class="replay-slider">
      <input
        type="range"
        min={1}
        max={total}
        value={step}
        aria-label={words.slider}
        aria-valuetext={words.sliderValue(step, total)}
        style={{ '--gone': total > 1 ? (step - 1) / (total - 1) : 1 }}
        onInput={(event) => model.goTo(event.currentTarget.valueAsNumber)}
      />
      <div class="replay-steps">
        <button class="btn second-choice" type="button" onClick={() => model.back()}>
          <span class="turned">
            <Icon of={chevron} small />
          </span>
          {words.previous}
        </button>
        <button class="btn filled" type="button" onClick={() => model.forward()}>
          {words.next}
          <Icon of={chevron} small />
        </button>
        <p class="second small">
          {isDesk.value && (
            <>
              {words.keys} <kbd>←</kbd> <kbd>→</kbd>.{' '}
            </>
          )}
          {words.stepOf(step, total)}
        </p>
      </div>
    </div>
  );
}
