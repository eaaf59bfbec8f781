/**
 * The catalogue knows every event type: its schema, its personal fields, and how older shapes become today's. Whatever is
 * written goes through `toStored`, whatever is read goes through `fromStored`.
 */
import assert from 'node:assert/strict';
import type { EventSchemas, Upcasts } from '@bijspringen/contracts/shared/events.ts';
import { partsOfStream } from './derived-id.ts';
import { Corrupt, UnknownEventType } from './errors.ts';
import type { RecordedEvent, StreamName } from './event-store/port.ts';
import { type PersonalField, personalFields, type Shape, shapeOf } from './personal-fields.ts';
import { heldSubject } from './vault/held.ts';
import type { Subject, Vault } from './vault/port.ts';

/** What a decider gives: personal fields are held values. */
export type EventDraft = { type: string; data: object };
/** An event as it is stored: personal fields are sealed. */
export type StoredDraft = { type: string; schemaVersion: number; data: Record<string, unknown> };

export interface Catalogue {
  /** The subjects whose keys must be durable before these drafts are stored. */
  subjectsOf(drafts: readonly EventDraft[]): Subject[];
  /** The subjects of what is sealed in these events; the same as `subjectsOf` of the drafts that they were made of. */
  subjectsIn(recorded: readonly RecordedEvent[]): Subject[];
  /**
   * Seals the held values for their place and checks the whole against its schema. Asserts on what only a mistake in code
   * can bring: plain text in a personal field, a held value elsewhere, another kind of subject, a field nobody knows.
   */
  toStored(
    draft: EventDraft,
    place: { stream: StreamName; eventId: string },
    vault: Pick<Vault, 'seal'>,
  ): StoredDraft;
  /** Today's shape of a recorded event. Throws `UnknownEventType`, and `Corrupt` when a sealed field was moved. */
  fromStored(recorded: RecordedEvent): RecordedEvent;
  /** What is wrong with the stored shape of an event; null when nothing is. For specifications. */
  problemOf(event: EventDraft): string | null;
  /** The personal fields of a type, `name` dotted for nested ones. */
  personalFieldsOf(type: string): readonly PersonalField[];
}

type EventType = {
  category: string;
  version: number;
  schema: EventSchemas[string]['data'];
  shape: Shape;
  personal: readonly PersonalField[];
  upcasts: Upcasts[string];
};

/** Categories with their events, and the upcasts of all of them. Asserts that names are unique and no upcast is missing. */
export function createCatalogue(
  categories: Readonly<Record<string, EventSchemas>>,
  upcasts: Upcasts,
): Catalogue {
  const types = eventTypes(categories, upcasts);

  function typeOf(name: string): EventType {
    const type = types.get(name);
    assert(type, `no schema for the event ${name}`);
    return type;
  }

  function fromStored(recorded: RecordedEvent): RecordedEvent {
    const type = types.get(recorded.type);
    if (type === undefined || recorded.schemaVersion > type.version) {
      throw new UnknownEventType(recorded.type, recorded.schemaVersion);
    }
    if (recorded.schemaVersion === type.version) {
      for (const field of type.personal) checkPlace(recorded, recorded.data, field, field.name);
      return recorded;
    }
    const data = upcast(recorded, type);
    // An upcast may have given the field another name than the one it was sealed under.
    for (const field of type.personal) checkPlace(recorded, data, field, null);
    return { ...recorded, schemaVersion: type.version, data };
  }

  return {
    subjectsOf: (drafts) => [...new Set(drafts.flatMap((draft) => heldIn(draft, typeOf(draft.type))))],
    toStored(draft, { stream, eventId }, vault) {
      const type = typeOf(draft.type);
      if (partsOfStream(stream).category !== type.category)
        assert.fail(`${draft.type} is not an event of ${stream}`);
      const seal = (held: unknown, field: string) => vault.seal(held as never, { stream, eventId, field });
      const data = storedValue(draft.data, type.shape, { event: draft.type, path: '', seal }) as Record<
        string,
        unknown
      >;
      const problem = schemaProblem(draft.type, type, data);
      assert(problem === null, problem ?? '');
      return { type: draft.type, schemaVersion: type.version, data };
    },
    fromStored,
    subjectsIn: (recorded) => [
      ...new Set(
        recorded.flatMap((event) => {
          const { data } = fromStored(event);
          return typeOf(event.type).personal.flatMap(({ path }) => sealedSubject(valueAt(data, path)) ?? []);
        }),
      ),
    ],
    problemOf: (event) => schemaProblem(event.type, typeOf(event.type), event.data),
    personalFieldsOf: (name) => typeOf(name).personal,
  };
}

function eventTypes(
  categories: Readonly<Record<string, EventSchemas>>,
  upcasts: Upcasts,
): Map<string, EventType> {
  const types = new Map<string, EventType>();
  for (const [category, schemas] of Object.entries(categories)) {
    for (const [name, { version, data }] of Object.entries(schemas)) {
      assert(!types.has(name), `two categories have an event ${name}`);
      const shape = shapeOf(data);
      assert(shape.kind === 'object', `the data of ${name} must be an object`);
      for (let older = 1; older < version; older++) {
        assert(upcasts[name]?.[older], `no upcast of ${name} from version ${older}`);
      }
      types.set(name, {
        category,
        version,
        schema: data,
        shape,
        personal: personalFields(shape),
        upcasts: upcasts[name] ?? {},
      });
    }
  }
  return types;
}

