/**
 * Kills a host with kill -9 while signals are raised, again and again, then looks in the log: every acknowledged signal is
 * there, once. What was under way when the host died is sent again afterwards, as a phone would.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { startHostProcess } from '../support/host-process.ts';

const CALLERS = 8;
/** A host is left alone for this long at most before it is killed. */
const LIFE_MS_MAX = 400;
const READ_BATCH = 1_000;

type Body = Record<string, unknown> & { commandId: string };
export type KillResult = {
  cycles: number;
  acknowledged: number;
  resent: number;
  lost: string[];
  doubled: string[];
  events: number;
};

function makeSignal(n: number): Body {
  return {
    commandId: randomUUID(),
    followCode: makeFollowCode(randomBytes(13)),
    kind: 'concern',
    text: `post steekt uit de bus, bericht ${n}`,
    place: 'Lisdodde 14',
    gate: { dangers: [], emergencyCalled: 'no' },
  };
}

/** The signal's id when the host acknowledged it; null when it was not heard of again. */
async function raise(url: string, body: Body): Promise<string | null> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  // A host that was killed answers nothing: the caller keeps the message and sends it again.
  const response = await fetch(`${url}/api/signals`, request).catch(() => null);
  if (response === null) return null;
  const answer = (await response.json().catch(() => null)) as { signalId?: string } | null;
  if (answer === null) return null;
  if (response.status !== 201 || !answer.signalId)
    throw new Error(`raising was answered with ${response.status}`);
  return answer.signalId;
}

export async function killLoop(
  dataFolder: string,
  cycles: number,
  log: (line: string) => void,
): Promise<KillResult> {
  const acknowledged = new Set<string>();
  const underWay = new Map<string, Body>();
  let resent = 0;
  let made = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    const host = await startHostProcess(dataFolder);
    let isAlive = true;
    async function send(body: Body): Promise<void> {
      underWay.set(body.commandId, body);
      const signalId = await raise(host.url, body);
      if (signalId === null) return;
      underWay.delete(body.commandId);
      acknowledged.add(signalId);
    }
    for (const body of [...underWay.values()]) {
      resent += 1;
      await send(body);
    }
    const callers = Array.from({ length: CALLERS }, async () => {
      while (isAlive) await send(makeSignal(made++));
    });
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * LIFE_MS_MAX));
    isAlive = false;
    await host.kill();
    await Promise.all(callers);
    if (cycle % 20 === 19)
      log(`  ${cycle + 1} of ${cycles} kills, ${acknowledged.size} signals acknowledged`);
  }
  return { cycles, acknowledged: acknowledged.size, resent, ...(await lookInLog(dataFolder, acknowledged)) };
}

async function lookInLog(dataFolder: string, acknowledged: Set<string>) {
  const store = await openSqliteStore({
    file: dataPaths(dataFolder).logFile,
    onFatal: (error) => {
      throw error;
    },
  });
  const raised = new Map<string, number>();
  let events = 0;
  for (let batch = await store.readAll(null, READ_BATCH); batch.length > 0; ) {
    events += batch.length;
    for (const { type, stream } of batch) {
      if (type === 'SignalRaised')
        raised.set(stream.slice('signal-'.length), (raised.get(stream.slice('signal-'.length)) ?? 0) + 1);
    }
    batch = await store.readAll(batch.at(-1)?.position ?? null, READ_BATCH);
  }
  await store.close();
  return {
    events,
    lost: [...acknowledged].filter((id) => !raised.has(id)),
    doubled: [...raised].filter(([, times]) => times > 1).map(([id]) => id),
  };
}

/** Every row of every read file, as text that can be compared. The checkpoint is a row too. */
export function dumpReadFiles(dataFolder: string): Record<string, string> {
  const folder = dataPaths(dataFolder).readFolder;
  const files = readdirSync(folder).filter((file) => file.endsWith('.sqlite'));
  return Object.fromEntries(files.map((file) => [file, dump(join(folder, file))]));
}

function dump(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const rows = tables.map(({ name }) => {
    const all = database
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .map((row) => JSON.stringify(row));
    return `${name}\n${all.sort().join('\n')}`;
  });
  database.close();
  return rows.join('\n\n');
}

/** Deletes the read files, lets a host rebuild them, and gives what was there before and after. */
export async function rebuildAndCompare(dataFolder: string) {
  const before = await startHostProcess(dataFolder);
  await before.stop();
  const first = dumpReadFiles(dataFolder);
  rmSync(dataPaths(dataFolder).readFolder, { recursive: true });
  const after = await startHostProcess(dataFolder);
  await after.stop();
  if (!existsSync(dataPaths(dataFolder).readFolder)) throw new Error('nothing was rebuilt');
  return { first, second: dumpReadFiles(dataFolder) };
}
