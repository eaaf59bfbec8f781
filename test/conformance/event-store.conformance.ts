/** What every event store promises. An adapter is right when it passes this, and only then. */

import type { EventStore } from '@bijspringen/kernel/event-store/port.ts';
import { afterEach, describe } from 'vitest';
import { describeAppending } from './appending.conformance.ts';
import { describeModel } from './model.conformance.ts';
import { describeReading } from './reading.conformance.ts';
import { describeSubscribing } from './subscribing.conformance.ts';

export type Adapter = {
  /** A new and empty store; closed by the suite. */
  open: () => Promise<EventStore>;
  /** Removes what is left of the stores that were opened. */
  cleanUp?: () => Promise<void>;
};

/** Opens a store that is closed after the test. */
export type OpenStore = () => Promise<EventStore>;

export function describeEventStore(name: string, adapter: Adapter): void {
  describe(`event store: ${name}`, () => {
    const opened: EventStore[] = [];
    const open: OpenStore = async () => {
      const store = await adapter.open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      await adapter.cleanUp?.();
    });
    describeAppending(open);
    describeReading(open);
    describeSubscribing(open);
    describeModel(open);
  });
}
