/** Whether this phone can be woken, and a drill to see it. */
import type { DevicesView } from '@bijspringen/contracts/notifications/api.ts';
import { createModel, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { PhonePush } from '../api/phone-push.ts';
import type { WorkProblem } from '../api/work.ts';
import type { SettingsApi } from '../api/work-settings.ts';
import { dropStored, keepStored, readStored, type Store } from './stored.ts';
import { createCommandIds } from './work-commands.ts';
import { isSessionOver } from './work-problems.ts';
import { DRILL_LOOK_EVERY_MS, DRILL_LOOKS_MAX } from './work-settings-limits.ts';

export type Device = DevicesView['devices'][number];

/** `failed`: the browser gave no subscription, or the server could not be told. */
export type PushState =
  | 'looking'
  | 'not-supported'
  | 'needs-home-screen'
  | 'blocked'
  | 'off'
  | 'on'
  | 'failed';

/** `silent`: nothing was heard within the time that we look. */
export type DrillState = 'none' | 'sending' | 'sent' | 'shown' | 'failed' | 'silent';

export type PushDeps = {
  api: Pick<SettingsApi, 'pushKey' | 'subscribe' | 'unsubscribe' | 'devices' | 'drill'>;
  phone: PhonePush;
  store: Store | undefined;
  personId: () => string | null;
  wait: (ms: number) => Promise<void>;
  sessionEnded: () => void;
};

/** Who wants to be woken on this phone: the browser may drop a subscription by itself, and it is then made again. */
const KEY = 'bijspringen.push';
const wanted = z.object({ personId: z.string() });

/** What the last message to a phone was and came to. */
function lastOf(device: Device | undefined): string {
  return device?.last === undefined || device.last === null ? '' : `${device.last.at} ${device.last.kind}`;
}

export const WorkPush = createModel((deps: PushDeps) => {
  const state = signal<PushState>('looking');
  const isBusy = signal(false);
  const problem = signal<WorkProblem | null>(null);
  const devices = signal<readonly Device[] | null>(null);
  /** This phone, as the server knows it. */
  const deviceId = signal<string | null>(null);
  const drill = signal<DrillState>('none');
  const commands = createCommandIds();

  function failedWith(failure: WorkProblem): void {
    problem.value = failure;
    if (isSessionOver(failure)) deps.sessionEnded();
  }

  /** What can be said without asking anybody anything; null when it can be on. */
  function refusal(): PushState | null {
    const support = deps.phone.support();
    if (support !== 'ok') return support === 'none' ? 'not-supported' : 'needs-home-screen';
    const permission = deps.phone.permission();
    if (permission === 'denied') return 'blocked';
    return permission === 'default' ? 'off' : null;
  }

  async function loadDevices(): Promise<readonly Device[]> {
    const outcome = await deps.api.devices();
    if (outcome.ok) devices.value = outcome.value.devices;
    else failedWith(outcome.problem);
    return devices.peek() ?? [];
  }

  /** Makes or finds the subscription and tells the server; told again it is the same device. */
  async function register(): Promise<PushState> {
    const key = await deps.api.pushKey();
    if (!key.ok) return keptOr(key.problem);
    const subscription = await deps.phone.subscribe(key.value.publicKey);
    if (subscription === null) return 'failed';
    const commandId = commands.idFor('subscribe', subscription);
    const outcome = await deps.api.subscribe({ commandId, subscription });
    if (!outcome.ok) return keptOr(outcome.problem);
    commands.done('subscribe');
    deviceId.value = outcome.value.deviceId;
    keepStored(deps.store, KEY, { personId: deps.personId() });
    return 'on';
  }

  /** Without internet what was true before is still true. */
  function keptOr(failure: WorkProblem): PushState {
    failedWith(failure);
    return failure.code === 'offline' && deviceId.peek() !== null ? 'on' : 'failed';
  }

  /** Whether whoever is logged in asked to be woken on this phone. */
  async function isWanted(): Promise<boolean> {
    const stored = readStored(deps.store, KEY, wanted);
    if (stored !== null) return stored.personId === deps.personId();
    return (await deps.phone.current()) !== null;
  }

  async function busy(work: () => Promise<void>): Promise<void> {
    if (isBusy.peek()) return;
    isBusy.value = true;
    problem.value = null;
    try {
      await work();
    } finally {
      isBusy.value = false;
    }
  }

  function drillOutcome(before: ReadonlyMap<string, string>, now: readonly Device[]): DrillState {
    const tried = now.filter(
      (device) => device.last?.kind === 'drill' && lastOf(device) !== before.get(device.deviceId),
    );
    const own = tried.find((device) => device.deviceId === deviceId.peek());
    const states = (own === undefined ? tried : [own]).map((device) => device.last?.state);
    if (states.some((each) => each === 'shown' || each === 'opened')) return 'shown';
    if (states.length > 0 && states.every((each) => each === 'failed' || each === 'expired')) return 'failed';
    return states.includes('accepted') ? 'sent' : 'sending';
  }

  async function watchDrill(before: ReadonlyMap<string, string>): Promise<void> {
    for (let looks = 0; looks < DRILL_LOOKS_MAX; looks += 1) {
      await deps.wait(DRILL_LOOK_EVERY_MS);
      drill.value = drillOutcome(before, await loadDevices());
      if (drill.value === 'shown' || drill.value === 'failed') return;
    }
    drill.value = 'silent';
  }

  return {
    state,
    isBusy,
    problem,
    devices,
    deviceId,
    drill,
    /** At every start of the app, and when the browser changed the subscription: the server is told again. */
    async sync() {
      const refused = refusal();
      if (refused !== null) {
        state.value = refused;
        return;
      }
      await busy(async () => {
        state.value = (await isWanted()) ? await register() : 'off';
      });
    },
    loadDevices: async () => void (await loadDevices()),
    async turnOn() {
      await busy(async () => {
        if (deps.phone.support() === 'ok' && deps.phone.permission() === 'default') await deps.phone.ask();
        state.value = refusal() ?? (await register());
        await loadDevices();
      });
    },
    async turnOff() {
      await busy(async () => {
        dropStored(deps.store, KEY);
        await deps.phone.unsubscribe();
        const own = deviceId.peek();
        deviceId.value = null;
        state.value = refusal() ?? 'off';
        drill.value = 'none';
        if (own === null) return;
        const outcome = await deps.api.unsubscribe(own);
        if (!outcome.ok && outcome.problem.code !== 'not-found') failedWith(outcome.problem);
        await loadDevices();
      });
    },
    /** Logging out: nothing of this person comes to this device any more. Coming back turns it on again by itself. */
    async leave() {
      const own = deviceId.peek();
      if (own === null) return;
      deviceId.value = null;
      await deps.phone.unsubscribe();
      const outcome = await deps.api.unsubscribe(own);
      // The push service says that it is gone at the next message, if the server could not be told now.
      if (!outcome.ok) problem.value = outcome.problem;
    },
    async remove(other: string) {
      await busy(async () => {
        const outcome = await deps.api.unsubscribe(other);
        if (!outcome.ok && outcome.problem.code !== 'not-found') failedWith(outcome.problem);
        await loadDevices();
      });
    },
    async sendDrill() {
      await busy(async () => {
        const before = new Map((await loadDevices()).map((device) => [device.deviceId, lastOf(device)]));
        drill.value = 'sending';
        const attempt = { at: before.size, last: [...before.values()] };
        const outcome = await deps.api.drill({ commandId: commands.idFor('drill', attempt) });
        if (!outcome.ok) {
          drill.value = 'none';
          failedWith(outcome.problem);
          return;
        }
        commands.done('drill');
        await watchDrill(before);
      });
    },
    /** Somebody else comes to this device, or nobody. */
    forget() {
      devices.value = null;
      deviceId.value = null;
      problem.value = null;
      drill.value = 'none';
      state.value = 'looking';
    },
  };
});
export type WorkPushModel = InstanceType<typeof WorkPush>;
