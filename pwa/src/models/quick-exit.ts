/**
 * "Snel weg": everything that somebody wrote here is gone from the phone, and another page stands in its place.
 * Parts that keep something register how to forget it. The browser's own history cannot be wiped by a page.
 */
type Forget = () => void | Promise<void>;

/** A page about the weather: nobody asks why it is open. The host's EXIT_URL replaces it as soon as it is known. */
export const FALLBACK_EXIT_URL = 'https://www.knmi.nl/nederland-nu/weer/verwachtingen';
/** The page is blank by then, and a slow phone needs the time: what it does not get to hide would be announced later. */
const FORGET_TIMEOUT_MS = 2_000;

const hooks: Forget[] = [];

/** Registers what must be forgotten; run in the order of registering, all of them, also when one fails. */
export function onQuickExit(forget: Forget): void {
  hooks.push(forget);
}

function wipeSession(): void {
  try {
    sessionStorage.clear();
  } catch (error) {
    console.warn('session storage not there', error instanceof Error ? error.name : 'unknown');
  }
}

async function runHooks(): Promise<void> {
  for (const forget of hooks) {
    try {
      await forget();
    } catch (error) {
      console.warn('forgetting failed', error instanceof Error ? error.name : 'unknown');
    }
  }
}

/** Hides the page at once, forgets, and replaces it. */
export async function quickExit(exitUrl: string = FALLBACK_EXIT_URL): Promise<void> {
  document.body.textContent = '';
  document.title = '';
  wipeSession();
  await Promise.race([runHooks(), new Promise((resolve) => setTimeout(resolve, FORGET_TIMEOUT_MS))]);
  location.replace(exitUrl);
}
