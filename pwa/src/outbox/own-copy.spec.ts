import { describe, expect, it } from 'vitest';
import { codeTagOf, openForWriter, sealForWriter } from './own-copy.ts';

const code = '7K4M2RTX9HDW3E';
const text = 'mevrouw van lisdodde 14 zie ik bijna niet meer';

describe('the writer’s own copy', () => {
  it('opens with its code', async () => {
    expect(await openForWriter(code, await sealForWriter(code, text))).toBe(text);
  });

  it('does not open with another code, nor after a byte changed', async () => {
    const sealed = await sealForWriter(code, text);
    expect(await openForWriter('7K4M2RTX9HDW3F', sealed)).toBeNull();
    const changed = sealed.slice();
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(await openForWriter(code, changed)).toBeNull();
  });

  it('holds no word of the message, and differs each time', async () => {
    const [first, second] = [await sealForWriter(code, text), await sealForWriter(code, text)];
    expect(Buffer.from(first).toString('latin1')).not.toContain('lisdodde');
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it('is found by a tag that is not the code', async () => {
    const tag = await codeTagOf(code);
    expect(tag).toMatch(/^[0-9a-f]{32}$/);
    expect(tag).toBe(await codeTagOf(code));
    expect(tag).not.toBe(await codeTagOf('7K4M2RTX9HDW3F'));
  });
});
