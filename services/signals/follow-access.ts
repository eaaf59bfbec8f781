/**
 * Who holds a follow code. Malformed, unknown and taken back get one answer after the same work, so that nobody learns
 * from the answer or its time whether a code was ever given. Wrong tries are counted in memory only.
 */
import type { Principal } from '@bijspringen/access/index.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { parseFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { createRateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import type { CodeOwner } from './codes-under-way.ts';
import { TRIES_WINDOW_MS, WRONG_CODES_MAX } from './limits.ts';
import type { SignalTools } from './tools.ts';

const SCHEME = 'Follow ';
/** Stands in for what cannot be a code, so that it costs the same look-up. */
const NO_CODE = '00000000000000';

export type FollowAccess = {
  /** The request's `Authorization: Follow <code>`; null when it carries none. */
  principal: (request: Request, address: string) => Promise<Principal | { problem: ProblemCode } | null>;
  /** The same for a code from a form. */
  forCode: (typed: string, address: string) => Principal | { problem: ProblemCode };
};

export function createFollowAccess(tools: Pick<SignalTools, 'kernel' | 'codes' | 'rows'>): FollowAccess {
  const { kernel, codes, rows } = tools;
  const wrongTries = createRateLimiter({
    clock: kernel.clock,
    triesMax: WRONG_CODES_MAX,
    windowMs: TRIES_WINDOW_MS,
  });

  function forCode(typed: string, address: string): Principal | { problem: ProblemCode } {
    if (!wrongTries.allows(address)) return { problem: 'too-many-tries' };
    const code = parseFollowCode(typed);
    const owner = ownerOf(kernel.vault.hmac('follow-code', code ?? NO_CODE));
    if (code === null || owner === null) return { problem: 'code-unknown' };
    wrongTries.forgive(address);
    const { signalId, districtId, organisationId } = owner;
    return { kind: 'reporter', signalId, districtId, organisationId };
  }

  function ownerOf(hmac: string): CodeOwner | null {
    const row = rows.byFollowCode(hmac);
    if (row !== null) return row.status === 'withdrawn' ? null : row;
    return codes.get(hmac) ?? null;
  }

  return {
    forCode,
    async principal(request, address) {
      const header = request.headers.get('Authorization');
      if (header === null || !header.startsWith(SCHEME)) return null;
      // On another host than the one that took the message, its row may be a moment away.
      const after = new URL(request.url).searchParams.get('after');
      if (after !== null) await kernel.waitFor(after);
      return forCode(header.slice(SCHEME.length), address);
    },
  };
}