function heldIn(draft: EventDraft, type: EventType): Subject[] {
  return type.personal.flatMap(({ path }) => heldSubject(valueAt(draft.data, path)) ?? []);
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

type Walk = { event: string; path: string; seal: (held: unknown, field: string) => string };

/** Names the place, never the value; put together only when something is wrong, for every field of every event passes. */
function wrong(walk: Walk, what: string): never {
  assert.fail(`${walk.event}: ${walk.path || 'data'} ${what}`);
}

/** A copy that is plain JSON with sealed fields. */
function storedValue(value: unknown, shape: Shape, walk: Walk): unknown {
  const subject = heldSubject(value);
  if (shape.kind === 'personal' && value !== null) {
    if (subject === null) wrong(walk, 'is personal and was not held');
    if (!subject.startsWith(`${shape.of}-`))
      wrong(walk, `belongs to a ${shape.of}, and was held for another kind of subject`);
    return walk.seal(value, walk.path);
  }
  if (subject !== null) wrong(walk, 'is not marked as personal, and was given a held value');
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : wrong(walk, 'is not a number that JSON knows');
  if (typeof value !== 'object') return wrong(walk, 'is not JSON');
  if (Array.isArray(value)) {
    const element: Shape = shape.kind === 'list' ? shape.element : { kind: 'plain' };
    return value.map((item, index) =>
      storedValue(item, element, { ...walk, path: `${walk.path}[${index}]` }),
    );
  }
  return storedObject(value, shape, walk);
}

function storedObject(value: object, shape: Shape, walk: Walk): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) wrong(walk, 'is not a plain object');
  const stored: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const field = shape.kind === 'object' ? shape.fields.get(name) : PLAIN;
    // A field nobody knows could hold anything, a name or a text included; nothing is stored that has no schema.
    if (field === undefined) wrong(walk, `has no field ${name}`);
    stored[name] = storedValue(inner, field, { ...walk, path: walk.path ? `${walk.path}.${name}` : name });
  }
  return stored;
}

const PLAIN: Shape = { kind: 'plain' };

function schemaProblem(name: string, type: EventType, data: unknown): string | null {
  const parsed = type.schema.safeParse(data);
  if (parsed.success) return null;
  return `${name}: ${parsed.error.issues.map((issue) => `${issue.path.join('.') || 'data'} ${issue.code}`).join(', ')}`;
}

/*
 * Reading parses no schema, which would cost more than everything else in a rebuild together. What is read was checked by
 * `toStored` when it was written, each event's checksum shows that it is still those bytes, and golden files hold every
 * upcast to its result. Left to check is what a checksum cannot see: that a sealed field stands where it was sealed for.
 */
function checkPlace(
  recorded: RecordedEvent,
  data: Readonly<Record<string, unknown>>,
  field: PersonalField,
  sealedAs: string | null,
): void {
  const value = field.path.length === 1 ? data[field.name] : valueAt(data, field.path);
  if (value === undefined || value === null) return;
  if (
    typeof value === 'string' &&
    value.startsWith(field.of, SUBJECT_AT) &&
    standsHere(value, recorded, sealedAs)
  )
    return;
  throw new Corrupt(`${recorded.stream} ${recorded.id} ${field.name}: not sealed for this place`);
}

const SUBJECT_AT = 's1.'.length;
const DOT = '.';

function sealedSubject(value: unknown): Subject | null {
  return typeof value === 'string' ? (value.split(DOT, 2)[1] as Subject) : null;
}

function standsHere(sealed: string, { stream, id }: RecordedEvent, name: string | null): boolean {
  if (!sealed.startsWith('s1.')) return false;
  const streamAt = sealed.indexOf(DOT, SUBJECT_AT) + 1;
  const idAt = streamAt + stream.length + 1;
  const nameAt = idAt + id.length + 1;
  if (!sealed.startsWith(stream, streamAt) || sealed[idAt - 1] !== DOT) return false;
  if (!sealed.startsWith(id, idAt) || sealed[nameAt - 1] !== DOT) return false;
  if (name === null) return true;
  const end = nameAt + name.length;
  // Nothing but the ciphertext follows, which has no dots: `place` is not `place.street`.
  return sealed.startsWith(name, nameAt) && sealed[end] === DOT && !sealed.includes(DOT, end + 1);
}

function upcast(recorded: RecordedEvent, type: EventType): Readonly<Record<string, unknown>> {
  let data: unknown = recorded.data;
  for (let version = recorded.schemaVersion; version < type.version; version++) {
    const step = type.upcasts?.[version];
    assert(step, `no upcast of ${recorded.type} from version ${version}`);
    data = step(data);
  }
  return data as Readonly<Record<string, unknown>>;
}
