/** A browser's side of a real host on the night of 22 November 2026, for the specifications of the duty screens' models. */
import { startTestHost, type TestHost } from '@bijspringen/host/testing/test-host.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { seedRoster } from '@bijspringen/roster/index.ts';

/** Sunday 22 November 2026, 02.17 at Waterkant. */
const NIGHT = '2026-11-22T01:17:00.000Z';

export type Browsing = {
  host: TestHost;
  now: () => Date;
  isOnline: () => boolean;
  cutLine: () => void;
  restoreLine: () => void;
  end: () => Promise<void>;
};

/** Starts Waterkant with its roster; `fetch` is that of a page on it, with its cookie, until `end`. */
export async function startBrowsing(): Promise<Browsing> {
  const realFetch = globalThis.fetch;
  const clock = createFakeClock(NIGHT);
  const host = await startTestHost({ clock });
  await seedRoster(host.kernel, host.waterkant);
  let cookie = '';
  let isOnline = true;

  /** What a browser adds to a request of our own page: the origin, and the cookie it was given. */
  async function asBrowser(path: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    if (String(path).startsWith('http')) return realFetch(path, init);
    if (!isOnline) throw new TypeError('fetch failed');
    const headers = { ...Object.fromEntries(new Headers(init.headers)), origin: host.url, cookie };
    const response = await realFetch(`${host.url}${String(path)}`, { ...init, headers });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    return response;
  }

  globalThis.fetch = asBrowser;
  return {
    host,
    now: () => clock.now(),
    isOnline: () => isOnline,
    cutLine: () => {
      isOnline = false;
    },
    restoreLine: () => {
      isOnline = true;
    },
    async end() {
      globalThis.fetch = realFetch;
      await host.end();
    },
  };
}
