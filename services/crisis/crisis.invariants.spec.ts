import type { CrisisCommand } from '@bijspringen/contracts/crisis/commands.ts';
import { type CrisisEvent, crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { hardRules } from '@bijspringen/contracts/crisis/values.ts';
import { responderScreen as screens } from '@bijspringen/contracts/crisis/views.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemId } from './closing.fixture.ts';
import { crisisDecider } from './crisis.decider.ts';
import {
  A,
  at,
  B,
  C,
  CRISIS,
  choice,
  D,
  E,
  ending,
  NO_DANGER,
  OFFICER,
  officer,
  openCrisis,
  policy,
  resident,
  SECOND,
  uuid,
  words,
} from './crisis.fixture.ts';
import type { Crisis, OpenCrisis } from './crisis.state.ts';
import { isRunning, standing } from './crisis-now.policy.ts';
import { deadlinesOf } from './deadlines.policy.ts';
import { partnersOf, responderScreen, seesMeetingPoint, seesPlace } from './responder-screen.policy.ts';

const RUNS = 200;
/** The same stories each time, so that a run says something about the code and not about luck. */
const SEED = 20_261_122;
const PEOPLE = [A, B, C, D, E, uuid('f'), uuid('f0')];
const MINUTE_MS = 60_000;

/** A command in a story may need what is true at that moment: who is left to ask, what a screen shows. */
type Asked = (crisis: OpenCrisis, now: string) => CrisisCommand;

/** Asked as the service asks, and at times with somebody in it who was asked a moment ago. */
function whoIsLeft(crisis: OpenCrisis) {
  const left = PEOPLE.filter((personId) => {
    const before = crisis.helpers.find((one) => one.personId === personId);
    return before === undefined || before.releasedBecause === 'enough';
  });
  const chosen = crisis.version % 4 === 0 ? [A, ...left.filter((personId) => personId !== A)] : left;
  return choice(chosen.slice(0, crisis.policy.waveSize), left.length > crisis.policy.waveSize);
}

const aPerson = fc.constantFrom(...PEOPLE.slice(0, 6));
const backupPersonIds = [SECOND];
/** Mostly the screen of now, sometimes one that is old. */
const aLag = fc.constantFrom(0, 0, 0, 0, 3);
const anAftercareId = fc
  .tuple(fc.constantFrom('responder', 'reporter', 'person'), aPerson, fc.constantFrom('first', 'second'))
  .map(([whom, personId, round]) => itemId(CRISIS, whom, whom === 'responder' ? personId : '', round));

/** Mostly somebody who was asked; sometimes anybody. */
const whom = fc.tuple(fc.nat(30), fc.nat(9)).map(([number, chance]) => (crisis: OpenCrisis): string => {
  const from =
    chance === 0 || crisis.helpers.length === 0 ? PEOPLE : crisis.helpers.map(({ personId }) => personId);
  return from[number % from.length] ?? A;
});
const says = (weight: number, command: (personId: string) => CrisisCommand) => ({
  weight,
  arbitrary: whom.map(
    (who): Asked =>
      (crisis) =>
        command(who(crisis)),
  ),
});

const byHelper: fc.Arbitrary<Asked> = fc.oneof(
  says(8, (personId) => ({ type: 'AcceptAlert', personId })),
  says(1, (personId) => ({ type: 'DeclineAlert', personId, why: 'cannot' })),
  says(2, (personId) => ({ type: 'GoOnTheWay', personId })),
  says(6, (personId) => ({ type: 'Arrive', personId })),
  says(1, (personId) => ({ type: 'GoHome', personId, feeling: 'fine' })),
  says(4, (personId) => ({ type: 'DoSafetyCheck', personId })),
  says(1, (personId) => ({ type: 'SayUnsafe', personId, backupPersonIds })),
  says(1, (personId) => ({ type: 'AskBackup', personId, backupPersonIds })),
  says(1, (personId) => ({ type: 'GiveDebrief', personId, text: words('les') })),
);

/** The timer is right about what is due, and late by as much as the story says. */
const byTimer: Asked = (crisis, now) => {
  const due = deadlinesOf(crisis, now)
    .filter((one) => one.due <= now)
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0];
  const [kind = 'wave', personId = ''] = due?.key.split(':') ?? [];
  if (kind === 'end') return { type: 'EndAlert', ending };
  if (kind === 'release') return { type: 'ReleaseAsked' };
  const helper = crisis.helpers.find((one) => one.personId === personId);
  if (kind === 'ask') return { type: 'AskSafetyCheck', personId, checkBefore: helper?.checkBefore ?? now };
  if (kind === 'miss') return { type: 'MissSafetyCheck', personId, checkBefore: helper?.checkBefore ?? now };
  return { type: 'AdvanceWaves', choice: whoIsLeft(crisis), backupPersonIds };
};

