import {
  type DeviceEvent,
  deviceEvents,
  type Subscription,
} from '@bijspringen/contracts/notifications/events.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, it } from 'vitest';
import { type DeviceCommand, deviceDecider } from './device.decider.ts';

const { given } = specify(deviceDecider, { catalogue: createCatalogue({ device: deviceEvents }, {}) });
const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const [personId, signalId, testId] = [id(1), id(2), id(3)];
const endpointHmac = 'ab'.repeat(32);
const mine = sealedFor('worker', 'endpoint') as unknown as Sealed<Subscription>;
const neighbours = sealedFor('reporter', 'endpoint') as unknown as Sealed<Subscription>;

const subscribe: DeviceCommand = { type: 'SubscribeDevice', personId, endpointHmac, subscription: mine };
const subscribed: DeviceEvent = {
  type: 'DeviceSubscribed',
  data: { personId, endpointHmac, subscription: mine },
};
const follow: DeviceCommand = {
  type: 'SubscribeReporterDevice',
  signalId,
  endpointHmac,
  subscription: neighbours,
};
const followed: DeviceEvent = {
  type: 'ReporterDeviceSubscribed',
  data: { signalId, endpointHmac, subscription: neighbours },
};
const removed: DeviceEvent = { type: 'DeviceRemoved', data: { because: 'asked' } };
const test: DeviceCommand = { type: 'TestDevice', testId };
const tested: DeviceEvent = { type: 'DeviceTested', data: { testId } };

describe('a phone of a person', () => {
  it('is subscribed once, also when it says so at every start of the app', () => {
    given().when(subscribe).then(subscribed);
    given(subscribed).when(subscribe).thenNothing();
  });

  it('may come back after it was removed', () => {
    given(subscribed, removed).when(subscribe).then(subscribed);
  });

  it('is tested when its owner asks, each test once', () => {
    given(subscribed).when(test).then(tested);
    given(subscribed, tested).when(test).thenNothing();
    given(subscribed, tested)
      .when({ ...test, testId: id(4) })
      .then({ type: 'DeviceTested', data: { testId: id(4) } });
  });

  it('is not tested when it is not there', () => {
    given().when(test).thenRefuses('not-found');
    given(subscribed, removed).when(test).thenRefuses('not-found');
  });

  it('is removed once', () => {
    given(subscribed).when({ type: 'RemoveDevice', because: 'asked' }).then(removed);
    given(subscribed, removed).when({ type: 'RemoveDevice', because: 'gone' }).thenNothing();
    given().when({ type: 'RemoveDevice', because: 'asked' }).thenRefuses('not-found');
  });
});

describe('a phone of a neighbour', () => {
  it('is subscribed once', () => {
    given().when(follow).then(followed);
    given(followed).when(follow).thenNothing();
  });

  it('does not come back under the key that was destroyed', () => {
    given(followed, removed).when(follow).thenRefuses('not-found');
  });
});
