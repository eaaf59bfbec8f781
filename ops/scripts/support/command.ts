/** What the operator's commands share: options, progress lines, and a sentence instead of a stack for a wrong setting. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Corrupt, StoreFull, WrongSetting } from '@bijspringen/kernel/errors.ts';

/** The command did what was asked. */
export const DONE = 0;
/** It found something wrong, or could not do it; the last line says what. */
export const FAILED = 1;
/** It was asked in a way that it does not know. */
export const WRONG_USE = 2;

export type Options = { from: string | undefined; to: string | undefined };

/** `--from` and `--to`, made absolute. Throws `WrongSetting` with the usage for anything else. */
export function readOptions(
  args: readonly string[],
  allowed: readonly (keyof Options)[],
  usage: string,
): Options {
  const options = Object.fromEntries(allowed.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const path = (value: unknown) => (typeof value === 'string' && value !== '' ? resolve(value) : undefined);
    return { from: path(values.from), to: path(values.to) };
  } catch (error) {
    throw new WrongUse(`${error instanceof Error ? error.message : ''}\nUsage: ${usage}`);
  }
}

export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The data folder of this installation: `DATA_DIR`, or `./data`. */
export function dataFolder(): string {
  return resolve(process.env.DATA_DIR?.trim() || './data');
}

/** Progress, with the time that has passed. */
export function sayer(write: (line: string) => void = console.log): (line: string) => void {
  const startedMs = performance.now();
  return (line) => write(`${((performance.now() - startedMs) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
}

/** Runs a command and sets the exit code. What the operator can mend is one sentence; a mistake in code keeps its stack. */
export async function run(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isForOperator = [WrongSetting, Corrupt, StoreFull, WrongUse].some((kind) => error instanceof kind);
    console.error(isForOperator && error instanceof Error ? error.message : error);
    process.exitCode = error instanceof WrongUse ? WRONG_USE : FAILED;
  }
}
