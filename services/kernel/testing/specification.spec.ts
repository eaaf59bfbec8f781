import { AssertionError } from 'node:assert';
import type { EventOf, EventSchemas } from '@bijspringen/contracts/shared/events.ts';
import { personal, type Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createCatalogue } from '../catalogue.ts';
import { type Decider, refuse } from '../decider.ts';
import { sealedFor } from './sealed-for.ts';
import { specify } from './specification.ts';

const lampEvents = {
  LampLit: {
    version: 1,
    data: z.object({
      by: personal(z.string(), { of: 'matter' }),
      at: z.string(),
      hue: z.optional(z.string()),
    }),
  },
  LampMoved: { version: 1, data: z.object({ to: z.string() }) },
} as const satisfies EventSchemas;
type LampEvent = EventOf<typeof lampEvents>;
type LampCommand = { type: 'Light'; by: Sealed<string>; hue?: string } | { type: 'Move'; to: string };
type Lamp = { isLit: boolean; places: Set<string> };
type LampDecider = Decider<Lamp, LampCommand, LampEvent>;

const lampDecider: LampDecider = {
  category: 'lamp',
  initialState: { isLit: false, places: new Set() },
  evolve: (lamp, event) =>
    event.type === 'LampLit'
      ? { ...lamp, isLit: true }
      : { ...lamp, places: new Set([...lamp.places, event.data.to]) },
  decide(command, lamp, { now }) {
    if (command.type === 'Move') {
      if (!lamp.isLit) return refuse('not-found', 'to');
      return [{ type: 'LampMoved', data: { to: command.to } }];
    }
    return lamp.isLit ? [] : [{ type: 'LampLit', data: { by: command.by, at: now, hue: command.hue } }];
  },
};
const catalogue = createCatalogue({ lamp: lampEvents }, {});
const by = sealedFor('matter', 'de buurman van nummer 9');
const now = '2026-03-02T10:00:00.000Z';
const lit: LampEvent = { type: 'LampLit', data: { by, at: now } };
const moved: LampEvent = { type: 'LampMoved', data: { to: 'hal' } };
const light: LampCommand = { type: 'Light', by };
const move: LampCommand = { type: 'Move', to: 'hal' };

function spec(changes: Partial<LampDecider> = {}) {
  return specify({ ...lampDecider, ...changes }, { catalogue, context: { now } });
}

describe('a specification that holds', () => {
  it('says what happens, what is refused, and that nothing happens', () => {
    spec().given().when(light).then(lit);
    spec().given(lit).when(light).thenNothing();
    spec().given().when(move).thenRefuses('not-found');
    spec().given().when(move).thenRefuses('not-found', 'to');
    spec().given(lit, moved).when(move, { repeatWrites: true }).then(moved);
  });

  it('takes the moment from the case', () => {
    const later = '2026-03-03T10:00:00.000Z';
    spec()
      .given()
      .when(light, { now: later })
      .then({ type: 'LampLit', data: { by, at: later } });
  });
});

describe('a specification that does not hold', () => {
  it('shows what happened beside what was expected', () => {
    const wrong = () =>
      spec()
        .given()
        .when(light)
        .then({ type: 'LampLit', data: { by, at: 'never' } });
    expect(wrong).toThrow(
      expect.objectContaining({ actual: [lit], expected: [{ type: 'LampLit', data: { by, at: 'never' } }] }),
    );
    expect(wrong).toThrow(AssertionError);
  });

  it.each([
    ['events instead of a refusal', () => spec().given(lit).when(move).thenRefuses('not-found')],
    ['events instead of nothing', () => spec().given().when(light).thenNothing()],
    ['a refusal instead of events', () => spec().given().when(move).then(moved)],
    ['a refusal instead of nothing', () => spec().given().when(move).thenNothing()],
    ['another code', () => spec().given().when(move).thenRefuses('busy')],
    ['another field', () => spec().given().when(move).thenRefuses('not-found', 'from')],
    ['fewer events', () => spec().given().when(light).then(lit, moved)],
    ['then() without events', () => spec().given(lit).when(light).then()],
  ])('fails on %s', (_name, run) => {
    expect(run).toThrow(AssertionError);
  });
});

describe('what every specification checks besides', () => {
  it('that a repeat writes nothing new, unless it is meant to, and then that it does', () => {
    expect(() => spec().given(lit).when(move).then(moved)).toThrow('repeated writes again');
    expect(() => spec().given().when(light, { repeatWrites: true }).then(lit)).toThrow('writes nothing');
  });

  it('that events fit their schemas, those of the past too', () => {
    const plain = { type: 'LampLit', data: { by: 'plain', at: now } } as unknown as LampEvent;
    expect(() => spec().given(plain).when(light).thenNothing()).toThrow('schema');
    const decide: LampDecider['decide'] = (_command, lamp) => (lamp.isLit ? [] : [plain]);
    expect(() => spec({ decide }).given().when(light).then(plain)).toThrow('schema');
  });

  it('that events survive JSON', () => {
    const dated = { type: 'LampMoved', data: { to: new Date(0) } } as unknown as LampEvent;
    const decide: LampDecider['decide'] = (_command, lamp) => (lamp.places.size > 0 ? [] : [dated]);
    expect(() =>
      specify({ ...lampDecider, decide })
        .given(lit)
        .when(move)
        .then(dated),
    ).toThrow('survive JSON');
  });

  it('that evolve leaves its state alone, a Set included', () => {
    const evolve: LampDecider['evolve'] = (lamp, event) => {
      if (event.type === 'LampMoved') lamp.places.add(event.data.to);
      return { ...lamp, isLit: true };
    };
    expect(() => spec({ evolve }).given(lit, moved).when(light).thenNothing()).toThrow(
      'evolve changed the state',
    );
    const assigning: LampDecider['evolve'] = (lamp) => Object.assign(lamp, { isLit: true });
    expect(() => spec({ evolve: assigning }).given(lit)).not.toThrow();
    expect(() => spec({ evolve: assigning }).given(lit).when(light)).toThrow(TypeError);
  });

  it('that decide gives the same twice, and leaves state and command alone', () => {
    let calls = 0;
    const counting: LampDecider['decide'] = () => [{ type: 'LampMoved', data: { to: `${calls++}` } }];
    expect(() => spec({ decide: counting }).given().when(light)).toThrow('second time');
    const keeping: LampDecider['decide'] = (_command, lamp) => {
      lamp.places.add('hal');
      return [];
    };
    expect(() =>
      spec({ decide: keeping, initialState: { isLit: false, places: new Set() } })
        .given()
        .when(light),
    ).toThrow('decide changed');
    const writing: LampDecider['decide'] = (command) => {
      Object.assign(command, { hue: 'red' });
      return [];
    };
    expect(() =>
      spec({ decide: writing })
        .given()
        .when({ ...light }),
    ).toThrow(TypeError);
  });
});

describe('sealedFor', () => {
  it('gives the shape of a sealed field, the same for the same text', () => {
    expect(sealedFor('matter', 'Één & twee')).toBe(sealedFor('matter', 'Één & twee'));
    expect(
      catalogue.problemOf({ type: 'LampLit', data: { by: sealedFor('matter', '…'), at: now } }),
    ).toBeNull();
  });
});
