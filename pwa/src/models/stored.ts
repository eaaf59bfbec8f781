/** Small things kept on the phone. A browser that forbids storage keeps nothing, and everything still works. */
import * as z from 'zod/mini';

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Parses what was kept under `key`; null when there is nothing, or something that no longer fits. */
export function readStored<S extends z.ZodMiniType>(
  store: Store | undefined,
  key: string,
  schema: S,
): z.output<S> | null {
  try {
    const text = store?.getItem(key);
    if (!text) return null;
    const parsed = z.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    console.warn('nothing read from storage', error instanceof Error ? error.name : 'unknown');
    return null;
  }
}

/** Keeps a value; false when the browser refused. */
export function keepStored(store: Store | undefined, key: string, value: unknown): boolean {
  try {
    store?.setItem(key, JSON.stringify(value));
    return store !== undefined;
  } catch (error) {
    console.warn('nothing kept in storage', error instanceof Error ? error.name : 'unknown');
    return false;
  }
}

export function dropStored(store: Store | undefined, key: string): void {
  try {
    store?.removeItem(key);
  } catch (error) {
    console.warn('nothing dropped from storage', error instanceof Error ? error.name : 'unknown');
  }
}

/** The browser's storages, or undefined where even asking for them is refused. */
export function sessionStore(): Store | undefined {
  try {
    return sessionStorage;
  } catch {
    // Asking throws when storage is forbidden altogether; there is nothing to tell anyone.
    return undefined;
  }
}

export function localStore(): Store | undefined {
  try {
    return localStorage;
  } catch {
    // As above.
    return undefined;
  }
}
