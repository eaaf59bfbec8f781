import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Statements prepared once per open file; a rebuilt read model comes with another database. */
export function createStatements(database: () => DatabaseSync): (sql: string) => StatementSync {
  const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>();
  return (sql) => {
    const current = database();
    const known = prepared.get(current) ?? new Map<string, StatementSync>();
    prepared.set(current, known);
    const statement = known.get(sql) ?? current.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
}
