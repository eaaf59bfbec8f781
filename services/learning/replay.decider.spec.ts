import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import { describe, expect, it } from 'vitest';
import { type ReplayCommand, replayDecider } from './replay.decider.ts';

const ASKER = 'asker';
const OTHER = 'other';
const context = {
  now: '2026-12-03T09:00:00.000Z',
  actor: { kind: 'system', part: 'timer' } as const,
  streamId: 'x',
};
const text = sealedFor('worker', 'let op de trap');
type What = 'AskRelease' | 'ReleaseText' | 'WithholdText';
const about = (type: What, byPersonId: string): ReplayCommand => ({
  type,
  eventId: 'e',
  field: 'text',
  byPersonId,
});
const note = { type: 'MakeAnnotation', annotationId: 'n', atEventId: 'e', byPersonId: ASKER, text } as const;
const removed = (byPersonId: string): ReplayCommand => ({
  type: 'RemoveAnnotation',
  annotationId: 'n',
  byPersonId,
});

/** What the last command gives after the ones before it, each of which has to succeed. */
function after(...commands: ReplayCommand[]) {
  let state = replayDecider.initialState;
  let decision = replayDecider.decide(commands[0] as ReplayCommand, state, context);
  for (const next of commands.slice(1)) {
    if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
    state = decision.reduce(replayDecider.evolve, state);
    decision = replayDecider.decide(next, state, context);
  }
  return 'refused' in decision ? decision.refused : decision.map(({ type }) => type);
}

describe('releasing a text', () => {
  it('is asked by one coordinator and done by another', () => {
    expect(after(about('AskRelease', ASKER))).toEqual(['TextReleaseAsked']);
    expect(after(about('AskRelease', ASKER), about('ReleaseText', OTHER))).toEqual(['TextReleased']);
    expect(after(about('AskRelease', ASKER), about('WithholdText', OTHER))).toEqual(['TextWithheld']);
  });

  it.each(['ReleaseText', 'WithholdText'] as const)('%s is never for who asked', (what) => {
    expect(after(about('AskRelease', ASKER), about(what, ASKER))).toBe('needs-another-reader');
  });

  it('asked by a second one is still for another than the first', () => {
    expect(after(about('AskRelease', ASKER), about('AskRelease', OTHER))).toEqual([]);
    expect(after(about('AskRelease', ASKER), about('AskRelease', OTHER), about('ReleaseText', ASKER))).toBe(
      'needs-another-reader',
    );
  });

  it('does not come by itself', () => {
    expect(after(about('ReleaseText', OTHER))).toBe('not-found');
  });

  it('done twice writes nothing new, and what was decided stays', () => {
    const released = [about('AskRelease', ASKER), about('ReleaseText', OTHER)];
    expect(after(...released, about('ReleaseText', OTHER))).toEqual([]);
    expect(after(...released, about('WithholdText', OTHER))).toBe('already-done');
    expect(after(...released, about('AskRelease', ASKER))).toBe('already-done');
  });
});

describe('a note at a moment', () => {
  it('is made once', () => {
    expect(after(note)).toEqual(['AnnotationMade']);
    expect(after(note, note)).toEqual([]);
  });

  it('is taken away by who wrote it, and by nobody else', () => {
    expect(after(note, removed(ASKER))).toEqual(['AnnotationRemoved']);
    expect(after(note, removed(OTHER))).toBe('not-allowed');
    expect(after(note, removed(ASKER), removed(ASKER))).toEqual([]);
    expect(after(removed(ASKER))).toBe('not-found');
  });
});
