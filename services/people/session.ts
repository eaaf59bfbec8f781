/** Sessions: a cookie that only this server can make and read, and that ends by time, by logging out, or for all at once. */
import { randomUUID } from 'node:crypto';
import type { Directory } from '@bijspringen/access/directory.ts';
import type { Principal } from '@bijspringen/access/index.ts';
import { id, instant } from '@bijspringen/contracts/shared/ids.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import type { Clock } from '@bijspringen/kernel/clock.ts';
import type { Vault } from '@bijspringen/kernel/vault/port.ts';
import * as z from 'zod/mini';
import { SESSION_LIFE_MS } from './limits.ts';

const sessionContent = z.strictObject({ sessionId: id, personId: id, issuedAt: instant, expiresAt: instant });
export type SessionContent = z.output<typeof sessionContent>;

type Options = { vault: Vault; clock: Clock; directory: Directory; isHttps: boolean };

export interface Sessions {
  /** A new session; `cookie` is the value of `Set-Cookie`. */
  start(personId: string): { cookie: string; session: SessionContent };
  /** null when the request carries no session, `session-ended` when it carries one that no longer counts. */
  read(request: Request): SessionContent | 'session-ended' | null;
  principal(
    request: Request,
  ): Promise<Extract<Principal, { kind: 'person' }> | { problem: ProblemCode } | null>;
  /** `Set-Cookie` that takes the cookie away. */
  readonly endCookie: string;
}

export function createSessions({ vault, clock, directory, isHttps }: Options): Sessions {
  // With `__Host-` a browser accepts the cookie only over https, for this host and for every path.
  const name = isHttps ? '__Host-bijspringen' : 'bijspringen';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;

  function read(request: Request): SessionContent | 'session-ended' | null {
    const token = cookieOf(request, name);
    if (token === null) return null;
    const content = vault.openToken('session', token);
    if (content === null) return 'session-ended';
    // A cookie of another release may say other things; whoever carries it logs in again.
    const parsed = sessionContent.safeParse(JSON.parse(content));
    if (!parsed.success) return 'session-ended';
    const session = parsed.data;
    const now = clock.now().toISOString();
    const revokedAt = directory.sessionsRevokedAt(session.personId);
    const isOver =
      now >= session.expiresAt ||
      (revokedAt !== null && session.issuedAt <= revokedAt) ||
      directory.isSessionEnded(session.sessionId);
    return isOver ? 'session-ended' : session;
  }

  return {
    read,
    start(personId) {
      const nowMs = clock.now().getTime();
      const session = {
        sessionId: randomUUID(),
        personId,
        issuedAt: new Date(nowMs).toISOString(),
        expiresAt: new Date(nowMs + SESSION_LIFE_MS).toISOString(),
      };
      const token = vault.sealToken('session', JSON.stringify(session));
      const maxAge = `Max-Age=${Math.floor(SESSION_LIFE_MS / 1_000)}`;
      return { cookie: `${name}=${token}; ${attributes}; ${maxAge}`, session };
    },
    async principal(request) {
      const session = read(request);
      if (session === null) return null;
      if (session === 'session-ended') return { problem: 'session-ended' };
      const { personId, sessionId } = session;
      return { kind: 'person', personId, sessionId, grants: directory.grants(personId) };
    },
    endCookie: `${name}=; ${attributes}; Max-Age=0`,
  };
}

function cookieOf(request: Request, name: string): string | null {
  const cookies = request.headers.get('Cookie')?.split(';') ?? [];
  const found = cookies.map((each) => each.trim()).find((each) => each.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}
