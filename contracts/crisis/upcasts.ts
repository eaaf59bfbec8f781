import type { Upcasts } from '../shared/events.ts';

/** None yet. */
export const crisisUpcasts: Upcasts = {};

/** None yet. */
export const pageUpcasts: Upcasts = {};
