/** Typed text, kept while the page is open and never on disk: a failed save or a closed sheet loses nothing. */
import { type Signal, signal } from '@preact/signals';

/** A worker has a handful of sheets half filled in at most; the oldest goes first. */
const DRAFTS_MAX = 50;

export type Draft = Record<string, string | string[] | null>;
export type Drafts = { of(key: string): Signal<Draft>; drop(key: string): void; clear(): void };

export function createDrafts(): Drafts {
  const drafts = new Map<string, Signal<Draft>>();
  return {
    of(key) {
      const known = drafts.get(key);
      if (known !== undefined) return known;
      const oldest = drafts.keys().next();
      if (drafts.size >= DRAFTS_MAX && !oldest.done) drafts.delete(oldest.value);
      const draft = signal<Draft>({});
      drafts.set(key, draft);
      return draft;
    },
    drop(key) {
      drafts.delete(key);
    },
    clear() {
      drafts.clear();
    },
  };
}
