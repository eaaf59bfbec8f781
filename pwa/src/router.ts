/**
 * Where we are. Public screens share one entry of the browser's history (every step replaces the one before), so that
 * after "Snel weg" the Back button shows nothing of them. Worker screens get entries of their own.
 */
import { signal } from '@preact/signals';

const current = signal(typeof location === 'undefined' ? '/' : location.pathname);
/** The path, without query or fragment. */
export const path = current;
/** The query: how a tap on a notification says what was tapped. */
export const query = signal(typeof location === 'undefined' ? '' : location.search);
/** The screen before this one, for the "Terug" of a page that can be opened from anywhere. */
export const cameFrom = signal('/');

export function isWorkerPath(pathname: string): boolean {
  return pathname === '/werk' || pathname.startsWith('/werk/');
}

/** Goes to a path of this app. Public steps always replace. */
export function goTo(target: string): void {
  const { pathname } = new URL(target, location.origin);
  const keepsHistory = isWorkerPath(pathname) && isWorkerPath(location.pathname);
  if (keepsHistory) history.pushState(null, '', target);
  else history.replaceState(null, '', target);
  arrive();
}

function arrive(): void {
  const changed = current.peek() !== location.pathname;
  if (changed) cameFrom.value = location.pathname === cameFrom.peek() ? '/' : current.peek();
  current.value = location.pathname;
  query.value = location.search;
  if (changed) window.scrollTo(0, 0);
}

/** Links that the browser itself must follow: other sites, other windows, downloads, `tel:`, the API. */
function isOurs(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.origin !== location.origin || link.target || link.hasAttribute('download')) return false;
  return !link.pathname.startsWith('/api/');
}

/** Lets ordinary links of the app go through `goTo`; call once. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !isOurs(link, event)) return;
    event.preventDefault();
    goTo(link.pathname + link.search + link.hash);
  });
  window.addEventListener('popstate', arrive);
}
