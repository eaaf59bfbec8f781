/** Where everything stands in a data folder. A backup has the same layout, without read files and master key. */
import { join } from 'node:path';
import { VAULT_FILE } from './vault/key-file.ts';
import { LEDGER_FILE } from './vault/ledger.ts';
import { MASTER_KEY_FILE } from './vault/master-key.ts';
import { READ_LOG_FILE } from './vault/read-log.ts';

/** The event log's name in the data folder. */
export const LOG_FILE = 'events.sqlite';

export type DataPaths = {
  logFile: string;
  /** Keys, the master key that wraps them, and the log of who read what. */
  vaultFolder: string;
  vaultFile: string;
  readLogFile: string;
  masterKeyFile: string;
  /** The ledger of the forgotten stands apart, so that putting back an older vault never brings a key back. */
  forgottenFolder: string;
  ledgerFile: string;
  /** Read files: made from the log, and never backed up. */
  readFolder: string;
};

export function dataPaths(folder: string): DataPaths {
  const vaultFolder = join(folder, 'vault');
  const forgottenFolder = join(folder, 'forgotten');
  return {
    logFile: join(folder, LOG_FILE),
    vaultFolder,
    vaultFile: join(vaultFolder, VAULT_FILE),
    readLogFile: join(vaultFolder, READ_LOG_FILE),
    masterKeyFile: join(vaultFolder, MASTER_KEY_FILE),
    forgottenFolder,
    ledgerFile: join(forgottenFolder, LEDGER_FILE),
    readFolder: join(folder, 'read'),
  };
}
