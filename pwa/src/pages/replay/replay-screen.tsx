import type { ReplayMoment } from '@bijspringen/contracts/learning/views.ts';
import { useEffect } from 'preact/hooks';
import { replayWords as words } from '../../i18n/work-replay.nl.ts';
import { sayStep } from '../../i18n/work-replay-events.nl.ts';
import { clockTime, localDateOf, longDay } from '../../models/work-dates.ts';
import type { WorkReplayModel } from '../../models/work-replay.model.ts';
import { useBackCloses } from '../../ui/back-closes.ts';
import { Banner } from '../../ui/banner.tsx';
import { Icon } from '../../ui/icon.tsx';
import { arrowBack, circleAlert } from '../../ui/icons.ts';
import { Confirmed } from '../../ui/work-confirmed.tsx';
import { app } from '../work-context.ts';
import { isDesk } from '../work-desk.ts';
import { Heading } from '../work-heading.tsx';
import { NotThere } from '../work-not-there.tsx';
import { Clocks } from './clocks.tsx';
import { Lanes } from './lanes.tsx';
import { NoteSheet, Notes } from './notes.tsx';
import { PeopleNow } from './people-now.tsx';
import { replays } from './replay-context.ts';
import { Slider } from './slider.tsx';
import { Debriefs, Texts } from './texts.tsx';

export type OfReplay = { model: WorkReplayModel; moment: ReplayMoment };

/** What happened now: a time, and one sentence. */
function Now({ moment }: { moment: ReplayMoment }) {
  const { timeZone } = app.here.value;
  return (
    <header class="replay-now" data-step={moment.step}>
      <div>
        <p class="second small">
          {words.about[moment.about]}, {longDay(localDateOf(moment.at, timeZone))}
        </p>
        <p class="replay-says" role="status">
          <span class="only-heard">{words.at(clockTime(moment.at, timeZone))}. </span>
          {sayStep(moment.now)}
        </p>
      </div>
      <p class="replay-time" aria-hidden="true">
        {clockTime(moment.at, timeZone)}
      </p>
    </header>
  );
}

function Moment({ model, moment }: OfReplay) {
  return (
    <div class="replay-cols">
      <div class="replay-main">
        <Now moment={moment} />
        {isDesk.value && <Lanes model={model} />}
        <Slider model={model} moment={moment} />
        <Texts model={model} moment={moment} />
      </div>
      <div class="replay-aside">
        <PeopleNow moment={moment} />
        <Clocks moment={moment} />
      </div>
      <div class="replay-notes">
        <Notes model={model} moment={moment} />
        <Debriefs model={model} moment={moment} />
      </div>
    </div>
  );
}

/** One night again, moment by moment. What is still to come is not there. */
export function ReplayScreen({ replayId }: { replayId: string }) {
  const model = replays.open(replayId);
  useEffect(() => {
    void model.load();
  }, []);
  useBackCloses({ isOpen: () => model.isWriting.value, close: () => model.closeNote() });
  const moment = model.shown.value?.moment ?? null;
  const said = model.said.value;
  const isRefused = model.refusal.value !== null && !model.isWriting.value;
  const isStuck = moment !== null && model.problem.value !== null;
  return (
    <div class="replay-room">
      <div class="replay-top">
        <a class="icon-btn" href="/werk/terugkijken" aria-label={words.back}>
          <Icon of={arrowBack} />
        </a>
        <Heading>{words.title}</Heading>
      </div>
      {said !== null && <Confirmed onDismiss={() => model.dismiss()}>{said}</Confirmed>}
      {isRefused && <Banner tone="heed" icon={circleAlert} title={model.refusal.value} isNews />}
      {isStuck && <NotThere words={words} problem={model.problem.value} again={() => void model.load()} />}
      {moment === null ? (
        <NotThere words={words} problem={model.problem.value} again={() => void model.load()} />
      ) : (
        <Moment model={model} moment={moment} />
      )}
      <NoteSheet model={model} />
    </div>
  );
}
