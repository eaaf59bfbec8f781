/**
 * The crisis: opened by the duty officer, residents asked in waves, two of them a pair, stood down, cared for afterwards,
 * closed. Nobody goes alone, and a yes to a danger is never overwritten. The rules stand by subject in `*.policy.ts`.
 */
import type { CrisisCommand } from '@bijspringen/contracts/crisis/commands.ts';
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import { type Context, type Decider, never, refuse } from '@bijspringen/kernel/decider.ts';
import { accept, arrive, decline, goHome, goOnTheWay } from './answers.policy.ts';
import {
  assignAftercare,
  close,
  debrief,
  endByItself,
  handOver,
  recordAftercare,
  standDown,
} from './closing.policy.ts';
import { type Crisis, evolve, initialState } from './crisis.state.ts';
import type { Decided } from './crisis-now.policy.ts';
import { open } from './opening.policy.ts';
import {
  askBackup,
  askCheck,
  doCheck,
  hold,
  judge,
  missCheck,
  noteDanger,
  recordEmergency,
  sayUnsafe,
} from './safety.policy.ts';
import { advance, releaseAsked, sendNext } from './waves.policy.ts';

function decide(command: CrisisCommand, crisis: Crisis, context: Context): Decided {
  if (command.type === 'OpenCrisis') return open(command, crisis, context);
  if (crisis.status === 'none') return refuse('not-found');
  switch (command.type) {
    case 'AdvanceWaves':
      return advance(command, crisis, context);
    case 'SendNextWave':
      return sendNext(command, crisis, context);
    case 'ReleaseAsked':
      return releaseAsked(command, crisis, context);
    case 'AcceptAlert':
      return accept(command, crisis, context);
    case 'DeclineAlert':
      return decline(command, crisis, context);
    case 'GoOnTheWay':
      return goOnTheWay(command, crisis, context);
    case 'Arrive':
      return arrive(command, crisis, context);
    case 'GoHome':
      return goHome(command, crisis, context);
    case 'AskSafetyCheck':
      return askCheck(command, crisis, context);
    case 'MissSafetyCheck':
      return missCheck(command, crisis, context);
    case 'DoSafetyCheck':
      return doCheck(command, crisis, context);
    case 'SayUnsafe':
      return sayUnsafe(command, crisis, context);
    case 'AskBackup':
      return askBackup(command, crisis, context);
    case 'NoteDanger':
      return noteDanger(command, crisis, context);
    case 'RecordEmergency':
      return recordEmergency(command, crisis, context);
    case 'HoldAlert':
      return hold(command, crisis, context);
    case 'JudgeMessage':
      return judge(command, crisis, context);
    case 'StandDown':
      return standDown(command, crisis, context);
    case 'EndAlert':
      return endByItself(command, crisis, context);
    case 'HandOverCrisis':
      return handOver(command, crisis, context);
    case 'CloseCrisis':
      return close(command, crisis, context);
    case 'AssignAftercare':
      return assignAftercare(command, crisis, context);
    case 'RecordAftercare':
      return recordAftercare(command, crisis, context);
    case 'GiveDebrief':
      return debrief(command, crisis, context);
    default:
      return never(command);
  }
}

export const crisisDecider: Decider<Crisis, CrisisCommand, CrisisEvent> = {
  category: 'crisis',
  initialState,
  evolve,
  decide,
};
