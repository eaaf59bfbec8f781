import { useEffect } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import { dutyWords, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import type { WorkCrisisModel } from '../../models/work-crisis.model.ts';
import { inWords } from '../../models/work-problems.ts';
import { path } from '../../router.ts';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { workScreenLater } from '../../ui/part-later.tsx';
import { useDark } from '../../ui/work-dark.ts';
import { ResponderPage } from '../responder/responder.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { OnItsWay } from '../work-not-there.tsx';
import { crises } from './crisis-context.ts';
import { CrisisTop } from './crisis-parts.tsx';
import './crisis.css';

/** A resident in the dark with a weak line fetches only what is for residents. */
const DutyCrisis = workScreenLater(async () => (await import('./duty-crisis.tsx')).DutyCrisis);

const CRISIS_PATH = /^\/werk\/oproep\/([0-9a-f-]{36})\/?$/;

/** No view: on its way, gone, not ours, or out of reach; with 112 whatever it is. */
function NoCrisis({ model }: { model: WorkCrisisModel }) {
  useDark();
  const problem = model.problem.value;
  const titles: Partial<Record<string, string>> = {
    'not-found': words.notFoundTitle,
    'not-asked': words.notAllowedTitle,
    'not-allowed': words.notAllowedTitle,
  };
  const title = problem === null ? undefined : titles[problem.code];
  return (
    <div class="duty-room">
      <CrisisTop back="/werk" backLabel={work.back}>
        <b>{work.app}</b>
      </CrisisTop>
      {problem === null ? (
        <OnItsWay said={words.loading} />
      ) : (
        <>
          <Heading>{title ?? words.failedTitle}</Heading>
          <p class="lead">{inWords(problem)}</p>
          <Call number="112" look="outline" title={dutyWords.call112} hint={dutyWords.call112Hint} />
          {title === undefined && <Button onClick={() => model.refresh()}>{work.problem.again}</Button>}
        </>
      )}
    </div>
  );
}

function One({ crisisId }: { crisisId: string }) {
  const { crisis, sheets } = crises.openCrisis(crisisId);
  useEffect(() => {
    crisis.start();
    return () => crisis.stop();
  }, [crisis]);
  useEffect(() => crisis.networkChanged(), [crisis, app.isOnline.value]);
  const view = crisis.view.value;
  if (view === null) return <NoCrisis model={crisis} />;
  if (view.as === 'responder') return <ResponderPage view={view} model={crisis} />;
  return <DutyCrisis view={view} crisis={crisis} sheets={sheets} />;
}

/** One crisis: by who looks at it, the duty officer's screen or the resident's. */
export function Crisis() {
  const crisisId = CRISIS_PATH.exec(path.value)?.[1];
  return crisisId === undefined ? null : <One key={crisisId} crisisId={crisisId} />;
}
