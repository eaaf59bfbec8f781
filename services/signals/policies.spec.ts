import { describe, expect, it } from 'vitest';
import { maybeSamePlace, placeKey } from './same-place.policy.ts';
import { suggest } from './suggestion.policy.ts';

function same(a: string, b: string): boolean {
  const [one, other] = [placeKey(a), placeKey(b)];
  return one !== null && other !== null && maybeSamePlace(one, other);
}

describe('perhaps the same place', () => {
  it.each([
    ['Lisdodde 14', 'lisdodde 14'],
    ['Lisdodde 14', 'bij Lisdodde nr. 14'],
    ['supermarkt Sluisplein', 'Sluisplein, supermarkt'],
    ['Sluisplein', 'supermarkt op het Sluisplein'],
    ['kadelaan 7 2hoog', 'Kadelaan 7'],
    ['Café de Zwaan', 'cafe de zwaan'],
    ['Kadelaan 7a', 'kadelaan 7A'],
  ])('%s and %s', (a, b) => {
    expect(same(a, b)).toBe(true);
    expect(same(b, a)).toBe(true);
  });

  it.each([
    ['Lisdodde 14', 'Lisdodde 20'],
    ['Lisdodde 14', 'Rietkraag 14'],
    ['Lisdodde', 'Lisdodde 14'],
    ['supermarkt Sluisplein', 'supermarkt Kadelaan'],
    ['bij 31', 'nr 31'],
    ['Kadelaan 7a', 'Kadelaan 7b'],
  ])('not %s and %s', (a, b) => {
    expect(same(a, b)).toBe(false);
  });
});

describe('a suggestion', () => {
  it('says which words it comes from', () => {
    expect(suggest('het ruikt heel vies bij kadelaan 7, vliegen op het raam')).toMatchObject({
      themes: ['self-neglect'],
      urgency: 'ordinary',
      because: ['ruikt'],
    });
    expect(suggest('man slaapt in portiek, 2e nacht, vriest')).toMatchObject({ urgency: 'today' });
  });

  it('is none when no word says anything', () => {
    expect(suggest('dag')).toBeNull();
  });

  it('does not see a word inside another', () => {
    expect(suggest('dat is formidabel')).toBeNull();
    expect(suggest('de timmerman is begonnen')).toBeNull();
  });

  it('names a few themes at most', () => {
    const text = 'eenzaam, dood is, ruikt, schulden, lamp, formulier, samen, baan, ziek, moeder';
    expect(suggest(text)?.themes.length).toBeLessThanOrEqual(3);
  });

  it('reads other languages as far as the list goes', () => {
    expect(suggest('komşum çok yalnız')?.themes).toEqual(['loneliness']);
    expect(suggest('my neighbour is lonely')?.themes).toEqual(['loneliness']);
    expect(suggest('جارتي وحيدة جدا')?.themes).toEqual(['loneliness']);
  });
});
