import { describe, expect, it } from 'vitest';
import { isPublicAddress, trustedEndpoint } from './endpoint.policy.ts';
import { guardedLookup, HostileEndpoint, publicAddresses } from './guarded-lookup.ts';

const live = { isLoopbackAllowed: false };
const inTest = { isLoopbackAllowed: true };

describe('an endpoint', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://fcm.googleapis.com:443/wp/abc',
    'https://android.googleapis.com/gcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://eu-west.push.services.mozilla.com/wpush/v2/abc',
    'https://wns2-par02p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
    'https://api.push.apple.com/3/abc',
    'HTTPS://FCM.GOOGLEAPIS.COM/fcm/send/abc',
  ])('of a push service is taken: %s', (endpoint) => {
    expect(trustedEndpoint(endpoint, live)).not.toBeNull();
  });

  it.each([
    'not an address',
    'http://fcm.googleapis.com/fcm/send/abc',
    'ftp://fcm.googleapis.com/abc',
    'https://fcm.googleapis.com:8443/abc',
    'https://fcm.googleapis.com:80/abc',
    'https://user@fcm.googleapis.com/abc',
    'https://user:word@fcm.googleapis.com/abc',
    'https://fcm.googleapis.com/abc#part',
    'https://fcm.googleapis.com.example/abc',
    'https://example/fcm.googleapis.com',
    'https://evilfcm.googleapis.com/abc',
    'https://evilpush.services.mozilla.com/abc',
    'https://push.services.mozilla.com/abc',
    'https://.push.services.mozilla.com/abc',
    'https://notify.windows.com.example/abc',
    'https://push.apple.com/abc',
    'https://fcm.googleapis.com./abc',
    'https://fcm。googleapis。com.example/abc',
    'https://localhost/abc',
    'https://127.0.0.1/abc',
    'https://127.0.0.1:8080/abc',
    'https://2130706433/abc',
    'https://0x7f.1/abc',
    'https://[::1]/abc',
    'https://[::ffff:127.0.0.1]/abc',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/abc',
  ])('elsewhere is refused: %s', (endpoint) => {
    expect(trustedEndpoint(endpoint, live)).toBeNull();
  });

  it('on this machine is taken only where a test allows it, and then nothing else is', () => {
    expect(trustedEndpoint('https://127.0.0.1:4443/abc', inTest)).not.toBeNull();
    expect(trustedEndpoint('https://localhost:4443/abc', inTest)).not.toBeNull();
    expect(trustedEndpoint('http://127.0.0.1:4443/abc', inTest)).toBeNull();
    expect(trustedEndpoint('https://127.0.0.2:4443/abc', inTest)).toBeNull();
    expect(trustedEndpoint('https://10.0.0.1/abc', inTest)).toBeNull();
  });
});

describe('an address', () => {
  it.each([
    '142.250.179.202',
    '17.188.143.34',
    '100.63.255.255',
    '100.128.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.17.0.1',
    '198.20.0.1',
    '223.255.255.255',
    '2a00:1450:400e:802::200a',
    '2620:149:208:430e::4',
    '2001:200::1',
    '2001:4860:4860::8888',
  ])('on the public internet: %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ['this network', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['carrier NAT', '100.64.0.1'],
    ['carrier NAT', '100.127.255.255'],
    ['link-local, where clouds keep their secrets', '169.254.169.254'],
    ['protocol assignments', '192.0.0.8'],
    ['examples', '192.0.2.1'],
    ['examples', '198.51.100.7'],
    ['examples', '203.0.113.9'],
    ['old 6to4 relays', '192.88.99.1'],
    ['benchmarks', '198.18.0.1'],
    ['benchmarks', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped', '::ffff:7f00:1'],
    ['mapped, a public one too', '::ffff:8.8.8.8'],
    ['compatible', '::7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64', '64:ff9b::10.0.0.1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['benchmarks', '2001:2::1'],
    ['examples', '2001:db8::1'],
    ['examples', '3fff::1'],
    ['6to4 of a private address', '2002:a00:1::1'],
    ['6bone', '3ffe::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['not an address', ''],
    ['not an address', '1.2.3'],
    ['not an address', '256.1.1.1'],
    ['not an address', '1:2:3:4:5:6:7'],
    ['not an address', '1:2:3:4:5:6:7:8:9'],
    ['not an address', '2a00::1::2'],
    ['not an address', '2a00:12345::1'],
    ['not an address', 'localhost'],
  ])('that is none: %s, %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});

describe('a name', () => {
  const resolveTo = (...addresses: string[]) => ({
    ...live,
    resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });

  it('leads to what was looked at, and nowhere else', async () => {
    const found = await publicAddresses('fcm.googleapis.com', resolveTo('142.250.179.202'));
    expect(found).toEqual([{ address: '142.250.179.202', family: 4 }]);
  });

  it.each([['10.0.0.1'], ['142.250.179.202', '10.0.0.1'], []])(
    'is refused when one of its addresses is not public, or there is none: %j',
    async (...addresses) => {
      const asked = publicAddresses('fcm.googleapis.com', resolveTo(...addresses));
      await expect(asked).rejects.toThrow(HostileEndpoint);
    },
  );

  it('gives a socket one address, or all, as it asks', async () => {
    const look = guardedLookup(resolveTo('142.250.179.202', '2a00:1450:400e:802::200a'));
    const one = await new Promise((resolve) => look('x', {}, (...answer) => resolve(answer)));
    expect(one).toEqual([null, '142.250.179.202', 4]);
    const all = await new Promise((resolve) => look('x', { all: true }, (...answer) => resolve(answer)));
    expect(all).toEqual([
      null,
      [
        { address: '142.250.179.202', family: 4 },
        { address: '2a00:1450:400e:802::200a', family: 6 },
      ],
    ]);
  });
});
