/** What a public screen needs before it has a connection: the district, its key for kept messages, the help routes. */
const CACHE = 'public-facts-v1';
const FACTS = ['/api/help-routes', '/api/district'];
/** A phone on a bad line gets yesterday's numbers rather than none. */
const NETWORK_TIMEOUT_MS = 3_000;

/** Fetches the facts when the service worker is installed; a failure is made good by the first page that asks. */
export async function keepPublicFacts(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(FACTS.map((path) => cache.add(path).catch(() => undefined)));
}

/** The newest facts when the network answers in time, else the kept ones. */
export async function servePublicFacts({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.url);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await cache.put(request.url, response.clone());
    return response;
  });
  if (!kept) return fresh;
  const tooSlow = new Promise<Response>((resolve) => setTimeout(resolve, NETWORK_TIMEOUT_MS, kept));
  return Promise.race([fresh.catch(() => kept), tooSlow]);
}
