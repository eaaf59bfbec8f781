/** Sealed fields for specifications: of the right shape, readable in a diff, opened by no vault. */
import type { Sealed, SubjectKind } from '@bijspringen/contracts/shared/personal.ts';

const SOME_ID = '00000000-0000-4000-8000-000000000000';

/** What stands for `plain`, sealed under the key of a reporter, a matter, …; the same text gives the same value. */
export function sealedFor<T>(of: SubjectKind, plain: T): Sealed<T> {
  const words = String(plain).replace(/[^A-Za-z0-9]+/g, '_') || '_';
  // The brand exists for the compiler only; at run time a sealed field is this text.
  return `s1.${of}-${SOME_ID}.specification-${SOME_ID}.${SOME_ID}.field.${words}` as unknown as Sealed<T>;
}
