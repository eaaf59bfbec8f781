import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import { describeEventStore } from './event-store.conformance.ts';

describeEventStore('memory', { open: async () => createMemoryStore() });
