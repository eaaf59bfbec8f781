/** Whether the phone says it has internet. It may be wrong in one direction: "online" on a dead connection. */
import { createModel, signal } from '@preact/signals';

export const ConnectionModel = createModel((first: boolean) => {
  const isOnline = signal(first);
  return {
    isOnline,
    listen(): void {
      window.addEventListener('online', () => {
        isOnline.value = true;
      });
      window.addEventListener('offline', () => {
        isOnline.value = false;
      });
    },
  };
});

export const connection = new ConnectionModel(typeof navigator === 'undefined' ? true : navigator.onLine);