const byOfficer: fc.Arbitrary<Asked> = fc.oneof(
  aLag.map(
    (lag): Asked =>
      (crisis) => ({ type: 'SendNextWave', seen: crisis.version - lag, choice: whoIsLeft(crisis) }),
  ),
  fc.tuple(aLag, fc.constantFrom('go-on' as const, 'go-on' as const, 'stand-down' as const)).map(
    ([lag, judgement]): Asked =>
      (crisis) => ({ type: 'JudgeMessage', seen: crisis.version - lag, judgement, ending }),
  ),
  fc.constantFrom(...hardRules).map(
    (rule): Asked =>
      () => ({ type: 'NoteDanger', rule, by: 'duty-officer', ending }),
  ),
  aLag.map(
    (lag): Asked =>
      (crisis) => ({ type: 'StandDown', seen: crisis.version - lag, because: 'help-arrived', ending }),
  ),
  fc.tuple(aLag, fc.constantFrom(null, at('02:20'))).map(
    ([lag, stoodDownAt]): Asked =>
      (crisis) => ({ type: 'CloseCrisis', seen: crisis.version - lag, stoodDownAt, ending }),
  ),
  fc.constantFrom('called-by-us' as const, 'not-called' as const).map(
    (emergency): Asked =>
      () => ({ type: 'RecordEmergency', emergency }),
  ),
  fc.constantFrom(OFFICER, SECOND).map(
    (toPersonId): Asked =>
      () => ({ type: 'HandOverCrisis', toPersonId }),
  ),
  anAftercareId.map(
    (aftercareId): Asked =>
      () => ({ type: 'RecordAftercare', aftercareId, outcome: 'spoken' }),
  ),
  fc.tuple(anAftercareId, fc.constantFrom(OFFICER, SECOND)).map(
    ([id, ownerPersonId]): Asked =>
      () => ({ type: 'AssignAftercare', aftercareIds: [id], ownerPersonId }),
  ),
);
const byReporter = fc.constantFrom(uuid('e1'), uuid('e2'), uuid('e3')).map(
  (messageEventId): Asked =>
    () => ({ type: 'HoldAlert', messageEventId }),
);

const aMoment = fc.tuple(
  fc.oneof(
    { weight: 20, arbitrary: byHelper },
    { weight: 10, arbitrary: fc.constant(byTimer) },
    { weight: 2, arbitrary: byOfficer },
    { weight: 1, arbitrary: byReporter },
  ),
  fc.constantFrom(0, 0, 0, 0, 1, 2, 7),
);
const aStory = fc.record({
  needed: fc.constantFrom(2, 2, 3),
  waveSize: fc.constantFrom(2, 4),
  rule: fc.constantFrom('no', 'no', 'no', 'no', 'yes', 'unknown') as fc.Arbitrary<'no' | 'yes' | 'unknown'>,
  alertsResidents: fc.constantFrom(true, true, true, false),
  moments: fc.array(aMoment, { minLength: 20, maxLength: 50, size: 'max' }),
});
type Story = typeof aStory extends fc.Arbitrary<infer T> ? T : never;
type Moment = { before: Crisis; after: OpenCrisis; events: readonly CrisisEvent[]; now: string };

