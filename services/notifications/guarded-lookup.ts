/**
 * Looks up the address of a push service, and gives only addresses on the public internet. The socket connects to exactly
 * what is given here, so that a name cannot lead elsewhere between the look and the connection.
 */
import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type EndpointRules, isLoopbackAddress, isPublicAddress } from './endpoint.policy.ts';

/** A name of a push service led to an address where none can be. */
export class HostileEndpoint extends Error {
  override readonly name = 'HostileEndpoint';
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/** Rejects with `HostileEndpoint` when any address is not public: a service has no reason to mix them. */
export async function publicAddresses(
  hostname: string,
  { resolve, isLoopbackAllowed }: EndpointRules & { resolve: Resolve },
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  const [first, ...rest] = await resolve(hostname);
  const isFine = ({ address }: LookupAddress) =>
    isPublicAddress(address) || (isLoopbackAllowed && isLoopbackAddress(address));
  if (first === undefined || ![first, ...rest].every(isFine))
    throw new HostileEndpoint('a push service has a public address');
  return [first, ...rest];
}

/** For an agent: asked at every new connection. */
export function guardedLookup(rules: EndpointRules & { resolve: Resolve }): LookupFunction {
  return (hostname, { all }, callback) => {
    publicAddresses(hostname, rules).then(
      (addresses) => {
        if (all) callback(null, [...addresses]);
        else callback(null, addresses[0].address, addresses[0].family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
}
