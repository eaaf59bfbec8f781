/** Positions of the adapters that number the log from 1: `storeId:number`. */
import type { Position } from '@bijspringen/contracts/shared/ids.ts';

const POSITION = /^([0-9a-f-]{36}):([1-9]\d{0,14})$/;
const UNKNOWN = -1;
const BEGINNING = 0;

export function formatPosition(storeId: string, number: number): Position {
  return `${storeId}:${number}`;
}

/** The number in the log: 0 for the beginning, -1 for a position of another store or of no store at all. */
export function positionNumber(storeId: string, position: Position | null): number {
  if (position === null) return BEGINNING;
  const match = POSITION.exec(position);
  return match !== null && match[1] === storeId ? Number(match[2]) : UNKNOWN;
}

/** An unknown storeId sorts before everything, also before the beginning. */
export function comparePositions(storeId: string, a: Position | null, b: Position | null): number {
  return positionNumber(storeId, a) - positionNumber(storeId, b);
}
