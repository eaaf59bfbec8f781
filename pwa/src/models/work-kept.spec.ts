import { describe, expect, it } from 'vitest';
import { createCommandIds } from './work-commands.ts';
import { createDrafts } from './work-drafts.ts';

describe('the id of a command', () => {
  it('stays the same while the content does, and is new for other content', () => {
    const commands = createCommandIds();
    const first = commands.idFor('note', { note: 'a' });
    expect(commands.idFor('note', { note: 'a' })).toBe(first);
    const changed = commands.idFor('note', { note: 'b' });
    expect(changed).not.toBe(first);
    expect(commands.idFor('note', { note: 'b' })).toBe(changed);
  });

  it('is new after the command was done, also with the same words', () => {
    const commands = createCommandIds();
    const first = commands.idFor('note', { note: 'a' });
    commands.done('note');
    expect(commands.idFor('note', { note: 'a' })).not.toBe(first);
  });
});

describe('a draft', () => {
  it('comes back as it was left', () => {
    const drafts = createDrafts();
    drafts.of('x note').value = { note: 'half een zin' };
    expect(drafts.of('x note').value).toEqual({ note: 'half een zin' });
    drafts.drop('x note');
    expect(drafts.of('x note').value).toEqual({});
  });

  it('is not for whoever comes after', () => {
    const drafts = createDrafts();
    drafts.of('x note').value = { note: 'half een zin' };
    drafts.clear();
    expect(drafts.of('x note').value).toEqual({});
  });

  it('makes room by forgetting the oldest', () => {
    const drafts = createDrafts();
    for (let i = 0; i <= 50; i++) drafts.of(`${i}`).value = { note: `${i}` };
    expect(drafts.of('50').value).toEqual({ note: '50' });
    expect(drafts.of('0').value).toEqual({});
  });
});
