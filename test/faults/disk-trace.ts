/** What a process wrote, as the kernel saw it, and the files that a power cut could have left of it. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Operation =
  | { kind: 'write'; path: string; bytes: Buffer; offset: number }
  | { kind: 'truncate'; path: string; length: number }
  | { kind: 'sync'; path: string }
  | { kind: 'unlink'; path: string }
  /** A write that follows the end of its file; used for what the process says. */
  | { kind: 'say'; path: string; text: string };

const run = promisify(execFile);
const CALLS = 'trace=pwrite64,write,fdatasync,fsync,ftruncate,unlink';
const STRING_BYTES_MAX = 1_000_000;
/** What a disk writes in one piece. */
const SECTOR_BYTES = 512;

/** Runs a command and gives what its main thread did to these files, in order. */
export async function traceWrites(folder: string, paths: string[], command: string[]): Promise<Operation[]> {
  const output = join(folder, 'trace');
  const chosen = paths.flatMap((path) => ['-P', path]);
  await run('strace', [
    '-ff',
    '-y',
    '-xx',
    '-s',
    `${STRING_BYTES_MAX}`,
    ...chosen,
    '-e',
    CALLS,
    '-o',
    output,
    ...command,
  ]);
  const traces = readdirSync(folder).filter((name) => name.startsWith('trace.'));
  const texts = traces.map((name) => readFileSync(join(folder, name), 'utf8'));
  for (const name of traces) rmSync(join(folder, name));
  // The other threads touch none of these files.
  const main = texts.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return main.split('\n').flatMap((line) => parse(line) ?? []);
}

const CALL =
  /^(\w+)\((?:\d+<([^>]*)>|"([^"]*)")(?:, "([^"]*)"(\.\.\.)?)?(?:, (\d+))?(?:, (\d+))?\)\s+= (-?\d+)/;

function parse(line: string): Operation | null {
  const match = CALL.exec(line);
  if (match === null) return null;
  const [, name, descriptor, plain, data = '', cut, first, second, result] = match;
  if (cut !== undefined || Number(result) < 0)
    throw new Error(`a call that the replay does not cover: ${name}`);
  const path = unhex(descriptor ?? plain ?? '').toString();
  switch (name) {
    case 'pwrite64':
      return { kind: 'write', path, bytes: unhex(data).subarray(0, Number(result)), offset: Number(second) };
    case 'write':
      return { kind: 'say', path, text: unhex(data).toString() };
    case 'ftruncate':
      return { kind: 'truncate', path, length: Number(first) };
    case 'unlink':
      return { kind: 'unlink', path };
    default:
      return { kind: 'sync', path };
  }
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}

/** What becomes of a write that was not synced yet. */
export type Fate = 'kept' | 'lost' | 'torn';

/** Writes the files as a power cut before `operations[cut]` could have left them. */
export function leaveFiles(
  operations: readonly Operation[],
  cut: number,
  fate: (index: number) => Fate,
): void {
  const lastSync = new Map<string, number>();
  for (const [index, operation] of operations.slice(0, cut).entries()) {
    if (operation.kind === 'sync') lastSync.set(operation.path, index);
  }
  const files = new Map<string, Content>();
  for (const path of new Set(operations.map((operation) => operation.path))) rmSync(path, { force: true });
  for (const [index, operation] of operations.slice(0, cut).entries()) {
    const isSynced = index < (lastSync.get(operation.path) ?? -1);
    apply(files, operation, isSynced ? 'kept' : fate(index));
  }
  for (const [path, { bytes, length }] of files) writeFileSync(path, bytes.subarray(0, length));
}

/** Zeros follow after `length`. */
type Content = { bytes: Buffer; length: number };

function apply(files: Map<string, Content>, operation: Operation, fate: Fate): void {
  const { kind, path } = operation;
  if (kind === 'unlink') files.delete(path);
  if (fate === 'lost' || (kind !== 'truncate' && kind !== 'write')) return;
  const content = files.get(path) ?? { bytes: Buffer.alloc(0), length: 0 };
  files.set(path, content);
  if (kind === 'truncate') {
    content.bytes.fill(0, operation.length);
    content.length = operation.length;
    return;
  }
  const { offset } = operation;
  const bytes = fate === 'kept' ? operation.bytes : operation.bytes.subarray(0, SECTOR_BYTES);
  content.length = Math.max(content.length, offset + bytes.length);
  if (content.length > content.bytes.length) {
    content.bytes = Buffer.concat([content.bytes, Buffer.alloc(content.length)]);
  }
  bytes.copy(content.bytes, offset);
}
