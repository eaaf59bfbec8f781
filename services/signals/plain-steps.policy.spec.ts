import { raiseBody } from '@bijspringen/contracts/signals/api.ts';
import type { PlainForm } from '@bijspringen/contracts/signals/plain.ts';
import { describe, expect, it } from 'vitest';
import { firstStep, nextStep, raiseBodyOf } from './plain-steps.policy.ts';

const begun: PlainForm = {
  kind: 'concern',
  language: 'nl',
  commandId: '00000000-0000-4000-8000-000000000001',
  followCode: '7K4M2RTX9HDW3E',
};

describe('raising with plain forms', () => {
  it('asks about danger first for a worry and for help, and never for a wish or an offer', () => {
    expect(firstStep({ kind: 'concern' }).page).toBe('gate');
    expect(firstStep({ kind: 'help' }).page).toBe('gate');
    expect(firstStep({ kind: 'wish' }).page).toBe('what');
    expect(firstStep({ kind: 'offer' }).page).toBe('what');
    expect(firstStep({ kind: 'complaint' }).page).toBe('start');
  });

  it('opens the 112 page at a danger, and keeps it', () => {
    const step = nextStep({ ...begun, step: 'gate', do: 'place' });
    expect(step).toMatchObject({ page: 'call-112', danger: 'place', form: { dangers: 'place' } });
  });

  it('adds a second danger, and takes only the last one back', () => {
    const both = nextStep({ ...begun, step: 'gate', dangers: 'place', do: 'child' });
    expect(both).toMatchObject({ form: { dangers: 'place,child' } });
    const back = nextStep({ ...begun, step: 'call-112', dangers: 'place,child', do: 'back' });
    expect(back).toMatchObject({ page: 'gate', form: { dangers: 'place' } });
  });

  it('goes on after 112 was called, and after it was not', () => {
    expect(nextStep({ ...begun, step: 'call-112', dangers: 'fire', do: 'called' })).toMatchObject({
      page: 'what',
      form: { emergencyCalled: 'yes' },
    });
    expect(nextStep({ ...begun, step: 'call-112', dangers: 'fire', do: 'not-called' })).toMatchObject({
      page: 'what',
      form: { emergencyCalled: 'no' },
    });
  });

  it('asks again for words that are missing or too long, and loses nothing', () => {
    const missing = nextStep({ ...begun, step: 'what', text: '  ', do: 'on' });
    expect(missing).toMatchObject({ page: 'what', errors: [{ field: 'text', code: 'missing' }] });
    const long = nextStep({ ...begun, step: 'what', text: 'x'.repeat(2_001), do: 'on' });
    expect(long).toMatchObject({
      page: 'what',
      errors: [{ field: 'text', code: 'too-long' }],
      form: { text: 'x'.repeat(2_001) },
    });
  });

  it('needs a place for a worry only', () => {
    expect(nextStep({ ...begun, step: 'where', do: 'on' })).toMatchObject({
      errors: [{ field: 'place', code: 'missing' }],
    });
    expect(nextStep({ ...begun, kind: 'wish', step: 'where', do: 'on' })).toMatchObject({ page: 'check' });
  });

  it('goes back without asking for what is missing', () => {
    expect(nextStep({ ...begun, step: 'where', do: 'back' })).toMatchObject({ page: 'what', errors: [] });
  });

  it('makes the same body as the app', () => {
    const form = {
      ...begun,
      kind: 'concern' as const,
      text: ' post steekt uit de bus ',
      place: 'Lisdodde 14',
      dangers: '',
      emergencyCalled: 'no',
      spoken: 'wants-help',
    };
    expect(raiseBody.parse(raiseBodyOf(form))).toEqual({
      commandId: begun.commandId,
      followCode: begun.followCode,
      kind: 'concern',
      text: 'post steekt uit de bus',
      place: 'Lisdodde 14',
      spoken: 'wants-help',
      language: 'nl',
      gate: { dangers: [], emergencyCalled: 'no' },
    });
  });
});
