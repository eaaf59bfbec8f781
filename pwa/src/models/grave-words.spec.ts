import type { FollowLine, FollowView } from '@bijspringen/contracts/signals/views.ts';
import { describe, expect, it } from 'vitest';
import { graveRoutes } from './grave-words.ts';

const at = '2026-11-24T09:30:00.000Z';
const said = (text: string): FollowLine => ({ what: 'message', at, from: 'you', text });
const sentence = (which: 'read' | 'contact-made'): FollowLine => ({
  what: 'sentence',
  at,
  from: 'us',
  sentence: which,
});
const viewOf = (...lines: FollowLine[]) => ({ lines }) as unknown as FollowView;
const GRAVE = 'ik wil niet meer leven';

describe('grave words in a conversation', () => {
  it('offer somebody to talk to while they are typed, in any field', () => {
    expect(graveRoutes(viewOf(), ['', GRAVE])).toEqual(['suicide', 'emergency']);
    expect(graveRoutes(viewOf(), ['أريد أن أموت'])).toEqual(['suicide', 'emergency']);
    expect(graveRoutes(viewOf(), ['het gaat beter'])).toEqual([]);
  });

  it('still do when they were sent, until somebody answered; a receipt is no answer', () => {
    expect(graveRoutes(viewOf(said(GRAVE)), [])).toEqual(['suicide', 'emergency']);
    expect(graveRoutes(viewOf(said(GRAVE), sentence('read')), [])).toEqual(['suicide', 'emergency']);
    expect(graveRoutes(viewOf(said(GRAVE), sentence('contact-made')), [])).toEqual([]);
    expect(graveRoutes(viewOf(sentence('contact-made'), said(GRAVE)), [])).toEqual(['suicide', 'emergency']);
  });
});
