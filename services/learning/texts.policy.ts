/** Which sealed words a reviewer may let be shown, and which stay sealed whatever anybody wants. Pure. */

/** What somebody said or wrote down. */
const RELEASABLE: readonly string[] = ['text', 'note', 'wish', 'what'];
/** Where somebody lives, stands or can be reached: nobody learns from it, and everybody knows who it is. */
export const NEVER_SHOWN: readonly string[] = ['place', 'meetingPoint', 'contact'];

export function isReleasable(field: string): boolean {
  return RELEASABLE.includes(field);
}

/** The sealed words of an event that can be released, by field. */
export function sealedTexts(data: Readonly<Record<string, unknown>>): { field: string; sealed: string }[] {
  return RELEASABLE.flatMap((field) => {
    const sealed = data[field];
    return typeof sealed === 'string' ? [{ field, sealed }] : [];
  });
}
