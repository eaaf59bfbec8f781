/** A night of Waterkant that is over, in the data folder of a host that does not run. */
import { randomUUID } from 'node:crypto';
import { type Settings, startHost } from '@bijspringen/host/index.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { anEvening, BEGAN, type Cast, tell } from '@bijspringen/learning/evening.fixture.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';

/** A night that is over, for whoever looks back; told while it is that night, so that no timer finds it late. */
export async function tellNight(settings: Settings): Promise<void> {
  const host = await startHost(settings, { clock: createFakeClock(BEGAN), log: () => undefined });
  try {
    await tellTo(host.kernel);
  } finally {
    await host.stop();
  }
}

async function tellTo(kernel: Kernel): Promise<void> {
  const { districtId, organisationId, people } = await seedWaterkant(kernel);
  const idOf = (persona: string) => people[persona] ?? randomUUID();
  const residents = ['', '-b', '-c', '-d', '-e', '-f'].map((letter) => idOf(`responder${letter}`));
  const cast: Cast = {
    ...{ officer: idOf('duty-officer'), second: idOf('second-duty-officer') },
    ...{ caretaker: idOf('caretaker'), residents },
  };
  const matter = { districtId, organisationId, signalId: randomUUID(), crisisId: randomUUID() };
  await tell(kernel, matter, { told: anEvening(kernel.vault, matter, { cast }) });
}