/** Lives through a story and looks at every moment of it. */
function live(story: Story, look: (moment: Moment) => void) {
  let crisis: Crisis = crisisDecider.initialState;
  let nowMs = Date.parse(at('02:19'));
  const opening = openCrisis({
    needed: story.needed,
    answers: { ...NO_DANGER, suicide: story.rule },
    alertsResidents: story.alertsResidents,
    policy: { ...policy, waveSize: story.waveSize },
    choice: choice(PEOPLE.slice(0, story.waveSize)),
  });
  const first: [Asked, number] = [() => opening, 0];
  for (const [ask, minutes] of [first, ...story.moments]) {
    nowMs += minutes * MINUTE_MS;
    const now = new Date(nowMs).toISOString();
    const asked = crisis.status === 'none' ? opening : ask(crisis, now);
    const actor = asked.type === 'GiveDebrief' ? resident(asked.personId) : officer;
    const decision = crisisDecider.decide(asked, crisis, { now, actor, streamId: CRISIS });
    const events = isRefusal(decision) ? [] : decision;
    const before: Crisis = crisis;
    crisis = events.reduce<Crisis>(crisisDecider.evolve, crisis);
    if (crisis.status === 'none') throw new Error('it was opened');
    look({ before, after: crisis, events, now });
  }
}

function check(look: (moment: Moment) => void) {
  fc.assert(
    fc.property(aStory, (story) => live(story, look)),
    { numRuns: RUNS, seed: SEED },
  );
}

const has = (events: readonly CrisisEvent[], type: CrisisEvent['type']) =>
  events.some((one) => one.type === type);

