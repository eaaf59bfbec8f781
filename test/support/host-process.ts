/** Starts a host in a process of its own and tells its address; ends only what it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./host-child.ts', import.meta.url));
/** A start that takes longer hangs. */
const START_TIMEOUT_MS = 120_000;

export type HostProcess = {
  url: string;
  /** What all of its threads together have cost so far; null where the system does not tell. */
  cpuMs: () => number | null;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Linux counts in hundredths of a second, whatever the clock of its scheduler. */
const TICK_MS = 10;
/** After the name, which may hold anything, and which ends with the last parenthesis. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

function cpuMsOf(pid: number | undefined): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * TICK_MS;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export async function startHostProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
  program = CHILD,
): Promise<HostProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environment, DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  const lines = createInterface({ input: child.stdout });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) =>
      reject(new Error(`the host ended with ${code} before it answered\n${complaint}`)),
    );
  });
  clearTimeout(timer);
  return {
    url,
    cpuMs: () => cpuMsOf(child.pid),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}
