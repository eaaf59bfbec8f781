/** Refusals in words. */
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import type { WorkProblem } from '../api/work.ts';
import { work } from '../i18n/work.nl.ts';

/** One sentence for what went wrong; never the server's own text. */
export function inWords(problem: WorkProblem): string {
  if (problem.code === 'offline') return work.problem.offline;
  return problems[problem.code].title;
}

/** Whether the session is over, so that the screen asks to log in again. */
export function isSessionOver(problem: WorkProblem): boolean {
  return problem.code === 'session-ended' || problem.code === 'not-signed-in';
}
