import * as z from 'zod/mini';

/** Every id is a lower-case UUID. */
export const id = z.uuid();
export type Id = string;

/** Made by whoever sends a command, once; a repeat carries the same one, in the same spelling: another would count twice. */
export const commandId = z.uuid().check(z.lowercase());

/** An instant: ISO 8601 in UTC with milliseconds, as `Date#toISOString` writes it. */
export const instant = z.iso.datetime({ precision: 3 });

/** A local calendar date, `2026-11-22`. */
export const localDate = z.iso.date();

/** An opaque place in the log, `storeId:…`; only the event store compares two of them. */
export const position = z.string();
export type Position = string;
