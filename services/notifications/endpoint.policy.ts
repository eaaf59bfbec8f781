/**
 * Which addresses a message may be sent to. An endpoint is what somebody's browser says, so it is not believed: only the push
 * services that browsers use, on https, at an address on the public internet.
 */

/** Push services of Chrome and what is made of it, Firefox, Edge, and Safari; a star stands for one or more names. */
export const PUSH_HOSTS = [
  'fcm.googleapis.com',
  'android.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  'web.push.apple.com',
  '*.push.apple.com',
] as const;

export type EndpointRules = {
  /** Only for tests: endpoints on this machine, on any port. */
  isLoopbackAllowed: boolean;
};

/** The endpoint as a URL; null when nothing may be sent there. */
export function trustedEndpoint(endpoint: string, { isLoopbackAllowed }: EndpointRules): URL | null {
  if (!URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (isLoopbackAllowed && LOOPBACK_NAMES.includes(url.hostname)) return url;
  // `URL` leaves the port of https out, however it was written.
  if (url.port !== '') return null;
  return PUSH_HOSTS.some((host) => isHost(url.hostname, host)) ? url : null;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

function isHost(hostname: string, allowed: string): boolean {
  if (!allowed.startsWith('*.')) return hostname === allowed;
  return hostname.endsWith(allowed.slice(1)) && hostname.length > allowed.length - 1;
}

/** Whether an address that a name leads to is somewhere on the public internet. What cannot be read is not. */
export function isPublicAddress(address: string): boolean {
  const four = bytesOfFour(address);
  if (four !== null) return isPublicFour(four);
  const six = groupsOfSix(address);
  return six !== null && isPublicSix(six);
}

/** Also true for an IPv6 spelling of it. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || bytesOfFour(address)?.[0] === 127;
}

type Four = readonly [number, number, number, number];

/** IANA's registry of special addresses: nothing in it is a push service. */
function isPublicFour([a, b, c]: Four): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 192 && b === 168) return false;
  // 192.0.0.0/24, the examples 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24, and the old 6to4 relays.
  if (a === 192 && b === 0 && (c === 0 || c === 2)) return false;
  if (a === 192 && b === 88 && c === 99) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  return !(a === 203 && b === 0 && c === 113);
}

/**
 * Only 2000::/3 is given out for the public internet, which leaves out loopback, mapped addresses, NAT64, private and
 * link-local ones. In it: 6to4 and Teredo, which carry an IPv4 address inside, and what is for documents and tests.
 */
function isPublicSix(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2002 || first === 0x3ffe) return false;
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false;
  return !(first === 0x3fff && second < 0x1000);
}

function bytesOfFour(address: string): Four | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (parts === null) return null;
  const [a = 256, b = 256, c = 256, d = 256] = parts.slice(1).map(Number);
  return [a, b, c, d].every((byte) => byte <= 255) ? [a, b, c, d] : null;
}

const GROUPS = 8;

/** The eight groups; null for what is no address, has a zone, or ends in an IPv4 address, which no push service has. */
function groupsOfSix(address: string): number[] | null {
  const [before = '', after, ...rest] = address.split('::');
  if (rest.length > 0) return null;
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const missing = GROUPS - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...Array<string>(missing).fill('0'), ...tail];
  return all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : null;
}
