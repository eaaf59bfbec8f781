/** Which services run here, with what each needs. */
import type { RenderPlain } from '@bijspringen/contracts/signals/plain.ts';
import { createCrisis } from '@bijspringen/crisis/index.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import type { ReadLog } from '@bijspringen/kernel/vault/port.ts';
import { createLearning } from '@bijspringen/learning/index.ts';
import { createNotifications, type NotificationsOptions } from '@bijspringen/notifications/index.ts';
import { createPaging } from '@bijspringen/paging/index.ts';
import { createPeople, type PeopleSettings } from '@bijspringen/people/index.ts';
import { createQueue } from '@bijspringen/queue/index.ts';
import { createRoster } from '@bijspringen/roster/index.ts';
import { createSignals } from '@bijspringen/signals/index.ts';

export type ServiceTools = {
  people: PeopleSettings;
  push: Pick<NotificationsOptions, 'contact' | 'test'>;
  log: Log;
  readLog: ReadLog;
  exitUrl: string;
  /** Pages without JavaScript; undefined while the app is not built. */
  renderPlain: RenderPlain | undefined;
};

/** Every service of this release. */
export function createServices({
  people,
  push,
  log,
  readLog,
  exitUrl,
  renderPlain,
}: ServiceTools): Service[] {
  const signals = createSignals({ exitUrl, isDemo: people.isDemo, renderPlain });
  return [
    createPeople(people),
    createRoster(),
    signals,
    createPaging(),
    createCrisis(),
    createNotifications({ ...push, publicUrl: people.publicUrl, log }),
    createLearning(),
    createQueue({ log, readLog }),
  ];
}
