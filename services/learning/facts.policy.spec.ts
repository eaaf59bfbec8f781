import { crisisEvents, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { deliveryEvents } from '@bijspringen/contracts/notifications/events.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { factsOf, isTold, LEFT_OUT } from './facts.policy.ts';
import { begin } from './replay.policy.ts';
import { isReleasable, NEVER_SHOWN } from './texts.policy.ts';

const categories = { signal: signalEvents, crisis: crisisEvents, page: pageEvents, delivery: deliveryEvents };
const types = Object.values(categories).flatMap((events) => Object.keys(events));
const catalogue = createCatalogue(categories, {});
const happening = (type: string, data: object) => ({
  ...{ type, data: data as Record<string, unknown>, stream: 'crisis-c', at: '2026-11-22T01:13:00.000Z' },
  actor: { kind: 'system', part: 'timer' } as const,
});

describe('what a replay says of an event', () => {
  it('was decided for every type: told, or left out by name', () => {
    expect(types.filter((type) => !isTold(type) && !LEFT_OUT.some((left) => left === type))).toEqual([]);
  });

  it('is never both', () => {
    expect(LEFT_OUT.filter(isTold)).toEqual([]);
  });

  it('is nothing but its type for one that nobody decided on', () => {
    expect(factsOf(happening('SomethingNew', { secret: 'x' }), begin(''))).toEqual({});
    expect(isTold('toString')).toBe(false);
  });

  it('says nothing of a field that is not on the list, and nothing of how a helper felt', () => {
    const facts = factsOf(
      happening('ResponderHome', { personId: 'p', feeling: 'heavy', more: 1 }),
      begin(''),
    );
    expect(facts).toEqual({});
  });

  it('was decided for every sealed field: a reviewer may release it, or it stays sealed', () => {
    const fields = types.flatMap((type) => catalogue.personalFieldsOf(type).map(({ name }) => name));
    const decided = (name: string) => isReleasable(name) !== NEVER_SHOWN.includes(name);
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((name) => !decided(name))).toEqual([]);
  });
});
