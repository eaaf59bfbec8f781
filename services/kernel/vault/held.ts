/** Plain text between the HTTP edge and the append. It has no way out but `plainOf`, which only the vault calls. */
import { inspect } from 'node:util';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { Subject } from './port.ts';

class Held {
  readonly #plain: unknown;
  readonly #subject: Subject;

  constructor(plain: unknown, subject: Subject) {
    this.#plain = plain;
    this.#subject = subject;
    Object.freeze(this);
  }

  static subjectOf(value: unknown): Subject | null {
    return value instanceof Held ? value.#subject : null;
  }

  static plainOf(value: unknown): unknown {
    if (!(value instanceof Held)) throw new TypeError('not a held value');
    return value.#plain;
  }

  toJSON(): never {
    throw new TypeError('a held value has no JSON: it must be sealed first');
  }

  toString(): never {
    throw new TypeError('a held value has no text: it must be sealed first');
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError('a held value has no text: it must be sealed first');
  }

  [inspect.custom](): string {
    return '[held]';
  }
}

/** Holds plain text for a subject. */
export function holdPlain<T>(plain: T, subject: Subject): Sealed<T> {
  // The brand exists for the compiler only: deciders pass the holder on as a sealed value and cannot look inside.
  return new Held(plain, subject) as unknown as Sealed<T>;
}

/** Whose a held value is; null for anything that is not held. */
export const heldSubject = Held.subjectOf;

/** The plain value of a holder. For the vault alone. */
export const plainOf = Held.plainOf;
