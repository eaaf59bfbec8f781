import { useEffect } from 'preact/hooks';
import { settingsWords as words } from '../../i18n/work-settings.nl.ts';
import { inWords } from '../../models/work-problems.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { wifiOff } from '../../ui/icons.ts';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { Phone } from './phone.tsx';
import { Agreement, Profile } from './profile.tsx';
import { availability, push, settings } from './settings-context.ts';
import { When } from './when.tsx';
import './settings.css';

function Loading() {
  const problem = settings.problem.value;
  if (problem !== null)
    return (
      <Banner tone="heed" icon={wifiOff} title={words.failed} isNews>
        <p>{inWords(problem)}</p>
        <Button fit look="second-choice" onClick={() => void settings.load()}>
          {words.again}
        </Button>
      </Banner>
    );
  return (
    <>
      <div class="coming" />
      <div class="coming" />
      <p role="status" class="only-heard">
        {words.loading}
      </p>
    </>
  );
}

/** One's own phone, times and agreements. */
export function Settings() {
  const isResident = app.session.session.value?.roles.includes('crisis-trained-resident') ?? false;
  const isHere = settings.view.value !== null;
  useEffect(() => {
    void push.sync().then(() => push.loadDevices());
    void settings.load();
    if (isResident) void availability.load();
  }, [isResident]);
  useEffect(() => {
    // Somebody changes the permission in the phone's own settings and comes back here.
    const look = () => {
      if (!document.hidden) void push.sync();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return (
    <div class="page settings">
      <Heading>{words.title}</Heading>
      <Phone />
      {isResident && <When />}
      {isHere ? <Profile isResident={isResident} /> : <Loading />}
      {isResident && <Agreement />}
    </div>
  );
}
