/** "Snel weg" without JavaScript, or from a page whose script did not load. */
import { readRoute } from '@bijspringen/access/index.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';

/** What the browser is asked to forget of this site. Its own history it keeps, and the page says so. */
const EVERYTHING = '"cache", "cookies", "storage"';

export function leaveRoutes({ exitUrl }: { exitUrl: string }): Route[] {
  const headers = { Location: exitUrl, 'Clear-Site-Data': EVERYTHING, 'Cache-Control': 'no-store' };
  return [
    readRoute({
      method: 'post',
      path: '/snel-weg',
      action: 'public.leave',
      summary: 'Leave at once; the browser is asked to forget this site.',
      handle: () => new Response(null, { status: 303, headers }),
    }),
  ];
}
