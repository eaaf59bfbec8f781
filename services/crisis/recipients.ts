/** Who would be asked next in a crisis that runs. */

import type { Directory } from '@bijspringen/access/index.ts';
import type { WaveChoice } from '@bijspringen/contracts/crisis/commands.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { chooseWave, type Reporter } from './choosing.ts';
import { readSignal } from './signal-facts.ts';
import type { CrisisTools, Loaded } from './tools.ts';

export const NOBODY: WaveChoice = { personIds: [], passedOver: [], isAnyoneLeft: false };
export const UNKNOWN_REPORTER: Reporter = { personId: null, contact: null };

export async function nextRecipients(tools: CrisisTools, loaded: Loaded, now: string): Promise<WaveChoice> {
  const { crisisId, crisis, district, opened } = loaded;
  if (!hasOfficer(tools, loaded, now)) return NOBODY;
  const { signalId } = crisis;
  // Whoever wrote it is not asked to come to it, also after taking it back.
  const signal = signalId === null ? null : await readSignal(tools.kernel, signalId, { evenWithdrawn: true });
  const reporter = signal === null || isRefusal(signal) ? UNKNOWN_REPORTER : signal.reporter;
  const { waveSize: size } = crisis.policy;
  return chooseWave(tools, { crisisId, district, now, size, crisis, place: opened.place, reporter });
}

/** Nobody is sent out where nobody could send them home again: no one has duty, and its officer is none any more. */
function hasOfficer({ directory }: CrisisTools, { crisis, district }: Loaded, now: string): boolean {
  const { districtId } = district;
  return (
    directory.onDuty(districtId, now).length > 0 || isOfficer(directory, districtId, crisis.dutyPersonId)
  );
}

/** Whether this person is a duty officer in that district, on duty or not. */
export function isOfficer(directory: Directory, districtId: Id, personId: Id): boolean {
  return directory
    .grants(personId)
    .some((grant) => grant.role === 'duty-officer' && grant.districtId === districtId);
}
