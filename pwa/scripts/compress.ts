/** Writes a Brotli copy beside every built file that gains by it, once, so that no request waits for compressing. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const DIST = join(import.meta.dirname, '../dist');
const COMPRESSIBLE = /\.(js|css|html|svg|webmanifest)$/;
/** Below this a response does not get smaller by a packet. */
const SMALLEST_BYTES = 512;

let files = 0;
for (const name of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
  const file = join(DIST, name);
  if (!COMPRESSIBLE.test(name) || name.startsWith('plain/') || statSync(file).size < SMALLEST_BYTES) continue;
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), options));
  files += 1;
}
console.log(`${files} files have a Brotli copy`);
