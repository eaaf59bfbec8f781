/** The start of the app for a resident: the alert that runs, else calm, and what is still needed before one may come. */
import { useEffect, useState } from 'preact/hooks';
import { crisisApi } from '../../api/work-crisis.ts';
import { settingsWords } from '../../i18n/work-settings.nl.ts';
import { inWords, isSessionOver } from '../../models/work-problems.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Houses } from '../../ui/houses.tsx';
import { check, circleAlert, wifiOff } from '../../ui/icons.ts';
import { availability } from '../settings/settings-context.ts';
import { Told } from '../settings/told.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import '../settings/settings.css';
import './responder.css';

const words = settingsWords.responderHome;

type Looked = 'looking' | 'none' | 'failed';

/** Looks at start, and when the app comes back to the screen: an alert may have come in between. */
function useRunningAlert(): Looked {
  const [looked, setLooked] = useState<Looked>('looking');
  const isOnline = app.isOnline.value;
  useEffect(() => {
    let isHere = true;
    async function look(): Promise<void> {
      const outcome = await crisisApi.mine();
      if (!isHere) return;
      if (!outcome.ok) {
        if (isSessionOver(outcome.problem)) app.sessionEnded();
        setLooked('failed');
      } else if (outcome.value.crisisId === null) setLooked('none');
      else goTo(`/werk/oproep/${outcome.value.crisisId}`);
    }
    const lookAgain = () => {
      if (!document.hidden) void look();
    };
    void look();
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      isHere = false;
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [isOnline]);
  return looked;
}

function Ready() {
  const view = availability.view.value;
  const problem = availability.problem.value;
  if (view === null) {
    if (problem === null) return <div class="coming" />;
    return <Banner tone="heed" icon={wifiOff} title={inWords(problem)} isNews />;
  }
  const missing = availability.missing.value;
  const isPaused = view.mode === 'paused' && !view.isAvailableNow;
  if (missing.length === 0) return <Banner tone="lamp" icon={check} title={words.can} />;
  if (isPaused && missing.every((each) => each === 'availability'))
    return <Banner tone="quiet" title={words.paused} />;
  return (
    <section class="panel">
      <h2>{words.canNot}</h2>
      <p>{words.missingTitle}:</p>
      <Told icon={circleAlert} lines={missing.map((each) => settingsWords.missing[each])} />
    </section>
  );
}

function Pause() {
  const view = availability.view.value;
  if (view === null) return null;
  const isPaused = view.mode === 'paused' && !view.isAvailableNow;
  const hasHours = view.hours.length > 0;
  function turn(): void {
    availability.pickMode(isPaused ? (hasHours ? 'hours' : 'now') : 'paused');
    void availability.save();
  }
  return (
    <Button look="second-choice" onClick={turn}>
      {isPaused ? words.resume : words.pause}
    </Button>
  );
}

export function ResponderHome() {
  const looked = useRunningAlert();
  useEffect(() => void availability.load(), []);
  return (
    <div class="responder-home">
      <div class="night">
        <div class="night-in">
          <Heading focusKey={looked}>{looked === 'looking' ? words.loading : words.title}</Heading>
          {looked === 'none' && <p>{words.calm}</p>}
        </div>
        <Houses />
      </div>
      <div class="page">
        {looked === 'failed' && (
          <Banner tone="heed" icon={wifiOff} title={words.failed} isNews>
            <p>{words.failedNow}</p>
          </Banner>
        )}
        <Ready />
        <div class="end stack-s">
          <Pause />
          <Button look="second-choice" href="/werk/instellingen">
            {words.toSettings}
          </Button>
        </div>
      </div>
    </div>
  );
}
