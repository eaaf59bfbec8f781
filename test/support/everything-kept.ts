/** Everything that an origin keeps in a browser, as one text, so that a test can search it. */
import type { Page } from 'playwright-core';

/** As much of a page's globals as is read here; this project's other types know no browser. */
type Asked<T> = { result: T; onsuccess: (() => void) | null; onerror: (() => void) | null };
type Rows = { getAll(): Asked<unknown[]> };
type Database = {
  objectStoreNames: Iterable<string>;
  transaction(store: string): { objectStore(name: string): Rows };
  close(): void;
};
type Inside = {
  indexedDB: { databases(): Promise<{ name?: string }[]>; open(name: string): Asked<Database> };
  caches: {
    keys(): Promise<string[]>;
    open(name: string): Promise<{
      keys(): Promise<{ url: string }[]>;
      match(request: { url: string }): Promise<{ text(): Promise<string> } | undefined>;
    }>;
  };
  localStorage: Record<string, string>;
  sessionStorage: Record<string, string>;
  document: { cookie: string };
};

/** Runs in the page, so it may name nothing outside itself. */
async function collect(): Promise<Record<string, string>> {
  const inside = globalThis as unknown as Inside;
  const answered = <T>(asked: Asked<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(new Error('the database did not answer'));
    });
  // Bytes as letters: words in plain text inside them would be found.
  const inLetters = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? String.fromCharCode(...value) : value;
  let rows = '';
  for (const { name = '' } of await inside.indexedDB.databases()) {
    const database = await answered(inside.indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = await answered(database.transaction(store).objectStore(store).getAll());
      rows += `${name} ${store} ${JSON.stringify(all, inLetters)}\n`;
    }
    database.close();
  }
  let cached = '';
  for (const name of await inside.caches.keys()) {
    const cache = await inside.caches.open(name);
    for (const request of await cache.keys())
      cached += `${request.url} ${await (await cache.match(request))?.text()}\n`;
  }
  return {
    rows,
    cached,
    local: JSON.stringify({ ...inside.localStorage }),
    session: JSON.stringify({ ...inside.sessionStorage }),
    cookies: inside.document.cookie,
  };
}

/** What this page's origin keeps: database rows, caches, both storages and cookies. */
export async function everythingKept(page: Page): Promise<Record<string, string>> {
  return page.evaluate(collect);
}

/** In which of those places one of the words stands in plain text. */
export async function whereFound(page: Page, words: readonly string[]): Promise<string[]> {
  const kept = await everythingKept(page);
  return Object.entries(kept).flatMap(([place, text]) =>
    words
      .filter((word) => text.toLowerCase().includes(word.toLowerCase()))
      .map((word) => `${place}: ${word}`),
  );
}