describe('whatever happens in a crisis, in whatever order', () => {
  it('the stories reach every event and every screen; otherwise this would prove less than it says', () => {
    const seen = new Set<string>();
    const shown = new Set<string>();
    check(({ after, events, now }) => {
      for (const { type } of events) seen.add(type);
      for (const one of after.helpers) shown.add(responderScreen(after, one, now));
    });
    expect([...seen].sort()).toEqual(Object.keys(crisisEvents).sort());
    expect([...shown].sort()).toEqual([...screens.options].sort());
  });

  it('nobody sees the meeting point alone, and nobody the place before two have arrived', () => {
    check(({ after }) => {
      const pointed = after.helpers.filter((one) => seesMeetingPoint(after, one));
      expect(pointed.length).not.toBe(1);
      if (pointed.length > 0) expect(standing(after).length).toBeGreaterThanOrEqual(2);
      const placed = after.helpers.filter((one) => seesPlace(after, one));
      if (placed.length > 0) expect(pointed.filter((one) => one.hasArrived).length).toBeGreaterThanOrEqual(2);
    });
  });

  it('nothing is seen while the alert is held, stood down or closed', () => {
    check(({ after }) => {
      if (after.phase === 'alerting') return;
      for (const one of after.helpers)
        expect(seesMeetingPoint(after, one) || seesPlace(after, one)).toBe(false);
      if (!isRunning(after)) for (const one of after.helpers) expect(partnersOf(after, one)).toEqual([]);
    });
  });

  it('nothing is seen after "niet veilig" until the duty officer has judged it', () => {
    check(({ after }) => {
      if (!after.isStoppedByUnsafe) return;
      for (const one of after.helpers)
        expect(seesMeetingPoint(after, one) || seesPlace(after, one)).toBe(false);
    });
  });

  it('every resident has a screen, and "ga" is said to two at least', () => {
    check(({ after, now }) => {
      const shown = after.helpers.map((one) => responderScreen(after, one, now));
      const going = shown.filter((screen) => screen === 'go' || screen === 'together');
      expect(going.length).not.toBe(1);
    });
  });

  it('no wave goes after a yes to a hard rule, a refusal or a stand-down, nor while the alert is held', () => {
    check(({ before, events }) => {
      if (before.status === 'none' || !has(events, 'WaveAlerted')) return;
      expect(before.knownYes).toEqual([]);
      expect(before.isRefused).toBe(false);
      expect(before.stoodDown).toBe(null);
      expect(before.phase).not.toBe('held');
    });
  });

  it('no wave goes after the end of the alert, and none is larger or more than was agreed', () => {
    check(({ after, events, now }) => {
      expect(after.waves.length).toBeLessThanOrEqual(after.policy.wavesMax);
      if (!has(events, 'WaveAlerted')) return;
      expect(now < after.endsAt).toBe(true);
      expect(after.waves.at(-1)?.personIds.length).toBeLessThanOrEqual(after.policy.waveSize);
    });
  });

  it('nobody is asked again while an answer is open, after an answer, or twice in one wave', () => {
    check(({ before, events }) => {
      for (const event of events) {
        if (event.type !== 'WaveAlerted') continue;
        const { personIds } = event.data;
        expect(new Set(personIds).size).toBe(personIds.length);
        const known = before.status === 'none' ? [] : before.helpers;
        for (const one of known.filter(({ personId }) => personIds.includes(personId))) {
          expect(one.releasedBecause).toBe('enough');
        }
      }
    });
  });

  it('a yes to a hard rule stays, and stands an alert down in the same step', () => {
    check(({ before, after, events }) => {
      if (before.status === 'none') return;
      for (const rule of before.knownYes) expect(after.knownYes).toContain(rule);
      if (!has(events, 'DangerNoted')) return;
      expect(isRunning(after)).toBe(false);
      expect(has(events, 'StoodDown')).toBe(isRunning(before));
    });
  });

  it('after closing only aftercare, a debrief and somebody who is home follow', () => {
    check(({ before, events }) => {
      if (before.status === 'none' || before.phase !== 'closed') return;
      for (const { type } of events) expect(type).toMatch(/^(Aftercare|DebriefGiven$|ResponderHome$)/);
    });
  });

  it('no more stand than are needed, and a pair is at least two', () => {
    check(({ after }) => {
      expect(standing(after).length).toBeLessThanOrEqual(after.needed);
      const pair = standing(after).filter((one) => one.isPaired);
      if (after.isPairStanding) expect(pair.length).toBeGreaterThanOrEqual(2);
      else expect(pair).toEqual([]);
    });
  });

  it('whoever stands in a pair has a check that is due while the alert runs', () => {
    check(({ after }) => {
      if (!isRunning(after)) return;
      for (const one of standing(after).filter(({ isPaired }) => isPaired)) {
        expect(deadlinesOf(after, at('02:19')).map(({ key }) => key)).toContain(`miss:${one.personId}`);
      }
    });
  });

  it('an alert that runs always has a moment at which it ends; one that does not has no clock', () => {
    check(({ after }) => {
      const keys = deadlinesOf(after, at('02:19')).map(({ key }) => key);
      if (isRunning(after)) expect(keys).toContain('end');
      else expect(keys).toEqual([]);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('everybody who said yes is cared for afterwards, in two rounds, with an owner', () => {
    check(({ after, events }) => {
      if (!has(events, 'StoodDown')) return;
      for (const { personId } of after.helpers.filter((one) => one.hasSaidYes)) {
        const items = after.aftercare.filter((item) => item.personId === personId);
        expect(items.map(({ round }) => round).sort()).toEqual(['first', 'second']);
        for (const item of items) expect(item.ownerPersonId).toBe(after.dutyPersonId);
      }
    });
  });

  it('what the read model keeps of it is plain JSON, the same after it was written down', () => {
    check(({ after }) =>
      expect(JSON.stringify(JSON.parse(JSON.stringify(after)))).toBe(JSON.stringify(after)),
    );
  });
});
