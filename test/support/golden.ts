/** The shape of every event type as a JSON schema, and the frozen copies of them in `contracts/golden`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { personalMark } from '@bijspringen/contracts/shared/personal.ts';
import { categories } from '@bijspringen/host/catalogue.ts';
import * as z from 'zod/mini';

const FOLDER = 'contracts/golden';
export type Shape = { file: string; shape: unknown };

/** Today's shapes. A personal field is shown by whose it is. */
export function shapesNow(): Shape[] {
  return Object.entries(categories).flatMap(([category, events]) =>
    Object.entries(events).map(([type, { version, data }]) => ({
      file: `${type}.v${version}.json`,
      shape: {
        category,
        data: z.toJSONSchema(data, {
          unrepresentable: 'any',
          override: ({ zodSchema, jsonSchema }) => {
            const mark = personalMark(zodSchema);
            if (mark) Object.assign(jsonSchema, { personal: mark.of, plain: z.toJSONSchema(mark.plain) });
          },
        }),
      },
    })),
  );
}

/** The frozen shapes, by file name. */
export function frozenShapes(root: string): Map<string, unknown> {
  const files = existsSync(join(root, FOLDER)) ? readdirSync(join(root, FOLDER)) : [];
  return new Map(files.map((file) => [file, JSON.parse(readFileSync(join(root, FOLDER, file), 'utf8'))]));
}

/** Adds the shapes that have no frozen copy yet; changes none. Returns what it added. */
export function freezeNewShapes(root: string): string[] {
  const frozen = frozenShapes(root);
  const added = shapesNow().filter(({ file }) => !frozen.has(file));
  for (const { file, shape } of added)
    writeFileSync(join(root, FOLDER, file), `${JSON.stringify(shape, null, 2)}\n`);
  return added.map(({ file }) => file);
}
