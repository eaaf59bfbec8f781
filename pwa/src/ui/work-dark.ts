import { useEffect } from 'preact/hooks';

/** Crisis screens are dark whatever the phone prefers: the person was asleep, and the lamp button is the light. */
export function useDark(): void {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset.theme;
    root.dataset.theme = 'dark';
    return () => {
      if (before === undefined) delete root.dataset.theme;
      else root.dataset.theme = before;
    };
  }, []);
}
