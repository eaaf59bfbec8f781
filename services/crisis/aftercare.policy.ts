/** When helpers, the reporter and the person are called afterwards. Pure. */
import type { AftercareMoments } from '@bijspringen/contracts/crisis/commands.ts';
import { addDays, atLocalTime, toLocalDate } from '@bijspringen/kernel/local-time.ts';

const MORNING = '10:30';
const EVENING = '20:30';
/** What ends before this is called the same morning; whoever was up all night sleeps until then. */
const EARLY = '09:00';
/** What ends before this is called the same evening. */
const LATE = '19:00';
const SECOND_ROUND_DAYS = 2;

/** The first round the same day where that can be, and the second in the morning two local days after it. */
export function aftercareMoments(now: string, timeZone: string): AftercareMoments {
  const today = toLocalDate(now, timeZone);
  const first = firstRound(now, today, timeZone);
  const day = addDays(toLocalDate(first, timeZone), SECOND_ROUND_DAYS);
  return { first, second: atLocalTime(day, MORNING, timeZone) };
}

function firstRound(now: string, today: string, timeZone: string): string {
  if (now < atLocalTime(today, EARLY, timeZone)) return atLocalTime(today, MORNING, timeZone);
  if (now < atLocalTime(today, LATE, timeZone)) return atLocalTime(today, EVENING, timeZone);
  return atLocalTime(addDays(today, 1), MORNING, timeZone);
}
