/** Back on a phone closes what lies above the page, as people expect; the page itself stays. */
import { useEffect } from 'preact/hooks';

const MARK = { isAbove: true };

function isAboveEntry(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'isAbove' in state;
}

export type Above = { isOpen: () => boolean; close: () => void };

/**
 * What is open has an entry of its own in the browser's history. Closed in another way the entry stays, for the next
 * time, and Back passes over it: then it still takes one press to leave the page.
 */
export function useBackCloses({ isOpen, close }: Above): void {
  const isOpenNow = isOpen();
  useEffect(() => {
    if (isOpenNow && !isAboveEntry()) history.pushState(MARK, '');
  }, [isOpenNow]);
  useEffect(() => {
    const own = location.pathname;
    const listen = () => {
      if (isAboveEntry() || location.pathname !== own) return;
      if (isOpen()) close();
      else history.back();
    };
    window.addEventListener('popstate', listen);
    return () => window.removeEventListener('popstate', listen);
  }, []);
}
