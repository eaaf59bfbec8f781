/** Problem answers (RFC 9457) from the one table of codes. */
import { type Problem, type ProblemCode, problems } from '@bijspringen/contracts/shared/problems.ts';

export type FieldError = NonNullable<Problem['errors']>[number];

/** The body of a problem answer. */
export function problemOf(code: ProblemCode, errors?: readonly FieldError[]): Problem {
  const { status, title } = problems[code];
  const problem: Problem = { type: `/api/docs#${code}`, status, title, code };
  return errors === undefined || errors.length === 0 ? problem : { ...problem, errors: [...errors] };
}

/** A problem answer. A 503 and a 429 say when trying again makes sense. */
export function problemResponse(code: ProblemCode, errors?: readonly FieldError[]): Response {
  const problem = problemOf(code, errors);
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  };
  const retryAfterSeconds = RETRY_AFTER_SECONDS[problem.status];
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds);
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

const RETRY_AFTER_SECONDS: Readonly<Record<number, number>> = { 429: 900, 503: 5 };
