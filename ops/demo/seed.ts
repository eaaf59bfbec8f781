/** Fills a new data folder with the demo district, by telling its stories to a host whose clock is moved along. */
import { existsSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { publicDistrict } from '@bijspringen/contracts/people/api.ts';
import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { type Host, type Settings, startHost } from '@bijspringen/host/index.ts';
import { type Watch, watchServices } from '@bijspringen/host/testing/watched-services.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { addDays, isWorkingDay, nextWorkingDay, toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';
import { seedAvailability, seedDays, seedRoster } from '@bijspringen/roster/index.ts';
import { daysAgo, instantOf } from './moments.ts';
import { type Step, stories } from './stories.ts';
import { createTeller } from './teller.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** The district was opened well before the first story. */
const OPENED_DAYS_BEFORE = 30;
/** Somebody has duty at every hour from here on: in the night that is told, and until now, so that no talk afterwards changes hands. */
const DUTY_DAYS = 3;
const LOG_EVERY = 20;
const SESSION_MS = 60 * 60 * 1_000;

/** True when there is nothing in the data folder yet. */
export function isNew(dataFolder: string): boolean {
  return !existsSync(dataPaths(dataFolder).logFile);
}

async function logIn(url: string, persona: string): Promise<string> {
  const response = await fetch(`${url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ persona }),
  });
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  if (!response.ok || cookie === '') throw new Error(`demo login: ${response.status}`);
  return cookie;
}

/** One session for what somebody does within an hour: it lasts longer than that, and a story for weeks. */
function loggingIn(url: string, clock: FakeClock): (persona: string) => Promise<string> {
  const sessions = new Map<string, { cookie: string; untilMs: number }>();
  return async (persona) => {
    const nowMs = clock.now().getTime();
    const known = sessions.get(persona);
    if (known !== undefined && nowMs < known.untilMs) return known.cookie;
    const cookie = await logIn(url, persona);
    sessions.set(persona, { cookie, untilMs: nowMs + SESSION_MS });
    return cookie;
  };
}

function daysAhead(now: Date, count: number, hours: WorkingHours): string {
  const today = toLocalDate(now.toISOString(), hours.timeZone);
  if (count === 0 && isWorkingDay(today, hours)) return today;
  return nextWorkingDay(today, hours, Math.max(1, count));
}

/**
 * What a demo needs at every start: people whom an older release did not know yet, and a roster for the week that comes.
 * What is there already is not written again.
 */
export async function seedWeek(kernel: Kernel): Promise<void> {
  const waterkant = await seedWaterkant(kernel);
  await seedAvailability(kernel, waterkant);
  await seedRoster(kernel, waterkant);
}

/** Moves a host's clock; what falls due on the way happens at its own moment, and is in the log before the story goes on. */
type Wait = (until: string) => Promise<void>;

function waiting(host: Host, clock: FakeClock, watch: Watch): Wait {
  return async (until) => {
    await watch.settled(host.opened);
    while (clock.now() < new Date(until)) {
      await clock.advanceTo(watch.nextMoment(until));
      await watch.settled(host.opened);
    }
  };
}

type Telling = { host: Host; clock: FakeClock; now: Date; wait: Wait; log: (line: string) => void };

/** Every story up to `now`, and a roster from just before the night that is told up to and with today. */
async function tellAll({ host, clock, now, wait, log }: Telling): Promise<void> {
  const waterkant = await seedWaterkant(host.kernel);
  await seedAvailability(host.kernel, waterkant);
  const district = publicDistrict.parse(await (await fetch(`${host.url}/api/district`)).json());
  const hours = district.workingHours;
  const today = toLocalDate(now.toISOString(), hours.timeZone);
  const dates = Array.from({ length: DUTY_DAYS + 1 }, (_, day) => addDays(today, day - DUTY_DAYS));
  const roster: Step = {
    at: daysAgo(DUTY_DAYS, '08:30'),
    run: () => seedDays(host.kernel, waterkant, dates),
  };
  const steps = [roster, ...stories]
    .map(({ at, run }) => ({ instant: instantOf(at, now, hours), run }))
    .filter(({ instant }) => instant < now.toISOString())
    .sort((a, b) => Date.parse(a.instant) - Date.parse(b.instant));
  const workingDayAhead = (count: number) => daysAhead(clock.now(), count, hours);
  const teller = createTeller({ url: host.url, logIn: loggingIn(host.url, clock), workingDayAhead });
  for (const [index, step] of steps.entries()) {
    await wait(step.instant);
    await step.run(teller);
    if (index % LOG_EVERY === LOG_EVERY - 1) log(`  ${index + 1} of ${steps.length} moments told`);
  }
  await wait(now.toISOString());
}

/**
 * Tells every story up to `now` in a folder beside `settings.dataFolder`, and moves it there when all is told: stopped
 * halfway, the next start begins anew. Gives the position of the last event that it told.
 */
export async function seedDemo(
  settings: Settings,
  now: Date,
  log: (line: string) => void,
): Promise<Position | null> {
  const folder = `${settings.dataFolder}.being-made`;
  rmSync(folder, { recursive: true, force: true });
  const clock = createFakeClock(new Date(now.getTime() - OPENED_DAYS_BEFORE * DAY_MS));
  const watch = watchServices(clock);
  const host = await startHost(
    { ...settings, dataFolder: folder, port: 0 },
    { clock, log: () => undefined, services: watch.services },
  );
  let told: Position | null = null;
  try {
    await tellAll({ host, clock, now, wait: waiting(host, clock, watch), log });
    await seedWeek(host.kernel);
    await watch.settled(host.opened);
    told = await host.kernel.store.head();
  } finally {
    await host.stop();
  }
  if (existsSync(settings.dataFolder)) rmdirSync(settings.dataFolder);
  renameSync(folder, settings.dataFolder);
  return told;
}
