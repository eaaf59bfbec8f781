/** Single-letter keys (WCAG 2.1.4): they can be turned off, and never work while somebody types. */
import { createModel, signal } from '@preact/signals';

const STORED_AS = 'bijspringen.keys';

export type KeyStore = Pick<Storage, 'getItem' | 'setItem'>;
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  defaultPrevented: boolean;
};

/** The preference is not personal and stays on the device; without storage it holds for this visit. */
export const WorkKeys = createModel((store: KeyStore | null) => {
  const isOn = signal(store?.getItem(STORED_AS) !== 'off');
  return {
    isOn,
    turn(on: boolean) {
      isOn.value = on;
      store?.setItem(STORED_AS, on ? 'on' : 'off');
    },
    /** The letter that was meant as a key, or null. */
    meant(press: KeyPress, where: { isTyping: boolean; isSheetOpen: boolean }): string | null {
      if (!isOn.value || where.isTyping || where.isSheetOpen || press.defaultPrevented) return null;
      if (press.ctrlKey || press.altKey || press.metaKey || press.key.length !== 1) return null;
      return press.key.toLowerCase();
    },
  };
});
export type WorkKeysModel = InstanceType<typeof WorkKeys>;
