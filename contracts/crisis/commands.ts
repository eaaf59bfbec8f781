/** What the crisis decider takes. Personal fields are sealed before they get here; `now` comes with the command. */
import type * as z from 'zod/mini';
import type { EscalationPolicy } from '../people/values.ts';
import type { Id } from '../shared/ids.ts';
import type { Sealed } from '../shared/personal.ts';
import type { Danger } from '../signals/values.ts';
import type {
  aftercareOutcome,
  declineReason,
  EmergencyStatus,
  Feeling,
  HardRule,
  judgement,
  PassedOver,
  SafetyAnswers,
  StandDownReason,
  Task,
} from './values.ts';

/** Who is asked in the next wave, as the service chose them: ids and counts only. */
export type WaveChoice = {
  personIds: readonly Id[];
  passedOver: readonly { why: PassedOver; count: number }[];
  /** Whether somebody is left to ask after these. */
  isAnyoneLeft: boolean;
};

/** Before when helpers, the reporter and the person are called afterwards; worked out from the district's clock. */
export type AftercareMoments = { first: string; second: string };

/** What ending an alert needs to know besides the crisis. */
export type Ending = { moments: AftercareMoments; backupPersonIds: readonly Id[] };

export type CrisisCommand =
  | {
      type: 'OpenCrisis';
      signalId?: Id | undefined;
      dutyPersonId: Id;
      answers: SafetyAnswers;
      /** Every danger that is known of this matter: its gate, earlier crises, and what stands beside it. */
      dangers: readonly Danger[];
      emergency: EmergencyStatus;
      tasks: readonly Task[];
      needed: number;
      place: Sealed<string>;
      meetingPoint: Sealed<string>;
      policy: EscalationPolicy;
      alertsResidents: boolean;
      choice: WaveChoice;
      backupPersonIds: readonly Id[];
    }
  /** By the timer: a wave's deadline passed, or its turn came early. */
  | { type: 'AdvanceWaves'; choice: WaveChoice; backupPersonIds: readonly Id[] }
  | { type: 'SendNextWave'; seen: number; choice: WaveChoice }
  /** By the timer: thanks whoever was asked and is not needed any more. */
  | { type: 'ReleaseAsked' }
  | { type: 'AcceptAlert'; personId: Id }
  | { type: 'DeclineAlert'; personId: Id; why: z.output<typeof declineReason> }
  | { type: 'GoOnTheWay'; personId: Id }
  | { type: 'Arrive'; personId: Id }
  | { type: 'GoHome'; personId: Id; feeling?: Feeling | undefined }
  | { type: 'AskSafetyCheck'; personId: Id; checkBefore: string }
  | { type: 'MissSafetyCheck'; personId: Id; checkBefore: string }
  | { type: 'DoSafetyCheck'; personId: Id }
  | { type: 'SayUnsafe'; personId: Id; backupPersonIds: readonly Id[] }
  | { type: 'AskBackup'; personId: Id; backupPersonIds: readonly Id[] }
  | { type: 'NoteDanger'; rule: HardRule; by: 'reporter' | 'responder' | 'duty-officer'; ending: Ending }
  | { type: 'RecordEmergency'; emergency: EmergencyStatus }
  | { type: 'HoldAlert'; messageEventId: Id }
  | { type: 'JudgeMessage'; seen: number; judgement: z.output<typeof judgement>; ending: Ending }
  | { type: 'StandDown'; seen: number; because: StandDownReason; ending: Ending }
  /** By the timer: an alert ends by itself. */
  | { type: 'EndAlert'; ending: Ending }
  /** `seen` is absent when the roster hands over the rest of a duty. */
  | { type: 'HandOverCrisis'; seen?: number | undefined; toPersonId: Id }
  | {
      type: 'CloseCrisis';
      seen: number;
      note?: Sealed<string> | undefined;
      /** When it was stood down; null when it was not. */
      stoodDownAt: string | null;
      ending: Ending;
    }
  | { type: 'AssignAftercare'; aftercareIds: readonly Id[]; ownerPersonId: Id }
  | {
      type: 'RecordAftercare';
      aftercareId: Id;
      outcome: z.output<typeof aftercareOutcome>;
      note?: Sealed<string> | undefined;
    }
  | { type: 'GiveDebrief'; personId: Id; text: Sealed<string> };
