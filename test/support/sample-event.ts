/** Data that fit an event's schema, with something of the caller's in every personal field. */
import { personalMark, type SubjectKind } from '@bijspringen/contracts/shared/personal.ts';

type Schema = { _zod: { def: Definition } };
type Definition = {
  type: string;
  format?: string;
  shape?: Record<string, Schema>;
  innerType?: Schema;
  options?: Schema[];
  entries?: Record<string, string>;
  values?: unknown[];
};

const FORMATS: Record<string, string> = {
  uuid: '6d1f6d3c-0000-4000-8000-0000000000aa',
  datetime: '2026-03-02T09:00:00.000Z',
  date: '2026-03-02',
};

/** Gives what stands in the personal field with this dotted name. */
export type Fill = (field: string, of: SubjectKind) => unknown;

export function sampleEvent(schema: object, fill: Fill, path: readonly string[] = []): unknown {
  const mark = personalMark(schema);
  if (mark) return fill(path.join('.'), mark.of);
  const { def } = (schema as Schema)._zod;
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape ?? {});
      return Object.fromEntries(
        fields.map(([name, field]) => [name, sampleEvent(field, fill, [...path, name])]),
      );
    }
    case 'optional':
    case 'nullable':
      return def.innerType && sampleEvent(def.innerType, fill, path);
    case 'string':
      return FORMATS[def.format ?? ''] ?? '12:00';
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'union':
      return def.options?.[0] && sampleEvent(def.options[0], fill, path);
    default:
      throw new Error(`no sample of a ${def.type} at ${path.join('.')}`);
  }
}
