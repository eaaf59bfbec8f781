import { shortMoment } from '../../i18n/work-say.ts';
import { settingsWords as words } from '../../i18n/work-settings.nl.ts';
import { inWords } from '../../models/work-problems.ts';
import type { Device, PushState } from '../../models/work-push.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { check, circleAlert } from '../../ui/icons.ts';
import { app } from '../work-context.ts';
import { push } from './settings-context.ts';

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** What it is now, in a sentence, and what can be done about it. */
function State({ state }: { state: PushState }) {
  switch (state) {
    case 'looking':
      return <p role="status">{words.phone.looking}</p>;
    case 'on':
      return (
        <>
          <Banner tone="lamp" icon={check} title={words.phone.on} />
          <p class="hint">{words.phone.silent}</p>
          <Button look="second-choice" onClick={() => void push.turnOff()}>
            {words.phone.turnOff}
          </Button>
        </>
      );
    case 'off':
      return (
        <>
          <p>{words.phone.off}</p>
          <Button onClick={() => void push.turnOn()}>{words.phone.turnOn}</Button>
        </>
      );
    case 'not-supported':
      return (
        <>
          <Banner tone="heed" icon={circleAlert} title={words.phone.notSupported} />
          <p>{words.phone.notSupportedNow}</p>
        </>
      );
    case 'needs-home-screen':
      return (
        <>
          <p>
            <b>{words.phone.homeScreen}</b>
          </p>
          <Steps steps={words.phone.homeScreenSteps} />
          <p class="hint">{words.phone.homeScreenOld}</p>
        </>
      );
    case 'blocked':
      return (
        <>
          <Banner tone="heed" icon={circleAlert} title={words.phone.blocked} />
          <Steps steps={words.phone.blockedSteps} />
          <Button onClick={() => void push.turnOn()}>{words.phone.lookAgain}</Button>
        </>
      );
    case 'failed':
      return (
        <>
          <Banner tone="heed" icon={circleAlert} title={words.phone.failed} isNews />
          <p>{words.phone.failedNow}</p>
          <Button onClick={() => void push.turnOn()}>{words.phone.turnOn}</Button>
        </>
      );
  }
}

/** The push service says which kind of browser it is. */
function nameOf(device: Device): string {
  const { services } = words.devices;
  const service = device.service ?? '';
  if (device.deviceId === push.deviceId.value) return words.devices.this;
  if (service.endsWith('googleapis.com')) return services.google;
  if (service.endsWith('mozilla.com')) return services.mozilla;
  if (service.endsWith('apple.com')) return services.apple;
  return service.endsWith('windows.com') ? services.windows : services.other;
}

function DeviceLine({ device }: { device: Device }) {
  const { last } = device;
  const name = nameOf(device);
  const isOwn = device.deviceId === push.deviceId.value;
  return (
    <li class="device">
      <div class="grow">
        <b>{name}</b>
        <small>{words.devices.since(shortMoment(device.since, app.here.value))}</small>
        {last !== null && (
          <small>
            {words.devices.last(words.devices.states[last.state], shortMoment(last.at, app.here.value))}
          </small>
        )}
        {last?.why && <small class="why">{words.failures[last.why]}</small>}
      </div>
      {!isOwn && (
        <button
          class="link"
          type="button"
          aria-label={words.devices.removeLabel(name)}
          onClick={() => void push.remove(device.deviceId)}
        >
          {words.devices.remove}
        </button>
      )}
    </li>
  );
}

function Devices() {
  const devices = push.devices.value;
  if (devices === null) return null;
  return (
    <section class="stack">
      <h3>{words.devices.title}</h3>
      {devices.length === 0 ? (
        <p>{words.devices.none}</p>
      ) : (
        <ul class="devices">
          {devices.map((device) => (
            <DeviceLine key={device.deviceId} device={device} />
          ))}
        </ul>
      )}
    </section>
  );
}

function lastShown(): string | null {
  const own = push.devices.value?.find((device) => device.deviceId === push.deviceId.value);
  return own?.lastShownAt ?? null;
}

function whyFailed(): string | null {
  const drills = push.devices.value?.filter((device) => device.last?.kind === 'drill');
  const why = drills?.map((device) => device.last?.why).find((each) => each !== null && each !== undefined);
  return why === undefined || why === null ? null : words.failures[why];
}

/** A drill over the path of a real alert, and what came of it while one looks. */
function Drill() {
  if ((push.devices.value ?? []).length === 0) return null;
  const state = push.drill.value;
  const seenAt = lastShown();
  return (
    <section class="stack">
      <h3>{words.drill.title}</h3>
      <p>
        {words.drill.lead} {words.drill.tip}
      </p>
      <Button look="second-choice" onClick={() => void push.sendDrill()}>
        {words.drill.send}
      </Button>
      <div role="status" class="drill-state">
        {state !== 'none' && (
          <p>
            <b>{words.drill.states[state]}</b> {state === 'failed' && whyFailed()}
          </p>
        )}
      </div>
      {push.state.value === 'on' && (
        <p class="hint">
          {seenAt === null ? words.drill.lastNone : words.drill.last(shortMoment(seenAt, app.here.value))}
        </p>
      )}
    </section>
  );
}

/** Whether this phone can be woken, how to mend it when not, and a drill. */
export function Phone() {
  const problem = push.problem.value;
  return (
    <section class="panel" aria-labelledby="settings-phone">
      <h2 id="settings-phone">{words.phone.title}</h2>
      {problem !== null && <Banner tone="heed" icon={circleAlert} title={inWords(problem)} isNews />}
      <State state={push.state.value} />
      <p class="hint">{words.phone.never}</p>
      <Drill />
      <Devices />
    </section>
  );
}
