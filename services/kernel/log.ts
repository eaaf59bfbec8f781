/** One line for the operator: what happened, with figures and codes. Never a name, an address or free text. */
export type Log = (
  what: string,
  details?: Readonly<Record<string, string | number | boolean | null>>,
) => void;
