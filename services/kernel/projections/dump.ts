/** All rows of a read file as text, to compare two of them. The checkpoint is left out: it is no row of anybody. */
import { DatabaseSync } from 'node:sqlite';

/** A line a row, tables and rows in a fixed order; sealed fields stay sealed. */
export function dumpReadFile(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> 'read_file_checkpoint' ORDER BY name",
    );
    return tables
      .all()
      .map(({ name, sql }) => `${sql}\n${rowsOf(database, String(name))}`)
      .join('\n');
  } finally {
    database.close();
  }
}

function rowsOf(database: DatabaseSync, name: string): string {
  const kind = database.prepare('SELECT type FROM sqlite_schema WHERE name = ?').get(name)?.type;
  if (kind !== 'table') return '';
  const rows = database.prepare(`SELECT * FROM "${name}"`).all();
  return rows
    .map((row) => JSON.stringify(row, bytesAsHex))
    .sort()
    .join('\n');
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
