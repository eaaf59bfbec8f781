/** Who would be asked next in a crisis that runs. */
import type { WaveChoice } from '@bijspringen/contracts/crisis/commands.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { chooseWave, type Reporter } from './choosing.ts';
import { readSignal } from './signal-facts.ts';
import type { CrisisTools, Loaded } from './tools.ts';

export const NOBODY: WaveChoice = { personIds: [], passedOver: [], isAnyoneLeft: false };
export const UNKNOWN_REPORTER: Reporter = { personId: null, contact: null };

export async function nextRecipients(tools: CrisisTools, loaded: Loaded, now: string): Promise<WaveChoice> {
  const { crisisId, crisis, district, opened } = loaded;
  const { signalId } = crisis;
  // Whoever wrote it is not asked to come to it, also after taking it back.
  const signal = signalId === null ? null : await readSignal(tools.kernel, signalId, { evenWithdrawn: true });
  const reporter = signal === null || isRefusal(signal) ? UNKNOWN_REPORTER : signal.reporter;
  const { waveSize: size } = crisis.policy;
  return chooseWave(tools, { crisisId, district, now, size, crisis, place: opened.place, reporter });
}
