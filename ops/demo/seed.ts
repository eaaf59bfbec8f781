/** Fills a new data folder with the demo district, by telling its stories to a host whose clock is moved along. */
import { existsSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { publicDistrict } from '@bijspringen/contracts/people/api.ts';
import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import { type Settings, startHost } from '@bijspringen/host/index.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { isWorkingDay, nextWorkingDay, toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';
import { seedAvailability, seedRoster } from '@bijspringen/roster/index.ts';
import { instantOf } from './moments.ts';
import { stories } from './stories.ts';
import { createTeller } from './teller.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** The district was opened well before the first story. */
const OPENED_DAYS_BEFORE = 30;

/** True when there is nothing in the data folder yet. */
export function isNew(dataFolder: string): boolean {
  return !existsSync(dataPaths(dataFolder).logFile);
}

async function logIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ persona: 'caretaker' }),
  });
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  if (!response.ok || cookie === '') throw new Error(`demo login: ${response.status}`);
  return cookie;
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

/**
 * Tells every story up to `now` in a folder beside `settings.dataFolder`, and moves it there when all is told: stopped
 * halfway, the next start begins anew.
 */
export async function seedDemo(settings: Settings, now: Date, log: (line: string) => void): Promise<void> {
  const folder = `${settings.dataFolder}.being-made`;
  rmSync(folder, { recursive: true, force: true });
  const clock = createFakeClock(new Date(now.getTime() - OPENED_DAYS_BEFORE * DAY_MS));
  const host = await startHost({ ...settings, dataFolder: folder, port: 0 }, { clock, log: () => undefined });
  try {
    await seedAvailability(host.kernel, await seedWaterkant(host.kernel));
    const district = publicDistrict.parse(await (await fetch(`${host.url}/api/district`)).json());
    const hours = district.workingHours;
    const steps = stories
      .map(({ at, run }) => ({ instant: instantOf(at, now, hours), run }))
      .filter(({ instant }) => instant < now.toISOString())
      .sort((a, b) => (a.instant < b.instant ? -1 : 1));
    const workingDayAhead = (count: number) => daysAhead(clock.now(), count, hours);
    const teller = createTeller({ url: host.url, logIn: () => logIn(host.url), workingDayAhead });
    for (const [index, step] of steps.entries()) {
      await clock.advanceTo(step.instant);
      await step.run(teller);
      if (index % 10 === 9) log(`  ${index + 1} of ${steps.length} moments told`);
    }
    await clock.advanceTo(now);
    await seedWeek(host.kernel);
  } finally {
    await host.stop();
  }
  if (existsSync(settings.dataFolder)) rmdirSync(settings.dataFolder);
  renameSync(folder, settings.dataFolder);
}
