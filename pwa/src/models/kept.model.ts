/** Messages that wait on this phone: sent by themselves within half an hour, asked about after that. */
import { createModel, signal } from '@preact/signals';
import type { Announced } from '../outbox/outbox.ts';
import type { KeptOutcome } from '../outbox/send.ts';

export type KeptParts = {
  list: (nowMs: number) => Promise<Announced[]>;
  flush: (nowMs: number) => Promise<{ sent: number }>;
  send: (commandId: string) => Promise<KeptOutcome>;
  discard: (commandId: string) => Promise<void>;
  nowMs: () => number;
};

export const KeptModel = createModel((parts: KeptParts) => {
  const messages = signal<Announced[]>([]);
  const wasSent = signal(false);
  const isBusy = signal(false);

  async function look(): Promise<void> {
    try {
      messages.value = await parts.list(parts.nowMs());
    } catch (error) {
      // A browser without a database keeps nothing, so there is nothing to show.
      console.warn('nothing kept can be read', error instanceof Error ? error.name : 'unknown');
      messages.value = [];
    }
  }

  return {
    messages,
    wasSent,
    isBusy,
    look,
    /** At opening and when the connection is back: what may go by itself goes, the rest is shown. */
    async open(): Promise<void> {
      try {
        const { sent } = await parts.flush(parts.nowMs());
        if (sent > 0) wasSent.value = true;
      } catch (error) {
        console.warn('nothing kept could be sent', error instanceof Error ? error.name : 'unknown');
      }
      await look();
    },
    async send(commandId: string): Promise<void> {
      if (isBusy.peek()) return;
      isBusy.value = true;
      try {
        const outcome = await parts.send(commandId);
        if (outcome.kind === 'sent' || outcome.kind === 'gone') wasSent.value = true;
      } finally {
        isBusy.value = false;
      }
      await look();
    },
    async discard(commandId: string): Promise<void> {
      await parts.discard(commandId);
      await look();
    },
    /** The service worker sent something while this page was open. */
    async noteSent(): Promise<void> {
      wasSent.value = true;
      await look();
    },
  };
});
