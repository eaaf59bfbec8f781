/** Events and commands for the specifications of a crisis: the night of SC4, short to write. */
import type { Ending, WaveChoice } from '@bijspringen/contracts/crisis/commands.ts';
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import { defaultEscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import type { CommandOf } from './crisis-now.policy.ts';

type Data<T extends CrisisEvent['type']> = Extract<CrisisEvent, { type: T }>['data'];

/** A readable UUID: `uuid('a1')`. */
export function uuid(start: string | number): Id {
  return `${String(start).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

export const OFFICER = uuid('0f1');
export const SECOND = uuid('0f2');
export const [A, B, C, D, E] = [uuid('a'), uuid('b'), uuid('c'), uuid('d'), uuid('e')];
export const SIGNAL = uuid('51');
export const CRISIS = uuid('c1');

/** An instant of the night of Saturday to Sunday 22 November 2026, as on the wall at Waterkant. */
export function at(localTime: string): string {
  return new Date(`2026-11-22T${localTime}:00.000+01:00`).toISOString();
}

export const officer: Actor = { kind: 'person', personId: OFFICER, role: 'duty-officer' };
export const resident = (personId: Id): Actor => ({
  kind: 'person',
  personId,
  role: 'crisis-trained-resident',
});
export const words = (text: string) => sealedFor('matter', text);
export const NO_DANGER = { violence: 'no', fire: 'no', suicide: 'no', child: 'no' } as const;
export const policy = defaultEscalationPolicy;
export const ending: Ending = {
  moments: { first: at('10:30'), second: '2026-11-24T09:30:00.000Z' },
  backupPersonIds: [SECOND],
};

export function choice(personIds: readonly Id[], isAnyoneLeft = true): WaveChoice {
  return { personIds, passedOver: [], isAnyoneLeft };
}

/** At 02.19: no danger known, 112 called, two are needed, A, B and C can be asked. */
export function openCrisis(about: Partial<CommandOf<'OpenCrisis'>> = {}): CommandOf<'OpenCrisis'> {
  return {
    type: 'OpenCrisis',
    signalId: SIGNAL,
    dutyPersonId: OFFICER,
    answers: NO_DANGER,
    dangers: [],
    emergency: 'called-by-neighbour',
    tasks: ['be-near', 'bring-blanket'],
    needed: 2,
    place: words('Rietkraag 3e'),
    meetingPoint: words('hal van Lisdodde'),
    policy,
    alertsResidents: true,
    choice: choice([A, B, C]),
    backupPersonIds: [SECOND],
    ...about,
  };
}

export function happened<T extends CrisisEvent['type']>(type: T, data: Data<T>): CrisisEvent {
  return { type, data } as CrisisEvent;
}

export function opened(about: Partial<Data<'CrisisOpened'>> = {}): CrisisEvent {
  return happened('CrisisOpened', {
    signalId: SIGNAL,
    dutyPersonId: OFFICER,
    answers: NO_DANGER,
    dangers: [],
    emergency: 'called-by-neighbour',
    tasks: ['be-near', 'bring-blanket'],
    needed: 2,
    place: words('Rietkraag 3e'),
    meetingPoint: words('hal van Lisdodde'),
    policy,
    endsAt: at('03:19'),
    ...about,
  });
}

export function wave(number: number, personIds: readonly Id[], about: Partial<Data<'WaveAlerted'>> = {}) {
  return happened('WaveAlerted', {
    wave: number,
    personIds: [...personIds],
    passedOver: [],
    expiresAt: at(`02:${19 + 6 * number}`),
    isLast: number === policy.wavesMax,
    ...about,
  });
}

export const accepted = (personId: Id) => happened('ResponderAccepted', { personId });
export const pointFor = (...personIds: Id[]) => happened('MeetingPointShared', { personIds });
export const formed = (checkBefore: string, ...personIds: Id[]) =>
  happened('PairFormed', { personIds, checkBefore });
export const broken = (because: Data<'PairBroken'>['because'], ...leftPersonIds: Id[]) =>
  happened('PairBroken', { because, leftPersonIds });
export const released = (personId: Id, because: 'enough' | 'not-enough') =>
  happened('ResponderReleased', { personId, because });
export const expired = (number: number, standing: number) =>
  happened('WaveExpired', { wave: number, standing });
export const backup = (why: Data<'BackupRequested'>['why']) =>
  happened('BackupRequested', { why, personIds: [SECOND] });
export const held = (messageEventId: Id, ...personIds: Id[]) =>
  happened('AlertHeld', { messageEventId, personIds });
export const stoodDown = (
  because: Data<'StoodDown'>['because'],
  personIds: Id[],
  askedPersonIds: Id[] = [],
) => happened('StoodDown', { because, personIds, askedPersonIds });

/** Open, A, B and C asked. */
export const alerted = [opened(), wave(1, [A, B, C])] as const;
/** B said yes at 02.21 and C at 02.24; A is thanked. */
export const paired = [
  ...alerted,
  accepted(B),
  accepted(C),
  formed(at('02:34'), B, C),
  pointFor(B, C),
  released(A, 'enough'),
] as const;
