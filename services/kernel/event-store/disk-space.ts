/** Room on the disk: a ballast file that is given back when it is needed, and a look at what is free. */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { BALLAST_BYTES, FREE_BYTES_MIN } from '../limits.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Bytes that this process may still write beside `file`. */
export function freeBytes(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize;
}

/** Lays down the ballast when it is not there and leaves room beside it; tells whether it is there now. */
export function layBallast(file: string): boolean {
  const ballast = `${file}.ballast`;
  const present = statSync(ballast, { throwIfNoEntry: false })?.size ?? 0;
  if (present >= BALLAST_BYTES) return true;
  if (freeBytes(file) + present < BALLAST_BYTES + FREE_BYTES_MIN) return false;
  const descriptor = openSync(ballast, 'w');
  try {
    // Real bytes: a file with holes would keep nothing free.
    const chunk = Buffer.alloc(CHUNK_BYTES, 1);
    for (let written = 0; written < BALLAST_BYTES; written += CHUNK_BYTES) writeSync(descriptor, chunk);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return true;
}

/** Gives the room back, for a clean stop on a full disk. */
export function dropBallast(file: string): void {
  rmSync(`${file}.ballast`, { force: true });
}
