import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { apiProblems, cssProblems, syntaxProblems } from '../support/old-browsers.ts';

const DIST = 'pwa/dist';
const folder = mkdtempSync(join(tmpdir(), 'bijspringen-old-browsers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Workers have a browser of today; their part of the app has chunks of its own. */
const isForWorkers = (file: string) => /(^|\/)(work|replay)[-.]/.test(file);

function built(ending: string): string[] {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith(ending) && !isForWorkers(file) && !file.startsWith('plain'))
    .map((file) => join(DIST, file));
}

function planted(source: string): string {
  const file = join(folder, 'planted.js');
  writeFileSync(file, source);
  return file;
}

describe('the public screens on Chrome 87 and Safari 14.1', () => {
  it('have no syntax or method that came later', async () => {
    expect(built('.js').length).toBeGreaterThan(1);
    expect(await syntaxProblems(built('.js'))).toEqual([]);
  });

  it('use no part of the platform that came later', async () => {
    expect(await apiProblems(built('.js'))).toEqual([]);
  });

  it('use no CSS that came later', async () => {
    const files = built('.css');
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(await cssProblems(readFileSync(file, 'utf8')), file).toEqual([]);
  });

  it.each([
    ['export const a = [1].at(-1);', 'ArrayPrototypeAt'],
    ['let a; a ??= 1; export { a };', 'LogicalAssignment'],
    ['class A { static { } } export { A };', 'error'],
  ])('would be told of syntax in %s', async (source, word) => {
    expect((await syntaxProblems([planted(source)])).join()).toContain(word);
  });

  it.each(['structuredClone({})', 'navigator.locks.request("a", () => {})', 'crypto.randomUUID()'])(
    'would be told of %s',
    async (source) => {
      expect(await apiProblems([planted(source)])).toHaveLength(1);
    },
  );

  it.each([
    '.a:has(b){top:0}',
    '.a:not(.b, .c){top:0}',
    '.a{overflow:clip}',
    '.a{height:100dvh}',
    '.a{aspect-ratio:1}',
    '@layer a{b{top:0}}',
  ])('would be told of %s', async (css) => {
    expect(await cssProblems(css)).not.toEqual([]);
  });
});
