import type { WorkProblem } from '../../api/work.ts';
import { work } from '../../i18n/work.nl.ts';
import { replayWords as words } from '../../i18n/work-replay.nl.ts';
import { inWords } from '../../models/work-problems.ts';
import { Banner } from '../../ui/banner.tsx';
import { circleAlert, wifiOff } from '../../ui/icons.ts';

/** Until it is there, and when it cannot be fetched. */
export function NotThere({ problem, again }: { problem: WorkProblem | null; again: () => void }) {
  if (problem === null) {
    return (
      <>
        <p class="only-heard" role="status">
          {words.loading}
        </p>
        <div class="shape" aria-hidden="true" />
        <div class="shape" aria-hidden="true" />
      </>
    );
  }
  if (problem.code === 'not-allowed') return <p class="lead">{words.notYours}</p>;
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
