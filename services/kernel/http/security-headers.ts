/** Headers that every answer carries, and those that only matter to a document. */

export type SecurityOptions = { publicUrl: URL; exitUrl: string };

/** Header names and values; no script, style or frame of anyone else, and no address of ours to anyone else. */
export function securityHeaders({ publicUrl, exitUrl }: SecurityOptions): readonly [string, string][] {
  const headers: [string, string][] = [
    ['Content-Security-Policy', contentSecurityPolicy(exitUrl)],
    ['Referrer-Policy', 'no-referrer'],
    [
      'Permissions-Policy',
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
    ],
    ['X-Content-Type-Options', 'nosniff'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
  ];
  // Over plain http a browser ignores it; on a real address it makes https stick.
  if (publicUrl.protocol === 'https:')
    headers.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']);
  return headers;
}

function contentSecurityPolicy(exitUrl: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // Without JavaScript "Snel weg" is a form that is answered with a redirect: Chromium holds that to this list too.
    `form-action 'self' ${new URL(exitUrl).origin}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What a part of a page needs of them: the rest is about documents and workers, and would cost a slow line its bytes. */
const FOR_PARTS = ['X-Content-Type-Options', 'Cross-Origin-Resource-Policy', 'Strict-Transport-Security'];

/** The headers that belong to an answer. A file with its hash in the name is never a document or a worker. */
export function headersFor(answer: Headers, all: readonly [string, string][]): readonly [string, string][] {
  const isPart = answer.get('Cache-Control')?.includes('immutable') ?? false;
  return isPart ? all.filter(([name]) => FOR_PARTS.includes(name)) : all;
}
