/** Opens everything that the services stand on, in order, and closes it in the opposite order. */
import { mkdirSync } from 'node:fs';
import type { Clock } from '@bijspringen/kernel/clock.ts';
import { createCommandHandler } from '@bijspringen/kernel/command-handler.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { openSqliteStore, type SqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import { createReader, type Reader } from '@bijspringen/kernel/projections/reader.ts';
import type { Kernel, Service } from '@bijspringen/kernel/service.ts';
import { loadMasterKey } from '@bijspringen/kernel/vault/master-key.ts';
import type { Subject } from '@bijspringen/kernel/vault/port.ts';
import { openReadLog, type Read } from '@bijspringen/kernel/vault/read-log.ts';
import { type OwnVault, openVault } from '@bijspringen/kernel/vault/vault.ts';
import { catalogue } from './catalogue.ts';
import { READS_SHOWN_MAX } from './limits.ts';
import type { ServiceTools } from './services.ts';
import type { Settings } from './settings.ts';

export type OpenedKernel = {
  kernel: Kernel;
  services: readonly Service[];
  store: SqliteStore;
  vault: OwnVault;
  reader: Reader;
  /** The latest readings of somebody's data, newest first. */
  readsOf(subject: Subject): Read[];
  close(): Promise<void>;
};

export type OpenKernelOptions = {
  settings: Pick<Settings, 'dataFolder' | 'masterKey'>;
  clock: Clock;
  log: Log;
  /** The disk failed in the middle of a write: the process must stop. */
  onFatal: (error: Error) => void;
  createServices: (tools: Pick<ServiceTools, 'log' | 'readLog'>) => readonly Service[];
};

/** Opens the data folder. What was opened before something failed is closed again. */
export async function openKernel(options: OpenKernelOptions): Promise<OpenedKernel> {
  const closers: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    return { ...(await open(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  { settings, clock, log, onFatal, createServices }: OpenKernelOptions,
  closers: (() => void | Promise<void>)[],
): Promise<Omit<OpenedKernel, 'close'>> {
  const { dataFolder, masterKey: fromEnvironment } = settings;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const { logFile, vaultFolder, forgottenFolder, readFolder } = dataPaths(dataFolder);
  const store = openSqliteStore({ file: logFile, onFatal });
  closers.push(() => store.close());
  for (const folder of [vaultFolder, forgottenFolder]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const masterKey = loadMasterKey({ folder: vaultFolder, fromEnvironment });
  const reads = openReadLog(vaultFolder, () => log('the read log could not be written'));
  closers.push(() => reads.close());
  const vault = openVault({
    folder: vaultFolder,
    ledgerFolder: forgottenFolder,
    masterKey,
    clock,
    readLog: reads.log,
    onFatal,
  });
  closers.push(() => vault.close());
  const services = createServices({ log, readLog: reads.log });
  const projections = [
    ...new Map(services.flatMap((each) => each.projections.map((p) => [p.name, p]))).values(),
  ];
  const reader = await createReader({
    store,
    fromStored: catalogue.fromStored,
    projections,
    folder: readFolder,
    log,
    rebuildFrom: { logFile, catalogueModule: new URL('./catalogue.ts', import.meta.url).href },
  });
  closers.push(() => reader.close());
  const kernel: Kernel = {
    store,
    vault,
    clock,
    handle: createCommandHandler({ store, vault, catalogue, clock }),
    readModel: (projection) => reader.readModel(projection),
    waitFor: (position) => reader.waitFor(position),
    onChange: (call) => reader.onChange(call),
  };
  return {
    kernel,
    services,
    store,
    vault,
    reader,
    readsOf: (subject) => reads.readsOf(subject, READS_SHOWN_MAX),
  };
}
