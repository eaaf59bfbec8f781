/** Whether there is room for the list and a message beside each other. */
import { signal } from '@preact/signals';

const DESK = '(min-width: 60rem)';

export const isDesk = signal(false);

const wide = window.matchMedia(DESK);
isDesk.value = wide.matches;
wide.addEventListener('change', (change) => {
  isDesk.value = change.matches;
});
