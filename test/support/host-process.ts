/** Starts a host in a process of its own and tells its address; ends only what it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./host-child.ts', import.meta.url));
/** A start that takes longer hangs. */
const START_TIMEOUT_MS = 30_000;

export type HostProcess = { url: string; kill: () => Promise<void>; stop: () => Promise<void> };

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export async function startHostProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<HostProcess> {
  const child = spawn(process.execPath, [CHILD], {
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
  return { url, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}
