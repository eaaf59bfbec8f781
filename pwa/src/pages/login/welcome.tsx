import { useEffect, useState } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import { inWords } from '../../models/work-problems.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { app } from '../work-context.ts';
import { Bare } from './bare.tsx';

const refusals: Partial<Record<string, { title: string; text: string }>> = {
  'invitation-used': { title: work.welcome.usedTitle, text: work.welcome.used },
  'invitation-expired': { title: work.welcome.expiredTitle, text: work.welcome.expired },
  'invitation-unknown': { title: work.welcome.unknownTitle, text: work.welcome.unknown },
};

/** The secret stands in the fragment, which no server sees; it leaves the address bar at once. */
function takeSecret(): string {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (secret !== '') history.replaceState(null, '', location.pathname);
  return secret;
}

/** One button, so that a preview of a link in a mail program does not use the invitation up. */
export function Welcome() {
  const { session } = app;
  const [secret] = useState(takeSecret);
  useEffect(() => {
    session.problem.value = null;
  }, []);
  async function accept(): Promise<void> {
    await session.accept(secret);
    if (session.state.value === 'in') goTo('/werk');
  }
  if (secret === '') {
    return (
      <Bare title={work.welcome.missingTitle}>
        <p class="lead">{work.welcome.missing}</p>
        <Button href="/inloggen">{work.welcome.toLogin}</Button>
      </Bare>
    );
  }
  const { value: problem } = session.problem;
  const refusal = problem === null ? undefined : refusals[problem.code];
  if (refusal !== undefined) {
    return (
      <Bare title={refusal.title}>
        <p class="lead">{refusal.text}</p>
        <Button look="second-choice" href="/inloggen">
          {work.welcome.toLogin}
        </Button>
      </Bare>
    );
  }
  return (
    <Bare title={work.welcome.title}>
      {problem && (
        <Banner tone="heed" icon={circleAlert} title={work.login.failed} isNews>
          {inWords(problem)}
        </Banner>
      )}
      <p class="lead">{work.welcome.lead}</p>
      <Button onClick={() => void accept()}>
        {session.isBusy.value ? work.welcome.busy : work.welcome.accept}
      </Button>
    </Bare>
  );
}
