/** Which alerts this phone has already shown as ended, so that a push that was under way longer says so. */
const CACHE = 'stood-down-v1';
/** Longer than any push service keeps a message of ours. */
const KEPT_MAX_MS = 24 * 60 * 60 * 1_000;
const KEPT_MAX = 20;

const keyOf = (tag: string) => `/over/${encodeURIComponent(tag)}`;

/** Notes that the alert with this tag is over. */
export async function noteStoodDown(tag: string, nowMs: number): Promise<void> {
  const cache = await caches.open(CACHE);
  const keys = await cache.keys();
  // Oldest first; a phone is in a handful of alerts a year.
  for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_MAX + 1))) await cache.delete(key);
  await cache.put(keyOf(tag), new Response(String(nowMs)));
}

export async function wasStoodDown(tag: string, nowMs: number): Promise<boolean> {
  const cache = await caches.open(CACHE);
  const found = await cache.match(keyOf(tag));
  if (!found) return false;
  return nowMs - Number(await found.text()) < KEPT_MAX_MS;
}
