import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8');

/** The colours in one block of rules. */
function coloursIn(block: string): Record<string, string> {
  const found = block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b/g);
  return Object.fromEntries([...found].map(([, name = '', colour = '']) => [name, colour]));
}

const startOfDarkBySystem = css.indexOf('@media (prefers-color-scheme: dark)');
const startOfDarkByChoice = css.indexOf(':root[data-theme="dark"]');
const light = coloursIn(css.slice(0, startOfDarkBySystem));
const darkBySystem = coloursIn(css.slice(startOfDarkBySystem, startOfDarkByChoice));
const darkByChoice = coloursIn(css.slice(startOfDarkByChoice, css.indexOf('@media', startOfDarkByChoice)));

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Text or thing, on what, and how much at least: 7 for text, 4.5 for large danger and second text, 3 for edges. */
const pairs: readonly [string, string, number][] = [
  ['ink', 'paper', 7],
  ['ink', 'surface', 7],
  ['ink', 'sunken', 7],
  ['ink-2', 'paper', 7],
  ['ink-2', 'surface', 7],
  ['ink-2', 'sunken', 4.5],
  ['link', 'paper', 7],
  ['link', 'surface', 7],
  ['on-action', 'action', 7],
  ['on-action', 'action-press', 7],
  ['on-action-soft', 'action-soft', 7],
  ['on-lamp', 'lamp', 7],
  ['on-lamp-soft', 'lamp-soft', 7],
  ['on-wish-soft', 'wish-soft', 7],
  ['on-info-soft', 'info-soft', 7],
  ['heed', 'paper', 7],
  ['heed', 'surface', 7],
  ['on-heed-soft', 'heed-soft', 7],
  ['on-danger', 'danger', 4.5],
  ['on-danger-soft', 'danger-soft', 7],
  ['on-danger-soft', 'surface', 7],
  ['danger', 'paper', 3],
  ['on-night', 'night', 7],
  ['lamp', 'night', 3],
  ['edge', 'paper', 3],
  ['edge', 'surface', 3],
  ['focus', 'paper', 3],
];

describe('the colours', () => {
  it('of the dark theme are the same by the system’s choice and by one’s own', () => {
    expect(Object.keys(darkBySystem).length).toBeGreaterThan(25);
    expect(darkByChoice).toEqual(darkBySystem);
  });

  it.each(pairs)('%s on %s has a contrast of at least %d, by day and by night', (thing, ground, least) => {
    for (const theme of [light, { ...light, ...darkBySystem }]) {
      expect(contrast(theme[thing] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(least);
    }
  });
});
