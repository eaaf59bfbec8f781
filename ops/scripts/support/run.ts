/** Runs a command as a step: one line when it starts, one every few seconds, one when it ends. */
import { spawn } from 'node:child_process';

const HEARTBEAT_MS = 4_000;
const OLDEST_NODE_MAJOR = 24;

/** Tools send no statistics from a machine where this is built. */
const QUIET = { ...process.env, DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1' };

export type Step = { title: string; command: string; args: readonly string[]; isShown?: boolean };

/** True when the command ended with 0. Output is shown as it comes (`isShown`), or only when the command fails. */
export function runStep({ title, command, args, isShown = false }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const started = Date.now();
    console.log(`${title} …`);
    const output: Buffer[] = [];
    const child = spawn(command, args, { stdio: isShown ? 'inherit' : 'pipe', env: QUIET });
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    const seconds = () => ((Date.now() - started) / 1_000).toFixed(1);
    const heartbeat = isShown
      ? undefined
      : setInterval(() => console.log(`  still busy, ${seconds()} s`), HEARTBEAT_MS);
    child.on('error', (error) => output.push(Buffer.from(error.message)));
    child.on('close', (code) => {
      clearInterval(heartbeat);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      console.log(code === 0 ? `  done in ${seconds()} s` : `  ${title}: failed`);
      resolve(code === 0);
    });
  });
}

/** Stops with a plain sentence when this is not the Node that the project runs on. */
export function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE_MAJOR) return;
  console.error(
    `This runs on Node ${process.versions.node}, and needs Node ${OLDEST_NODE_MAJOR} or newer. On Linux and Windows it comes with ` +
      'the packages (npm install, without --omit=optional); elsewhere install Node 24 from nodejs.org.',
  );
  process.exit(1);
}
