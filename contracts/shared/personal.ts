/** Marks a field of an event as personal data, so that it is only ever stored sealed under its subject's key. */
import * as z from 'zod/mini';

/** Whose data it is: the reporter's own, the matter's (whom a signal is about), or a worker's. */
export type SubjectKind = 'reporter' | 'matter' | 'participant' | 'worker';

declare const sealedBrand: unique symbol;

/**
 * Personal data that cannot be read without `open(field, purpose)`. At run time a string that starts with `s1.`
 * (ciphertext), or, between the HTTP edge and the append, a holder that no code but the vault can look into.
 */
export type Sealed<T> = { readonly [sealedBrand]: T };

/** `s1.<subject>.<stream>.<event id>.<field>.<base64url of nonce, ciphertext and tag>` */
export const SEALED_PATTERN =
  /^s1\.[a-z]+-[0-9a-f-]{36}\.[a-zA-Z]+-[0-9a-f-]{36}\.[0-9a-f-]{36}\.[a-zA-Z.]+\.[A-Za-z0-9_-]+$/;

type PersonalMark = { of: SubjectKind; plain: z.ZodMiniType };
const marks = new WeakMap<object, PersonalMark>();

/** A stored field that holds a sealed `schema`; `of` says under whose key. */
export function personal<S extends z.ZodMiniType>(schema: S, mark: { of: SubjectKind }) {
  const field = z.custom<Sealed<z.output<S>>>(
    (value) => typeof value === 'string' && SEALED_PATTERN.test(value),
    'not sealed',
  );
  marks.set(field, { of: mark.of, plain: schema });
  return field;
}

/** The mark of a field, if it has one. */
export function personalMark(schema: object): PersonalMark | undefined {
  return marks.get(schema);
}
