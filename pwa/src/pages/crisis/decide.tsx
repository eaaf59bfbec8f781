import { useEffect } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import { crisisLists, dutyWords, decideWords as words } from '../../i18n/work-crisis.nl.ts';
import { moment } from '../../i18n/work-say.ts';
import type { WorkOpeningModel } from '../../models/work-crisis-open.model.ts';
import { inWords } from '../../models/work-problems.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { circleAlert, shieldAlert } from '../../ui/icons.ts';
import { useDark } from '../../ui/work-dark.ts';
import { bell } from '../../ui/work-icons-duty.ts';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { OnItsWay } from '../work-not-there.tsx';
import { crises } from './crisis-context.ts';
import { CrisisTop } from './crisis-parts.tsx';
import { DecideFacts } from './decide-facts.tsx';
import {
  EmergencyQuestion,
  MeetingQuestion,
  NeededQuestion,
  PlaceQuestion,
  SafetyQuestions,
  TaskQuestion,
} from './decide-questions.tsx';
import './crisis.css';

/** On a desk the facts stay beside the questions, unless their end would then be out of sight. */
const BRIEF_CHARACTERS = 500;

/** The neighbour's own words, in their own spelling. */
function OwnWords({ model }: { model: WorkOpeningModel }) {
  const prospect = model.prospect.value;
  if (prospect === null || prospect.text === null) return null;
  return (
    <blockquote class="words">
      <p dir="auto">{prospect.text}</p>
      {prospect.raisedAt !== null && (
        <footer class="second small">{words.aNeighbour(moment(prospect.raisedAt, app.here.value))}</footer>
      )}
    </blockquote>
  );
}

/** Nobody on duty, or a crisis that runs already: said before anything is filled in. */
function Hindrances({ model }: { model: WorkOpeningModel }) {
  const prospect = model.prospect.value;
  if (prospect === null) return null;
  if (prospect.openCrisisId !== null) {
    return (
      <Banner tone="heed" icon={circleAlert} title={words.runningTitle}>
        <a class="link" href={`/werk/oproep/${prospect.openCrisisId}`}>
          {words.toRunning}
        </a>
      </Banner>
    );
  }
  if (prospect.isOnDuty) return null;
  return (
    <Banner tone="heed" icon={circleAlert} title={dutyWords.notYouTitle}>
      <p>{dutyWords.notYou}</p>
      <a class="link" href="/werk/rooster">
        {dutyWords.toRoster}
      </a>
    </Banner>
  );
}

/** Which rule keeps residents away, said before anything is sent; the button for residents is then not there. */
function RuledOut({ model }: { model: WorkOpeningModel }) {
  const [first] = model.ruledOut.value;
  if (first === undefined) return null;
  return (
    <Banner tone="danger" icon={shieldAlert} title={words.cannotTitle}>
      {model.ruledOut.value.map((rule) => crisisLists.hardRules[rule].title).join(' ')}
    </Banner>
  );
}

function Send({ model }: { model: WorkOpeningModel }) {
  const prospect = model.prospect.value;
  const count = Math.min(prospect?.policy.waveSize ?? 0, prospect?.couldBeAsked ?? 0);
  const isRuledOut = model.ruledOut.value.length > 0;
  const notYet = model.notYet.value;
  const refusal = model.refusal.value;
  async function open(wantsResidents: boolean): Promise<void> {
    const crisisId = await model.open(wantsResidents);
    if (crisisId === null) return;
    crises.forgetOpening();
    goTo(`/werk/oproep/${crisisId}`);
  }
  const without = isRuledOut ? words.record : words.without;
  return (
    <div class="thumb">
      {refusal !== null && (
        <Banner tone="heed" icon={circleAlert} title={words.notSent} isNews>
          {inWords(refusal)}
        </Banner>
      )}
      <RuledOut model={model} />
      {notYet !== null && (
        <Banner tone="heed" icon={circleAlert} title={words.notYet[notYet].title}>
          {words.notYet[notYet].hint}
        </Banner>
      )}
      {!isRuledOut && notYet === null && count === 0 && (
        <Banner tone="heed" icon={circleAlert} title={words.canCome(0)}>
          {words.nobodyCan}
        </Banner>
      )}
      {!isRuledOut && notYet === null && count > 0 && (
        <Button icon={bell} onClick={() => void open(true)}>
          {words.residentsWill(count)}
        </Button>
      )}
      <Button look="second-choice" onClick={() => void open(false)}>
        {without}
      </Button>
      <p class="only-heard" role="status">
        {model.isSending.value ? words.sending : ''}
      </p>
    </div>
  );
}

function NoProspect({ model }: { model: WorkOpeningModel }) {
  const problem = model.problem.value;
  if (problem === null) return <OnItsWay said={words.loading} />;
  return (
    <Banner tone="heed" icon={circleAlert} title={words.failedTitle} isNews>
      <p>{inWords(problem)}</p>
      <button class="link" type="button" onClick={() => void model.load()}>
        {work.problem.again}
      </button>
    </Banner>
  );
}

/** In the order in which they are asked at night: 112, danger, and only then what and where. */
function Questions({ model }: { model: WorkOpeningModel }) {
  return (
    <>
      <EmergencyQuestion model={model} />
      <SafetyQuestions model={model} />
      <PlaceQuestion model={model} />
      {model.ruledOut.value.length === 0 && (
        <>
          <TaskQuestion model={model} />
          <MeetingQuestion model={model} />
          <NeededQuestion model={model} />
        </>
      )}
      <Send model={model} />
    </>
  );
}

/** Deciding: not sticky on purpose. The button is at the end, so that the facts, 112 and the rules pass by first. */
export function Decide() {
  useDark();
  const signalId = new URLSearchParams(location.search).get('signaal');
  const model = crises.openOpening(signalId);
  useEffect(() => {
    void model.load();
  }, [model]);
  const mayDecide = model.prospect.value?.isOnDuty === true && model.prospect.value.openCrisisId === null;
  const isBrief = (model.prospect.value?.text?.length ?? 0) < BRIEF_CHARACTERS;
  const back = signalId === null ? '/werk/dienst' : `/werk/bericht/${signalId}`;
  return (
    <div class="duty-room wide">
      <CrisisTop back={back} backLabel={words.back}>
        <b>{moment(app.here.value.now.toISOString(), app.here.value)}</b>
      </CrisisTop>
      <Heading>{signalId === null ? words.directTitle : words.title}</Heading>
      {model.prospect.value === null ? (
        <NoProspect model={model} />
      ) : (
        <form class="stack decide" noValidate onSubmit={(event) => event.preventDefault()}>
          <ErrorSummary errors={model.fieldErrors.value} shown={model.refusals.value} />
          <Hindrances model={model} />
          <div class="duty-cols facts-first">
            <div class={isBrief ? 'stays' : ''}>
              <OwnWords model={model} />
              <DecideFacts prospect={model.prospect.value} />
            </div>
            <div>
              {mayDecide ? (
                <Questions model={model} />
              ) : (
                <Call number="112" look="outline" title={dutyWords.call112} hint={dutyWords.call112Hint} />
              )}
            </div>
          </div>
        </form>
      )}
    </div>
  );
}
