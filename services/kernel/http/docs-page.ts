/** A readable page about the API: plain HTML of our own, nothing from elsewhere, no script. */
import { createHash } from 'node:crypto';
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import type { Route } from './route.ts';

/** The page; its one style sheet is allowed by its hash. */
export function docsResponse(routes: readonly Route[]): Response {
  return new Response(pageOf(routes), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'table{border-collapse:collapse;inline-size:100%}td,th{border-block-end:1px solid #8886;padding:.4rem;text-align:start;vertical-align:top}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

function pageOf(routes: readonly Route[]): string {
  const rows = routes
    .filter((route) => route.path.startsWith('/api/'))
    .map(
      (route) =>
        `<tr><td><code>${route.method.toUpperCase()} ${escapeHtml(route.path)}</code></td>` +
        `<td>${escapeHtml(route.summary)}</td><td>${escapeHtml(route.action)}</td></tr>`,
    );
  const codes = Object.entries(problems).map(
    ([code, { status, title }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td lang="nl">${escapeHtml(title)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bijspringen API</title><style>${STYLE}</style></head>
<body><main><h1>Bijspringen API</h1>
<p>JSON over HTTP. Every write takes a <code>commandId</code> and answers with its <code>position</code>; a read with
<code>?after=&lt;position&gt;</code> shows at least that. For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<h2>Routes</h2><table><tr><th>Route</th><th>What</th><th>Who may (policy)</th></tr>
${rows.join('\n')}
</table>
<h2>Problems</h2><table><tr><th>Code</th><th>Status</th><th>What it says</th></tr>
${codes.join('\n')}
</table></main></body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
