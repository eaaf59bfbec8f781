/** The door of the host. */

export { type Host, type HostOptions, startHost } from './host.ts';
export { createLog } from './log.ts';
export { LOG_FILE, READ_FOLDER, VAULT_FOLDER } from './open-kernel.ts';
export { readSettings, type Settings } from './settings.ts';
