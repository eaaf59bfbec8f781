/** Who sends a request, among everything it carries: the first that may do this. */
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import type { RunningService } from '../service.ts';

type Options<Principal> = {
  anyone: Principal;
  principals: readonly NonNullable<RunningService['principal']>[];
  authorize: (principal: Principal, action: string) => true | ProblemCode;
  /** Where the request came from; for rate limits only. */
  address: string;
};

/**
 * A request may carry a session and a follow code at once (a worker who follows her own message): whichever may do this
 * counts. Where anyone may, a session that has ended is no hindrance.
 */
export async function resolvePrincipal<Principal extends object>(
  request: Request,
  action: string,
  { anyone, principals, authorize, address }: Options<Principal>,
): Promise<{ principal: Principal } | { problem: ProblemCode }> {
  let firstProblem: ProblemCode | null = null;
  for (const tell of principals) {
    const told = await tell(request, address);
    if (told === null) continue;
    if ('problem' in told) {
      firstProblem ??= told.problem as ProblemCode;
      continue;
    }
    // The services and the host agree on what a principal is; the kernel only carries it.
    const principal = told as Principal;
    const allowed = authorize(principal, action);
    if (allowed === true) return { principal };
    firstProblem ??= allowed;
  }
  const allowed = authorize(anyone, action);
  return allowed === true ? { principal: anyone } : { problem: firstProblem ?? allowed };
}
