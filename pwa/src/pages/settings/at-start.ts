/** What happens once somebody is in: the server hears which subscription this phone has, and a running alert comes first. */
import { crisisApi } from '../../api/work-crisis.ts';
import { goTo, path } from '../../router.ts';
import { app } from '../work-context.ts';
import { push } from './settings-context.ts';

let isListening = false;

/** The service worker tells that the browser changed the subscription. */
function listen(): void {
  if (isListening || !('serviceWorker' in navigator)) return;
  isListening = true;
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent) => {
    if (event.data?.kind === 'push-changed') void push.sync();
  });
}

/** Somebody with a queue of her own is a resident too: from her list an alert is one step away, so it is taken. */
async function leadToAlert(): Promise<void> {
  if (!app.hasRole('crisis-trained-resident') || !app.session.hasQueue.peek()) return;
  const outcome = await crisisApi.mine();
  if (outcome.ok && outcome.value.crisisId !== null && path.peek() === '/werk')
    goTo(`/werk/oproep/${outcome.value.crisisId}`);
}

export async function atStart(): Promise<void> {
  listen();
  await Promise.all([push.sync(), leadToAlert()]);
}
