import { describe, expect, it } from 'vitest';
import { WorkKeys } from './work-keys.model.ts';

const press = { key: 'c', ctrlKey: false, altKey: false, metaKey: false, defaultPrevented: false };
const free = { isTyping: false, isSheetOpen: false };

function aStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

describe('single-letter keys', () => {
  it('are meant only outside a field, outside a sheet and without another key', () => {
    const keys = new WorkKeys(null);
    expect(keys.meant(press, free)).toBe('c');
    expect(keys.meant({ ...press, key: 'C' }, free)).toBe('c');
    expect(keys.meant(press, { ...free, isTyping: true })).toBeNull();
    expect(keys.meant(press, { ...free, isSheetOpen: true })).toBeNull();
    expect(keys.meant({ ...press, ctrlKey: true }, free)).toBeNull();
    expect(keys.meant({ ...press, key: 'Enter' }, free)).toBeNull();
    expect(keys.meant({ ...press, defaultPrevented: true }, free)).toBeNull();
  });

  it('stay off once somebody turned them off', () => {
    const store = aStore();
    new WorkKeys(store).turn(false);
    const later = new WorkKeys(store);
    expect(later.isOn.value).toBe(false);
    expect(later.meant(press, free)).toBeNull();
    later.turn(true);
    expect(new WorkKeys(store).isOn.value).toBe(true);
  });
});
