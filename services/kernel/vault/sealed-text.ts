/** Finds sealed fields in the text of an event, without parsing it. */
import type { Subject } from './port.ts';

const SEALED = /"(s1\.([a-z]+-[0-9a-f-]{36})\.[^"]*)"/g;

/** The subject of every sealed field in an event's JSON, one for each field. */
export function* subjectsIn(data: string): Generator<Subject> {
  for (const [, , subject] of data.matchAll(SEALED)) yield subject as Subject;
}

/** Every sealed field in an event's JSON, with its subject. */
export function* sealedIn(data: string): Generator<{ sealed: string; subject: Subject }> {
  for (const [, sealed = '', subject] of data.matchAll(SEALED)) yield { sealed, subject: subject as Subject };
}
