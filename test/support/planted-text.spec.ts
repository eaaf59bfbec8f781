import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, needlesOf, plantText, searchBytes, searchFolder } from './planted-text.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-planted-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a planted text', () => {
  const { text, words } = plantText('one');
  const needles = words.flatMap((word, number) => needlesOf(`word ${number}`, word));

  it('has words of its own, the same ones each time', () => {
    expect(plantText('one')).toEqual({ text, words });
    expect(plantText('two').words).not.toContain(words[0]);
    expect(words.every((word) => text.includes(word))).toBe(true);
  });

  it.each([
    ['as it is', Buffer.from(`…${text}…`, 'utf8')],
    ['in UTF-16', Buffer.from(text, 'utf16le')],
    ['in UTF-16, the other way round', Buffer.from(text, 'utf16le').swap16()],
    ['in hex', Buffer.from(Buffer.from(text).toString('hex'))],
    ['in upper-case hex', Buffer.from(Buffer.from(text).toString('hex').toUpperCase())],
    ['in base64', Buffer.from(Buffer.from(text).toString('base64'))],
    ['in base64, one further', Buffer.from(Buffer.from(`x${text}`).toString('base64'))],
    ['in base64url, two further', Buffer.from(Buffer.from(`xx${text}`).toString('base64url'))],
  ])('is found %s, every word of it', (_name, bytes) => {
    const found = new Set(
      searchBytes('x', bytes, needles).map(({ needle }) => needle.slice(0, 'word 0'.length)),
    );
    expect([...found].sort()).toEqual(['word 0', 'word 1', 'word 2']);
  });

  it('is found in a file deep in a folder, and elsewhere it is not', () => {
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    writeFileSync(
      join(folder, 'deep', 'er', 'x.sqlite-wal'),
      Buffer.concat([Buffer.alloc(9), Buffer.from(text)]),
    );
    writeFileSync(join(folder, 'other'), plantText('two').text);
    expect(filesBelow(folder)).toEqual(['deep/er/x.sqlite-wal', 'other']);
    const found = searchFolder(folder, needlesOf('first word', words[0] ?? ''));
    expect(found).toEqual([
      { file: 'deep/er/x.sqlite-wal', needle: 'first word as it is', at: 9 + text.indexOf(words[0] ?? '') },
    ]);
  });

  it('never shows a needle in what it reports', () => {
    expect(JSON.stringify(searchBytes('x', Buffer.from(text), needles))).not.toContain(words[0]);
  });
});
