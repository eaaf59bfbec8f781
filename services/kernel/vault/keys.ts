/** Keys of subjects: made durable in groups, kept in memory, read from the file when they are not. */
import { type KeyObject, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Corrupt, SubjectForgotten } from '../errors.ts';
import { KEY_COMMIT_CALLERS_MAX, KEYS_CACHED_MAX } from '../limits.ts';
import { isDiskBroken } from './durable-file.ts';
import type { KeyFile, WrappedKey } from './key-file.ts';
import type { Ledger } from './ledger.ts';
import type { Subject } from './port.ts';
import { KEY_BYTES, openBytes, sealBytes, toKey } from './sealing.ts';

type Options = {
  file: KeyFile;
  masterKey: KeyObject;
  clock: Pick<Clock, 'now'>;
  ledger: Ledger;
  onFatal: (error: Error) => void;
};

type Caller = { subjects: readonly Subject[]; resolve: () => void; reject: (error: unknown) => void };

export function createKeys({ file, masterKey, clock, ledger, onFatal }: Options) {
  const cache = new Map<Subject, KeyObject>();
  let waiting: Caller[] = [];
  let scheduled: NodeJS.Immediate | null = null;
  let broken: Error | null = null;
  let watched: { among: ReadonlySet<Subject>; asked: Set<Subject> } | null = null;

  function remember(subject: Subject, key: KeyObject): void {
    if (cache.size >= KEYS_CACHED_MAX) {
      const oldest = cache.keys().next().value;
      if (oldest !== undefined) cache.delete(oldest);
    }
    cache.set(subject, key);
  }

  function get(subject: Subject): KeyObject | null {
    const cached = cache.get(subject);
    if (cached) return cached;
    const wrapped = file.read(subject);
    if (wrapped === null) return null;
    const bytes = openBytes(masterKey, wrapped, subject);
    if (bytes === null) throw new Corrupt(`the key of ${subject} was altered or moved`);
    const key = toKey(bytes);
    bytes.fill(0);
    remember(subject, key);
    return key;
  }

  /** Everybody who came in the same turn of the event loop shares one commit; while it syncs, the next group gathers. */
  function commit(): void {
    scheduled = null;
    const group = waiting.slice(0, KEY_COMMIT_CALLERS_MAX);
    waiting = waiting.slice(KEY_COMMIT_CALLERS_MAX);
    if (waiting.length > 0) scheduled = setImmediate(commit);
    give(group);
  }

  function give(callers: readonly Caller[]): void {
    try {
      const forgotten = ledger.among(subjectsOf(callers));
      const mayHaveKeys = callers.filter((caller) => !isAboutForgotten(caller, forgotten));
      writing(() => addMissing(subjectsOf(mayHaveKeys)));
      for (const caller of mayHaveKeys) caller.resolve();
    } catch (error) {
      // One damaged key fails who asked for it, and nobody else.
      if (error instanceof Corrupt && callers.length > 1) for (const caller of callers) give([caller]);
      else for (const caller of callers) caller.reject(error);
    }
  }

  function isAboutForgotten(caller: Caller, forgotten: ReadonlySet<Subject>): boolean {
    const first = caller.subjects.find((subject) => forgotten.has(subject));
    if (first !== undefined) caller.reject(new SubjectForgotten(first));
    return first !== undefined;
  }

  function addMissing(subjects: readonly Subject[]): void {
    const fresh = new Map<Subject, Buffer>();
    file.inOneLook(() => {
      for (const subject of subjects) {
        if (!fresh.has(subject) && get(subject) === null) fresh.set(subject, randomBytes(KEY_BYTES));
      }
    });
    if (fresh.size === 0) return;
    const rows: WrappedKey[] = [];
    for (const [subject, key] of fresh) rows.push({ subject, wrapped: sealBytes(masterKey, key, subject) });
    file.add(rows, clock.now().toISOString());
    for (const [subject, key] of fresh) {
      remember(subject, toKey(key));
      key.fill(0);
    }
  }

  /** Never writes again after a write or a sync that failed: what is on disk is not known then. */
  function writing<T>(work: () => T): T {
    if (broken) throw broken;
    try {
      return work();
    } catch (error) {
      if (isDiskBroken(error) && error instanceof Error) {
        broken = error;
        onFatal(error);
      }
      throw error;
    }
  }

  return {
    get,
    /** Takes it out of memory. */
    drop: (subject: Subject) => cache.delete(subject),
    writing,
    /** From now on until the next call: which of these subjects somebody asks a key for. */
    watch(among: ReadonlySet<Subject>): ReadonlySet<Subject> {
      watched = { among, asked: new Set() };
      return watched.asked;
    },
    async ensure(subjects: readonly Subject[]): Promise<void> {
      if (watched) for (const subject of subjects) if (watched.among.has(subject)) watched.asked.add(subject);
      const missing = subjects.filter((subject) => !cache.has(subject));
      if (missing.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        waiting.push({ subjects: missing, resolve, reject });
        scheduled ??= setImmediate(commit);
      });
    },
    close(): void {
      if (scheduled) clearImmediate(scheduled);
      while (waiting.length > 0) commit();
      if (scheduled) clearImmediate(scheduled);
      cache.clear();
    },
  };
}

function subjectsOf(callers: readonly Caller[]): Subject[] {
  return callers.flatMap((caller) => caller.subjects);
}

export type Keys = ReturnType<typeof createKeys>;
