/** What the queue shows of each message, readable in memory only, and gone once it is closed or forgotten. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { firstWords } from '@bijspringen/contracts/signals/first-words.ts';
import type { Clock } from '@bijspringen/kernel/clock.ts';
import { Corrupt } from '@bijspringen/kernel/errors.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import { FORGOTTEN, type ReadLog, type Subject, type Vault } from '@bijspringen/kernel/vault/port.ts';
import { currentReader } from '@bijspringen/kernel/vault/reader.ts';
import { OPENED_AT_ONCE, OPENED_TEXTS_MAX, TELL_AGAIN_MS, TOLD_MAX } from './limits.ts';
import type { QueueRow } from './queue-rows.ts';

export type OpenedText = { firstWords: string | null; place: string | null };

export type OpenedTexts = {
  /** What whoever reads now is shown of these messages: opened where need be, and told to the read log. */
  read(rows: readonly SealedRow[]): Promise<Map<Id, OpenedText>>;
  /** Lets go of every message that is not among these, or that was forgotten. */
  keepOnly(open: () => ReadonlySet<Id>): void;
  size(): number;
};

type SealedRow = Pick<QueueRow, 'signalId' | 'text' | 'place'>;

export type OpenedTextsOptions = {
  vault: Pick<Vault, 'open' | 'isForgotten'>;
  clock: Pick<Clock, 'now'>;
  readLog: ReadLog;
  log: Log;
  textsMax?: number;
};

type Entry = OpenedText & { subject: Subject };

const NOTHING: OpenedText = { firstWords: null, place: null };

/** Opens for the index, which the read log is not told of; what a person is then shown of it, it is told of here. */
export function createOpenedTexts(options: OpenedTextsOptions): OpenedTexts {
  const { vault, clock, readLog, log, textsMax = OPENED_TEXTS_MAX } = options;
  const entries = new Map<Id, Entry>();
  const told = new Set<string>();
  let toldSinceMs = 0;

  function open(sealed: Sealed<string> | null, signalId: Id): string | null {
    if (sealed === null) return null;
    try {
      const plain = vault.open(sealed, 'search-index');
      return plain === FORGOTTEN ? null : plain;
    } catch (error) {
      // One message that was damaged on disk must not take the whole day away from a worker.
      if (!(error instanceof Corrupt)) throw error;
      log('a message in the queue cannot be opened', { signalId });
      return null;
    }
  }

  function entryOf({ signalId, text, place }: SealedRow): Entry | null {
    const known = entries.get(signalId);
    const subject = known?.subject ?? subjectOf(text);
    if (vault.isForgotten(subject)) {
      entries.delete(signalId);
      return null;
    }
    if (known !== undefined) return known;
    const words = open(text, signalId);
    const entry = {
      subject,
      firstWords: words === null ? null : firstWords(words),
      place: open(place, signalId),
    };
    entries.set(signalId, entry);
    return entry;
  }

  /** The first hour counts from the first view; after it everything is told anew. */
  function tell(subject: Subject, actor: string, now: Date): void {
    if (now.getTime() - toldSinceMs >= TELL_AGAIN_MS || told.size >= TOLD_MAX) {
      told.clear();
      toldSinceMs = now.getTime();
    }
    const key = `${actor} ${subject}`;
    if (told.has(key)) return;
    told.add(key);
    readLog({ subject, purpose: 'work-queue', actor, at: now.toISOString() });
  }

  function letGoOfOldest(): void {
    for (const signalId of entries.keys()) {
      if (entries.size <= textsMax) return;
      entries.delete(signalId);
    }
  }

  return {
    async read(rows) {
      const now = clock.now();
      const actor = currentReader();
      const texts = new Map<Id, OpenedText>();
      let opened = 0;
      for (const row of rows) {
        if (!entries.has(row.signalId) && ++opened % OPENED_AT_ONCE === 0) await nextTurn();
        const entry = entryOf(row);
        texts.set(row.signalId, entry ?? NOTHING);
        if (entry !== null) tell(entry.subject, actor, now);
      }
      letGoOfOldest();
      return texts;
    },
    keepOnly(open) {
      if (entries.size === 0) return;
      const kept = open();
      for (const [signalId, { subject }] of entries) {
        if (!kept.has(signalId) || vault.isForgotten(subject)) entries.delete(signalId);
      }
    },
    size: () => entries.size,
  };
}

/** A sealed string names whose it is (`s1.<subject>.…`). */
function subjectOf(sealed: Sealed<string>): Subject {
  const [, subject] = String(sealed).split('.', 2);
  return subject as Subject;
}
