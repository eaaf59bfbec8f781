/** Events of the `replay-` category: one stream for each crisis or signal that is looked back on. */
import * as z from 'zod/mini';
import type { EventOf, EventSchemas } from '../shared/events.ts';
import { id } from '../shared/ids.ts';
import { personal } from '../shared/personal.ts';

export const replayEvents = {
  /** A coordinator wants a text shown in the replay; somebody else has to look at it first. */
  TextReleaseAsked: { version: 1, data: z.object({ eventId: id, field: z.string(), byPersonId: id }) },
  /** "Zou de buurvrouw hem herkennen?" Looked at by another than who asked. */
  TextReleased: { version: 1, data: z.object({ eventId: id, field: z.string(), byPersonId: id }) },
  TextWithheld: { version: 1, data: z.object({ eventId: id, field: z.string(), byPersonId: id }) },
  /** A note at a moment: the step at which it was written. Only notes look back. */
  AnnotationMade: {
    version: 1,
    data: z.object({
      annotationId: id,
      atEventId: id,
      byPersonId: id,
      text: personal(z.string(), { of: 'worker' }),
    }),
  },
  AnnotationRemoved: { version: 1, data: z.object({ annotationId: id }) },
} as const satisfies EventSchemas;
export type ReplayEvent = EventOf<typeof replayEvents>;
