/** Opens names, numbers and places for a screen; each opening goes to the read log. */
import type { Directory } from '@bijspringen/access/index.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { FORGOTTEN, type Vault } from '@bijspringen/kernel/vault/port.ts';

export function openWords(
  vault: Pick<Vault, 'open'>,
  sealed: Sealed<string> | null | undefined,
): string | null {
  if (sealed === null || sealed === undefined) return null;
  const plain = vault.open(sealed, 'crisis');
  return plain === FORGOTTEN ? null : plain;
}

type Tools = { kernel: { vault: Pick<Vault, 'open'> }; directory: Pick<Directory, 'contact'> };

/** What somebody agreed to show in an alert. */
export function openContact({ kernel, directory }: Tools, personId: Id) {
  const contact = directory.contact(personId);
  return {
    firstName: openWords(kernel.vault, contact?.firstName),
    phone: openWords(kernel.vault, contact?.phone),
  };
}

/** A, B, … Z, AA: in the order in which they were asked. */
export function labelOf(index: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
  return index < LETTERS ? letter : labelOf(Math.floor(index / LETTERS) - 1) + letter;
}

const LETTERS = 26;
