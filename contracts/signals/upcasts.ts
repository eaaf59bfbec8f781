import type { Upcasts } from '../shared/events.ts';

/** None yet: every signal event is at its first version. */
export const signalUpcasts: Upcasts = {};
