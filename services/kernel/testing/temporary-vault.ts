/** A real vault in a folder that goes away with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import type { ReadLog } from '../vault/port.ts';
import { type OwnVault, openVault } from '../vault/vault.ts';

/** The same in every test, so that a vault can be opened again. */
export const TEST_MASTER_KEY = Buffer.alloc(32, 7);

type Options = { clock?: Pick<Clock, 'now'>; readLog?: ReadLog };

/** Close it at the end of the test. */
export function openTemporaryVault({
  clock = systemClock,
  readLog = () => {},
}: Options = {}): OwnVault & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-vault-'));
  const vault = openVault({ folder, masterKey: TEST_MASTER_KEY, clock, readLog });
  return {
    ...vault,
    folder,
    async close() {
      await vault.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
