/** The settings: the only place that reads the environment. A wrong one stops the start and says what would be right. */
import { resolve } from 'node:path';
import { WrongSetting } from '@bijspringen/kernel/errors.ts';

export type Settings = {
  port: number;
  host: string;
  /** Absolute path of the data folder. */
  dataFolder: string;
  mode: 'demo';
  /** Where people reach this installation; undefined for the address that it listens on. */
  publicUrl: URL | undefined;
  /** Where "Snel weg" goes. */
  exitUrl: string;
  /** 64 hex characters; undefined to use the file in the data folder. */
  masterKey: string | undefined;
  /** Whom a push service may ask: a `mailto:` or an `https:` address. */
  pushContact: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** A weather page: an ordinary thing to be looking at. */
const EXIT_URL = 'https://www.knmi.nl/nederland-nu/weer/verwachtingen';
const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

/** Reads and checks all settings. Throws `WrongSetting`. */
export function readSettings(environment: Environment = process.env): Settings {
  const get = (name: string) => environment[name]?.trim() || undefined;
  checkStore(get('EVENT_STORE'));
  checkMode(get('MODE'));
  const publicUrl = publicUrlOf(get('PUBLIC_URL'));
  return {
    port: portOf(get('PORT')),
    host: hostOf(get('HOST')),
    dataFolder: resolve(get('DATA_DIR') ?? './data'),
    mode: 'demo',
    publicUrl,
    exitUrl: exitUrlOf(get('EXIT_URL')),
    masterKey: masterKeyOf(get('MASTER_KEY')),
    pushContact: pushContactOf(get('PUSH_CONTACT'), publicUrl),
  };
}

function checkStore(value = 'sqlite:'): void {
  if (value !== 'sqlite:' && value !== 'sqlite')
    throw new WrongSetting(
      'EVENT_STORE: this release keeps its events in SQLite only. Leave it out, or set it to "sqlite:".',
    );
}

function checkMode(value = 'demo'): void {
  if (value === 'live')
    throw new WrongSetting(
      'MODE=live does not start yet: passkeys, forgetting and retention do not exist yet, and without them nobody may be asked to trust this with real data. Leave MODE out, or set it to "demo".',
    );
  if (value !== 'demo') throw new WrongSetting('MODE: choose "demo" (or leave it out).');
}

function portOf(value = '8080'): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    throw new WrongSetting('PORT: give a number from 0 to 65535, such as 8080. 0 takes any free port.');
  return port;
}

function hostOf(value = '127.0.0.1'): string {
  if (!LOOPBACK_HOSTS.includes(value))
    throw new WrongSetting(
      'HOST: a demo listens on this computer only. Leave it out, or set it to 127.0.0.1, ::1 or localhost.',
    );
  return value;
}

function publicUrlOf(value: string | undefined): URL | undefined {
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw new WrongSetting(
      'PUBLIC_URL: give an address without a path, such as https://bijspringen.example.',
    );
  return url;
}

function exitUrlOf(value = EXIT_URL): string {
  if (!URL.canParse(value) || new URL(value).protocol !== 'https:')
    throw new WrongSetting(`EXIT_URL: give the https address of an ordinary page, such as ${EXIT_URL}.`);
  return new URL(value).href;
}

function masterKeyOf(value: string | undefined): string | undefined {
  if (value !== undefined && !/^[0-9a-fA-F]{64}$/.test(value))
    throw new WrongSetting(
      'MASTER_KEY: give 64 hexadecimal characters (32 bytes), or leave it out to use the file in DATA_DIR.',
    );
  return value;
}

/** Apple refuses, with a 403, a contact that is on this machine or is no address: so such a one stops the start. */
function pushContactOf(value: string | undefined, publicUrl: URL | undefined): string {
  if (value === undefined)
    return publicUrl !== undefined && isReachable(publicUrl) ? publicUrl.origin : CONTACT;
  const isMail = /^mailto:[^\s@<>,?]+@[^\s@<>,?]+\.[^\s@<>,?]+$/.test(value);
  if (isMail || (URL.canParse(value) && isReachable(new URL(value)))) return value;
  throw new WrongSetting(
    'PUSH_CONTACT: give whom a push service may ask, such as mailto:beheer@bijspringen.example or an https address.',
  );
}

const CONTACT = 'mailto:beheer@bijspringen.example';

/** A name with a dot, on https: neither this machine nor a bare number. */
function isReachable({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && /\.[a-z][a-z0-9-]*$/.test(hostname) && !hostname.endsWith('.localhost');
}
