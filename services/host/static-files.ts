/** The built app, read into memory once: no path of a request ever reaches the disk. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { FILES_BYTES_MAX, FILES_MAX } from './limits.ts';

type File = { bytes: Buffer<ArrayBuffer>; type: string; cacheControl: string; etag: string };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
/** A hash in the name means that these bytes never change under this name. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

/** Serves the folder; null for a request that nothing there answers. An app's own path gets `index.html`. */
export function staticFiles(folder: string): {
  count: number;
  serve: (c: Context) => Promise<Response | null>;
} {
  const files = readFiles(folder);
  return {
    count: files.size,
    async serve(c) {
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null;
      const path = c.req.path;
      const isPage = extname(path) === '';
      const name = isPage ? '/index.html' : path;
      return files.has(name) ? respond(c, name, files) : null;
    },
  };
}

function respond(c: Context, name: string, files: ReadonlyMap<string, File>): Response | null {
  const plain = files.get(name);
  if (plain === undefined) return null;
  const accepted = c.req.header('Accept-Encoding') ?? '';
  const encoding = ENCODINGS.find(([code, ending]) => accepted.includes(code) && files.has(name + ending));
  const file = (encoding && files.get(name + encoding[1])) ?? plain;
  const headers: Record<string, string> = {
    'Content-Type': plain.type,
    'Cache-Control': plain.cacheControl,
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (encoding) headers['Content-Encoding'] = encoding[0];
  if (c.req.header('If-None-Match') === file.etag) return new Response(null, { status: 304, headers });
  return new Response(file.bytes, { headers: { ...headers, 'Content-Length': String(file.bytes.length) } });
}

function readFiles(folder: string): Map<string, File> {
  const files = new Map<string, File>();
  if (!existsSync(folder)) return files;
  let totalBytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    // The renderer of plain pages runs in this process; it is not for browsers.
    if (!entry.isFile() || name.startsWith('/plain/')) continue;
    const bytes = Buffer.from(readFileSync(path));
    totalBytes += bytes.length;
    if (files.size >= FILES_MAX || totalBytes > FILES_BYTES_MAX)
      throw new Error(`${folder} is too large to be the built app`);
    files.set(name, {
      bytes,
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      // Everything without a hash is asked for again each time, the service worker above all.
      cacheControl: HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    });
  }
  return files;
}
