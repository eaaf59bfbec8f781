import { describe, expect, it } from 'vitest';
import { frozenShapes, shapesNow } from '../support/golden.ts';

describe('event shapes', () => {
  const frozen = frozenShapes(process.cwd());

  it.each(shapesNow())(
    '$file is what was frozen: a new shape is a new version with an upcast',
    ({ file, shape }) => {
      expect(JSON.parse(JSON.stringify(shape))).toEqual(frozen.get(file));
    },
  );

  it('have names that are unique over all categories', () => {
    const files = shapesNow().map(({ file }) => file);
    expect(new Set(files).size).toBe(files.length);
  });
});
