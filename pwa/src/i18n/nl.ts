/**
 * The words of the public screens, Dutch at B1 level. This is the master: every other language has exactly these keys.
 * Short sentences, active, a date instead of "soon". Never "melding", "casus", "cliënt", "triage".
 * In two files only because the first screens must not wait for the words of the last.
 */
import { nlFirst } from './nl-first.ts';
import { nlLater } from './nl-later.ts';

export type WordKey = keyof typeof nlFirst | keyof typeof nlLater;
export type Words = Record<WordKey, string>;

export const nl: Words = { ...nlFirst, ...nlLater };
