import type { HardRule } from '@bijspringen/contracts/crisis/values.ts';
import { hardRules } from '@bijspringen/contracts/crisis/values.ts';
import { describe, expect, it } from 'vitest';
import {
  A,
  at,
  B,
  backup,
  C,
  choice,
  happened,
  NO_DANGER,
  openCrisis,
  opened,
  policy,
  wave,
} from './crisis.fixture.ts';
import { rulesAgainst } from './opening.policy.ts';
import { given } from './specification.fixture.ts';

const at0219 = { now: at('02:19') };
const refusal = (rules: (HardRule | 'unanswered' | 'emergency-first')[]) =>
  happened('AlertRefused', { rules });

describe('opening a crisis', () => {
  it('asks the first wave in the same step, before a deadline', () => {
    given()
      .when(openCrisis(), at0219)
      .then(opened(), wave(1, [A, B, C]));
  });

  it('says that it is the last wave when nobody is left, or when the district has only one', () => {
    given()
      .when(openCrisis({ choice: choice([A], false) }), at0219)
      .then(opened(), wave(1, [A], { isLast: true }));
    const one = { ...policy, wavesMax: 1 };
    given()
      .when(openCrisis({ policy: one }), at0219)
      .then(opened({ policy: one }), wave(1, [A, B, C], { isLast: true }));
  });

  it('keeps the counts of who was passed over, and why', () => {
    const passedOver = [{ why: 'not-available' as const, count: 4 }];
    given()
      .when(openCrisis({ choice: { personIds: [A, B], passedOver, isAnyoneLeft: true } }), at0219)
      .then(opened(), wave(1, [A, B], { passedOver }));
  });

  it('asks professionals at once when nobody can be asked', () => {
    given()
      .when(openCrisis({ choice: choice([], false) }), at0219)
      .then(opened(), backup('not-enough'));
  });

  it('asks no residents when the duty officer wants none', () => {
    given()
      .when(openCrisis({ alertsResidents: false }), at0219)
      .then(opened(), backup('residents-impossible'));
  });

  it('sent again opens nothing new', () => {
    given(opened(), wave(1, [A, B, C]))
      .when(openCrisis(), at0219)
      .thenNothing();
  });

  it('names a task once', () => {
    given()
      .when(openCrisis({ tasks: ['be-near', 'be-near'] }), at0219)
      .then(opened({ tasks: ['be-near'] }), wave(1, [A, B, C]));
  });
});

describe.each(hardRules)('%s', (rule) => {
  const yes = { ...NO_DANGER, [rule]: 'yes' as const };

  it('answered by the duty officer with yes keeps residents out', () => {
    given()
      .when(openCrisis({ answers: yes }), at0219)
      .then(opened({ answers: yes }), refusal([rule]), backup('residents-impossible'));
  });

  it('known from the gate or an earlier crisis keeps residents out, whatever is answered now', () => {
    given()
      .when(openCrisis({ dangers: [rule] }), at0219)
      .then(opened({ dangers: [rule] }), refusal([rule]), backup('residents-impossible'));
  });

  it('not answered keeps residents out too', () => {
    const unknown = { ...NO_DANGER, [rule]: 'unknown' as const };
    given()
      .when(openCrisis({ answers: unknown }), at0219)
      .then(opened({ answers: unknown }), refusal(['unanswered']), backup('residents-impossible'));
  });
});

describe('112', () => {
  const facts = { answers: NO_DANGER, dangers: ['place'] as const };

  it('comes first when any danger is known', () => {
    expect(rulesAgainst({ ...facts, emergency: 'not-called' })).toEqual(['emergency-first']);
    expect(rulesAgainst({ ...facts, emergency: 'called-by-neighbour' })).toEqual([]);
    expect(rulesAgainst({ ...facts, emergency: 'called-by-us' })).toEqual([]);
  });

  it('need not be called where no danger is known', () => {
    expect(rulesAgainst({ ...facts, dangers: [], emergency: 'not-called' })).toEqual([]);
  });

  it('is named besides every rule that holds', () => {
    const answers = { ...NO_DANGER, fire: 'yes', suicide: 'unknown' } as const;
    const rules = rulesAgainst({ answers, dangers: ['violence'], emergency: 'not-called' });
    expect(rules).toEqual(['violence', 'fire', 'unanswered', 'emergency-first']);
  });
});
