/** Tells whether a page of ours sent a request (against cross-site request forgery). */

/**
 * `own`: the browser says that our own page sent it. `foreign`: the browser says that it did not. `unknown`: no browser
 * header says either; a program, or a plain form in an older browser, which sends `Origin: null` under `no-referrer`.
 */
export function originOf(request: Request, publicOrigin: string): 'own' | 'foreign' | 'unknown' {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin' || site === 'none' ? 'own' : 'foreign';
  const origin = request.headers.get('Origin');
  if (origin === null || origin === 'null') return 'unknown';
  if (origin === publicOrigin) return 'own';
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host ? 'own' : 'foreign';
}
