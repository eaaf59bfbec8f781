import type { WorkProblem } from '../api/work.ts';
import { work } from '../i18n/work.nl.ts';
import { inWords } from '../models/work-problems.ts';
import { Banner } from '../ui/banner.tsx';
import { circleAlert, wifiOff } from '../ui/icons.ts';

/** The shapes of a screen that is on its way, and the words of it for who listens. */
export function OnItsWay({ said }: { said: string }) {
  return (
    <>
      <p class="only-heard" role="status">
        {said}
      </p>
      <div class="shape" aria-hidden="true" />
      <div class="shape" aria-hidden="true" />
    </>
  );
}

type NotThereProps = {
  problem: WorkProblem | null;
  words: { loading: string; failedTitle: string; notYours?: string };
  again: () => void;
};

/** Until what a screen shows is there, and when it cannot be fetched. */
export function NotThere({ problem, words, again }: NotThereProps) {
  if (problem === null) return <OnItsWay said={words.loading} />;
  if (problem.code === 'not-allowed' && words.notYours !== undefined)
    return <p class="lead">{words.notYours}</p>;
  const isOffline = problem.code === 'offline';
  return (
    <Banner tone="heed" icon={isOffline ? wifiOff : circleAlert} title={words.failedTitle} isNews>
      <p>{inWords(problem)}</p>
      <button class="link" type="button" onClick={again}>
        {work.problem.again}
      </button>
    </Banner>
  );
}
