/** Where an error came from, for the log: places in code, and no word of a message that may be about a person. */

/** Files in which an error is followed back. */
const PLACES_MAX = 4;
const FRAME = /^\s+at .*?([\w.-]+\.(?:ts|js|mjs)):(\d+):\d+\)?$/;

/** `signal-view.ts:42 < work.routes.ts:88`: the innermost first; empty when it cannot be told. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  const { stack, message } = error;
  // The stack begins with the message, which may have lines that look like places.
  const messageAt = stack.indexOf(message);
  if (messageAt < 0) return '';
  return stack
    .slice(messageAt + message.length)
    .split('\n')
    .flatMap((line) => {
      const [, file, number] = FRAME.exec(line) ?? [];
      return file === undefined ? [] : [`${file}:${number}`];
    })
    .slice(0, PLACES_MAX)
    .join(' < ');
}
