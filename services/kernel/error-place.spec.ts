import { describe, expect, it } from 'vitest';
import { placeOf } from './error-place.ts';
import { Busy } from './errors.ts';

describe('the place of an error', () => {
  it('is where it was made and what led there, of every kind of error', () => {
    expect(placeOf(new TypeError('x'))).toMatch(/^error-place\.spec\.ts:\d+( < [\w.-]+:\d+)*$/);
    expect(placeOf(new Busy(''))).toMatch(/^error-place\.spec\.ts:\d+/);
  });

  it('has no word of the message, also when that looks like a place', () => {
    const planted = 'mevrouw\n    at PLANTED (file:///PLANTED.ts:1:2)\n    at PLANTED.ts:1:2';
    expect(placeOf(new Error(planted))).not.toContain('PLANTED');
    const changed = new Error(planted);
    changed.message = 'something else';
    expect(placeOf(changed)).not.toContain('PLANTED');
  });

  it('is empty for what is no error', () => {
    expect([placeOf('PLANTED'), placeOf(null), placeOf({ stack: 'PLANTED' })]).toEqual(['', '', '']);
  });
});
