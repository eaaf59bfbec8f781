/** The door of the host. */

export { LOG_FILE } from '@bijspringen/kernel/data-folder.ts';
export { type Host, type HostOptions, startHost } from './host.ts';
export { createLog } from './log.ts';
export { readSettings, type Settings } from './settings.ts';
