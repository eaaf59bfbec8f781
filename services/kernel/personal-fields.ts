/** Finds the personal fields of an event's schema, once, when the process starts. */
import assert from 'node:assert/strict';
import { personalMark, type SubjectKind } from '@bijspringen/contracts/shared/personal.ts';

/** What is known about a place in an event's data. */
export type Shape =
  | { kind: 'personal'; of: SubjectKind }
  | { kind: 'object'; fields: ReadonlyMap<string, Shape> }
  | { kind: 'list'; element: Shape }
  | { kind: 'plain' };

export type PersonalField = { path: readonly string[]; name: string; of: SubjectKind };

/** The parts of a zod definition that are looked at; every kind of schema has some of them. */
type Definition = {
  type: string;
  shape?: Record<string, Schema>;
  innerType?: Schema;
  element?: Schema;
  [part: string]: unknown;
};
type Schema = { _zod: { def: Definition } };

export function shapeOf(schema: object): Shape {
  const mark = personalMark(schema);
  if (mark) return { kind: 'personal', of: mark.of };
  assert(isSchema(schema), 'not a zod schema');
  const { def } = schema._zod;
  if (def.innerType) return shapeOf(def.innerType);
  if (def.type === 'object' && def.shape) {
    return {
      kind: 'object',
      fields: new Map(Object.entries(def.shape).map(([name, field]) => [name, shapeOf(field)])),
    };
  }
  if (def.type === 'array' && def.element) {
    const element = shapeOf(def.element);
    // A sealed field is bound to its name, and places in a list have none: two of them could change places unseen.
    assert(personalFields(element).length === 0, 'a personal field cannot stand in a list');
    return { kind: 'list', element };
  }
  for (const part of Object.values(def).flat()) {
    if (isSchema(part))
      assert(personalFields(shapeOf(part)).length === 0, `a personal field cannot stand in a ${def.type}`);
  }
  return { kind: 'plain' };
}

export function personalFields(shape: Shape, path: readonly string[] = []): PersonalField[] {
  if (shape.kind === 'personal') return [{ path, name: path.join('.'), of: shape.of }];
  if (shape.kind !== 'object') return [];
  return [...shape.fields].flatMap(([name, field]) => personalFields(field, [...path, name]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
