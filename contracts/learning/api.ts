import * as z from 'zod/mini';
import { commandId, id, position } from '../shared/ids.ts';
import { text } from '../signals/api.ts';

/** `POST /api/replays/:id/releases`: ask, and by another coordinator: release or withhold. */
export const releaseBody = z.strictObject({
  commandId,
  eventId: id,
  field: z.string().check(z.maxLength(40)),
  what: z.enum(['ask', 'release', 'withhold']),
});
/** `POST /api/replays/:id/annotations`; `DELETE /api/replays/:id/annotations/:annotationId` by who wrote it. */
export const annotationBody = z.strictObject({ commandId, atEventId: id, text });
/** What a write gives: after reading "at least this position" the replay shows it. */
export const replayDone = z.object({ position });
export const annotationMade = z.object({ annotationId: id, position });
