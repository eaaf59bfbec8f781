import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { describeEventStore } from './event-store.conformance.ts';

const folders: string[] = [];

describeEventStore('SQLite', {
  async open() {
    const folder = await mkdtemp(join(tmpdir(), 'bijspringen-conformance-'));
    folders.push(folder);
    return openSqliteStore({
      file: join(folder, 'log.sqlite'),
      onFatal(error) {
        throw error;
      },
    });
  },
  async cleanUp() {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  },
});
