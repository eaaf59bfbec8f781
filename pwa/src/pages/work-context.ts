/** The models of the workers' screens, made once, so that going from screen to screen loses nothing. */
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { QUEUE_STREAM_PATH, workApi } from '../api/work.ts';
import type { Here } from '../i18n/work-say.ts';
import { connection } from '../models/connection.model.ts';
import { districtModel } from '../models/district.model.ts';
import { localDateOf } from '../models/work-dates.ts';
import { createDrafts } from '../models/work-drafts.ts';
import { WorkKeys } from '../models/work-keys.model.ts';
import { CLOCK_TICK_MS } from '../models/work-limits.ts';
import type { LiveSource } from '../models/work-live.ts';
import { WorkObserve } from '../models/work-observe.model.ts';
import { WorkPeople } from '../models/work-people.model.ts';
import { WorkQueue } from '../models/work-queue.model.ts';
import { WorkSession } from '../models/work-session.model.ts';
import { WorkSignal, type WorkSignalModel } from '../models/work-signal.model.ts';

const DEFAULT_TIME_ZONE = 'Europe/Amsterdam';

/** Looks through the browser's own storage rules: a browser that forbids it keeps the choice for this visit. */
function deviceStore(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Opens a stream of "something changed" for a model. */
export function openStreamAt(path: string): LiveSource {
  const source = new EventSource(path);
  const live: LiveSource = {
    onopen: null,
    onerror: null,
    addEventListener: (type, listener) => source.addEventListener(type, listener),
    close: () => source.close(),
  };
  source.onopen = () => live.onopen?.();
  source.onerror = () => live.onerror?.();
  return live;
}

const now = signal(new Date());
const clockNow = () => new Date();
const drafts = createDrafts();
const keys = new WorkKeys(deviceStore());
/** Messages that were opened in this visit, the newest last, so that a confirmation is still there on coming back. */
const opened = new Map<string, WorkSignalModel>();
const OPENED_MAX = 20;

/** What screens that are loaded later hold in memory, to be forgotten with the rest. */
const forgetters = new Set<() => void>();

const sessionEnded = () => session.ended();
const queue = new WorkQueue({
  api: workApi,
  openStream: () => openStreamAt(QUEUE_STREAM_PATH),
  isOnline: () => navigator.onLine,
  now: clockNow,
  sessionEnded,
});
const observe = new WorkObserve({ api: workApi, sessionEnded });
const people = new WorkPeople({ api: workApi, sessionEnded });
const session = new WorkSession({
  api: workApi,
  forgetAll() {
    drafts.clear();
    queue.forget();
    observe.forget();
    people.forget();
    opened.clear();
    for (const forget of forgetters) forget();
  },
});

function openSignal(signalId: string): WorkSignalModel {
  const known = opened.get(signalId);
  if (known !== undefined) return known;
  const oldest = opened.keys().next();
  if (opened.size >= OPENED_MAX && !oldest.done) opened.delete(oldest.value);
  const model = new WorkSignal(signalId, { api: workApi, drafts, now: clockNow, sessionEnded });
  opened.set(signalId, model);
  return model;
}

const here: ReadonlySignal<Here> = computed(() => ({
  timeZone: session.session.value?.timeZone ?? DEFAULT_TIME_ZONE,
  now: now.value,
}));
const today = computed(() => localDateOf(here.value.now, here.value.timeZone));

let isTicking = false;

/** The clock on the screens; started by the first screen that shows it. */
function tick(): void {
  if (isTicking) return;
  isTicking = true;
  setInterval(() => {
    now.value = new Date();
  }, CLOCK_TICK_MS);
}

export const app = {
  session,
  queue,
  observe,
  people,
  keys,
  here,
  today,
  openSignal,
  sessionEnded,
  hasRole: (role: Role) => session.session.value?.roles.includes(role) ?? false,
  /** Called when somebody else comes to this device, or logs out. */
  whenForgetting: (forget: () => void) => void forgetters.add(forget),
  tick,
  isOnline: connection.isOnline,
  district: districtModel.district,
};
