/** A neighbour's phone is forgotten when the message ends, after its last answer was brought. */
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Timer } from '@bijspringen/kernel/timers.ts';
import { putAway } from './devices.ts';
import { type NotificationTools, SENDER } from './tools.ts';

export function reporterDevicesTimer(tools: NotificationTools): Timer {
  return {
    name: 'reporter-devices',
    open: (limit) => tools.rows.endedDevices(limit).map(({ deviceId, due }) => ({ key: deviceId, due })),
    async fire({ key }) {
      const device = tools.rows.device(key);
      if (device === null || device.status === 'removed') return;
      const commandId = derivedId('signal-closed', key);
      const handled = await putAway(tools, device, { because: 'signal-closed', commandId, actor: SENDER });
      if (isRefusal(handled)) throw new Error(`a device could not be put away: ${handled.refused}`);
    },
  };
}
