/** A phone that can be woken: subscribed by a person, or by a neighbour for one message; tested; removed. */
import type { DeviceEvent, Subscription } from '@bijspringen/contracts/notifications/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';

type Because = Extract<DeviceEvent, { type: 'DeviceRemoved' }>['data']['because'];
type Address = { endpointHmac: string; subscription: Sealed<Subscription> };

export type DeviceCommand =
  | ({ type: 'SubscribeDevice'; personId: Id } & Address)
  | ({ type: 'SubscribeReporterDevice'; signalId: Id } & Address)
  | { type: 'TestDevice'; testId: Id }
  | { type: 'RemoveDevice'; because: Because };

export type Device =
  | { status: 'unknown' }
  | { status: 'active' | 'removed'; owner: 'person' | 'reporter'; lastTestId: Id | null };

function evolve(device: Device, event: DeviceEvent): Device {
  switch (event.type) {
    case 'DeviceSubscribed':
      return { status: 'active', owner: 'person', lastTestId: null };
    case 'ReporterDeviceSubscribed':
      return { status: 'active', owner: 'reporter', lastTestId: null };
    case 'DeviceTested':
      return device.status === 'unknown' ? device : { ...device, lastTestId: event.data.testId };
    case 'DeviceRemoved':
      return device.status === 'unknown' ? device : { ...device, status: 'removed' };
    default:
      return never(event);
  }
}

function decide(command: DeviceCommand, device: Device): Decision<DeviceEvent> {
  switch (command.type) {
    case 'SubscribeDevice': {
      const { personId, endpointHmac, subscription } = command;
      if (device.status === 'active') return [];
      return [{ type: 'DeviceSubscribed', data: { personId, endpointHmac, subscription } }];
    }
    case 'SubscribeReporterDevice': {
      const { signalId, endpointHmac, subscription } = command;
      if (device.status === 'active') return [];
      // Its key was destroyed with it; a neighbour who wants it again gets another device.
      if (device.status === 'removed') return refuse('not-found');
      return [{ type: 'ReporterDeviceSubscribed', data: { signalId, endpointHmac, subscription } }];
    }
    case 'TestDevice':
      if (device.status !== 'active') return refuse('not-found');
      if (device.lastTestId === command.testId) return [];
      return [{ type: 'DeviceTested', data: { testId: command.testId } }];
    case 'RemoveDevice':
      if (device.status === 'unknown') return refuse('not-found');
      if (device.status === 'removed') return [];
      return [{ type: 'DeviceRemoved', data: { because: command.because } }];
    default:
      return never(command);
  }
}

export const deviceDecider: Decider<Device, DeviceCommand, DeviceEvent> = {
  category: 'device',
  initialState: { status: 'unknown' },
  evolve,
  decide,
};
