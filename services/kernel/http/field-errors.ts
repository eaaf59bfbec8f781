/**
 * What is wrong with a body, field by field, in B1 Dutch. Never repeats what was sent: that may be about a person. The name of
 * a field that nobody knows is repeated only when it looks like a name in code, to whoever sent it and to no log.
 */
import type { $ZodIssue } from 'zod/v4/core';
import { FIELD_ERRORS_MAX, FIELD_NAME_MAX_CHARACTERS } from './limits.ts';
import type { FieldError } from './problem.ts';

/** One error for each field that does not fit, at most `FIELD_ERRORS_MAX`. */
export function fieldErrors(issues: readonly $ZodIssue[], body: unknown): FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const issue of issues) {
    for (const path of pathsOf(issue)) {
      const field = path.map(String).join('.');
      if (!byField.has(field)) byField.set(field, { field, ...explain(issue, body) });
      if (byField.size === FIELD_ERRORS_MAX) return [...byField.values()];
    }
  }
  return [...byField.values()];
}

/** camelCase and short: no sentence, no address, and no name of a person as people write it. */
const CODE_NAME = /^[a-z]+([A-Z][a-z]+){0,4}$/;

/** Where each mistake is; for fields that nobody knows at their own names, or at the object that has them. */
function pathsOf(issue: $ZodIssue): (readonly PropertyKey[])[] {
  if (issue.code !== 'unrecognized_keys') return [issue.path];
  const named = issue.keys.slice(0, FIELD_ERRORS_MAX).filter(isCodeName);
  return named.length === 0 ? [issue.path] : named.map((key) => [...issue.path, key]);
}

function isCodeName(key: string): boolean {
  return key.length <= FIELD_NAME_MAX_CHARACTERS && CODE_NAME.test(key);
}

function explain(issue: $ZodIssue, body: unknown): Omit<FieldError, 'field'> {
  const isMissing = valueAt(body, issue.path) === undefined;
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'unknown-field', message: 'Er staat een veld te veel in. Haal het weg.' };
    case 'too_big':
      return { code: 'too-long', message: `Dit is te veel. Het maximum is ${issue.maximum}.` };
    case 'too_small':
      return issue.minimum === 1
        ? { code: 'missing', message: 'Vul dit in.' }
        : { code: 'too-short', message: `Dit is te weinig. Het minimum is ${issue.minimum}.` };
    case 'invalid_format':
      return { code: 'wrong-format', message: 'Dit is niet goed geschreven. Kijk het na.' };
    default:
      return isMissing
        ? { code: 'missing', message: 'Vul dit in.' }
        : { code: 'wrong-value', message: 'Dit kan hier niet. Kies iets anders.' };
  }
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
