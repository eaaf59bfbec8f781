import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import { liveWords as words } from '../../i18n/work-crisis.nl.ts';
import type { WorkCrisisModel } from '../../models/work-crisis.model.ts';
import type { WorkCrisisSheetsModel } from '../../models/work-crisis-sheets.model.ts';
import { useBackCloses } from '../../ui/back-closes.ts';
import { Banner } from '../../ui/banner.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { Confirmed } from '../../ui/work-confirmed.tsx';
import { useDark } from '../../ui/work-dark.ts';
import { app } from '../work-context.ts';
import { isDesk } from '../work-desk.ts';
import { AftercareList, AftercareSheet } from './aftercare.tsx';
import { crises } from './crisis-context.ts';
import { CrisisTop, LiveLine } from './crisis-parts.tsx';
import { After, Dangers, MainActions, OtherActions } from './duty-actions.tsx';
import { Backup, Facts } from './duty-facts.tsx';
import { Held, Now, Unsafe } from './duty-now.tsx';
import { Refused } from './duty-refused.tsx';
import { CrisisSheets } from './duty-sheets.tsx';
import { Timeline, Waves } from './duty-waves.tsx';

export type DutyCrisisProps = {
  view: DutyCrisisView;
  crisis: WorkCrisisModel;
  sheets: WorkCrisisSheetsModel;
};

/** What was refused or done just now. */
function News({ crisis, sheets }: DutyCrisisProps) {
  const refused = sheets.refusal.value;
  if (refused !== null) {
    return (
      <Banner tone="heed" icon={circleAlert} title={refused.title} isNews>
        {refused.hint}
      </Banner>
    );
  }
  const said = sheets.said.value ?? crises.aftercare.saved.value;
  if (said !== null) {
    return (
      <Confirmed
        onDismiss={() => {
          sheets.dismiss();
          crises.aftercare.dismiss();
        }}
      >
        {said}
      </Confirmed>
    );
  }
  return crisis.sending.value === null ? null : (
    <p class="only-heard" role="status">
      {words.waiting}
    </p>
  );
}

/** Whether no resident was ever asked: a rule kept them away, or nobody wanted them. */
export function isWithoutResidents(view: DutyCrisisView): boolean {
  return view.waves.length === 0;
}

function Top({ view, crisis }: DutyCrisisProps) {
  return (
    <CrisisTop back="/werk/dienst" backLabel={words.back}>
      <LiveLine
        liveState={crisis.liveState.value}
        isOffline={crisis.isOffline.value}
        isFailed={crisis.problem.value !== null}
        staleSince={crisis.lastLiveAt.value ?? crisis.fetchedAt.value}
        onRefresh={() => crisis.refresh()}
      />
      <b dir="auto">{view.place ?? words.hiddenPlace}</b>
    </CrisisTop>
  );
}

/** Who comes first, then the facts, then the groups; on a desk the facts and what can be done stand beside them. */
function Parts(props: DutyCrisisProps) {
  const { view } = props;
  const mayDecide = app.hasRole('duty-officer');
  const isRefused = view.refusedBy.length > 0 && isWithoutResidents(view);
  const facts = (
    <>
      <Facts {...props} />
      {!isRefused && <Backup view={view} />}
    </>
  );
  const groups = (
    <div class="lower">
      <Waves view={view} />
      {isDesk.value && <Timeline view={view} />}
    </div>
  );
  return (
    <div class="duty-cols parts">
      <div class="upper">
        {view.phase === 'held' && <Held {...props} />}
        {view.phase === 'alerting' && view.isStoppedByUnsafe && <Unsafe {...props} />}
        {isRefused ? <Refused {...props} /> : <Now {...props} />}
        {mayDecide && <After {...props} />}
        <AftercareList items={view.aftercare} />
      </div>
      {isDesk.value ? groups : facts}
      {!isDesk.value && groups}
      <div class="side">
        {isDesk.value && facts}
        {mayDecide && <Dangers {...props} />}
        {mayDecide && <OtherActions {...props} />}
        {!isDesk.value && <Timeline view={view} />}
      </div>
    </div>
  );
}

/** A running crisis. Actions stay. */
export function DutyCrisis(props: DutyCrisisProps) {
  useDark();
  const { view, sheets } = props;
  useBackCloses({ isOpen: () => sheets.sheet.value !== null, close: () => sheets.close() });
  return (
    <div class="duty-room wide roomy live-crisis">
      <Top {...props} />
      <News {...props} />
      {!view.isYours && <p class="small">{words.ofColleague(view.dutyName ?? words.aColleague)}</p>}
      <Parts {...props} />
      {app.hasRole('duty-officer') && <MainActions {...props} />}
      <CrisisSheets {...props} />
      <AftercareSheet officers={view.officers} onSaved={(position) => void props.crisis.load(position)} />
    </div>
  );
}
