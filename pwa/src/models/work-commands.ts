/** One commandId for one content, so that trying again is safe and a changed form is a new command. */
import { newCommandId } from '../api/ids.ts';

type Kept = { commandId: string; content: string };

export type CommandIds = { idFor(name: string, content: object): string; done(name: string): void };

/** Keeps the id of each named command until it was answered well. */
export function createCommandIds(makeId: () => string = newCommandId): CommandIds {
  const kept = new Map<string, Kept>();
  return {
    idFor(name, content) {
      const written = JSON.stringify(content);
      const before = kept.get(name);
      if (before !== undefined && before.content === written) return before.commandId;
      const commandId = makeId();
      kept.set(name, { commandId, content: written });
      return commandId;
    },
    done(name) {
      kept.delete(name);
    },
  };
}
