/** A domain term is in the glossary before it is in code. */
import { readFileSync } from 'node:fs';
import { role } from '@bijspringen/contracts/shared/envelope.ts';
import * as values from '@bijspringen/contracts/signals/values.ts';
import { categories } from '@bijspringen/host/catalogue.ts';
import { describe, expect, it } from 'vitest';

const glossary = readFileSync(new URL('../../contracts/glossary.md', import.meta.url), 'utf8');
const missing = (terms: readonly string[]) => terms.filter((term) => !glossary.includes(`\`${term}\``));

describe('the glossary', () => {
  it('has every type of event', () => {
    const types = Object.values(categories).flatMap((events) => Object.keys(events));
    expect(missing(types)).toEqual([]);
  });

  it('has every kind of message, every role, and every list that a message is made of', () => {
    const lists = Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'object' && 'safeParse' in value ? [name] : [],
    );
    expect(lists.length).toBeGreaterThan(15);
    const ready = ['readyAnswer', 'readyQuestion'];
    expect(missing([...lists, ...ready, ...values.kind.options, ...role.options])).toEqual([]);
  });

  it('can tell that a term is missing', () => {
    expect(missing(['NeverHeardOf'])).toEqual(['NeverHeardOf']);
  });
});
