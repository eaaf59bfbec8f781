/** From what somebody wrote to a signal: seals it, finds who picks it up, and promises when it is read. */
import { type District, pageReasonOf } from '@bijspringen/access/index.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { RaiseBody, Raised } from '@bijspringen/contracts/signals/api.ts';
import type { Owner } from '@bijspringen/contracts/signals/events.ts';
import { parseFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { Origin, ReadFirst } from '@bijspringen/contracts/signals/values.ts';
import { warningWords } from '@bijspringen/contracts/signals/warning-words.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { streamIdFor } from '@bijspringen/kernel/derived-id.ts';
import { positionOf } from './answers.ts';
import { DUTY_READS_WITHIN_MS } from './limits.ts';
import { allReasons } from './raising.policy.ts';
import type { OpenSignal } from './signal.state.ts';
import { clockAt, command, type SignalTools } from './tools.ts';

export type Raising = {
  body: RaiseBody;
  origin: Origin;
  actor: Actor;
  district: District;
  owner: Owner;
  /** Reasons besides the words and the gate. */
  readFirst?: readonly ReadFirst[];
  /** The whole of what was sent, to tell a repeat from another message under the same commandId. */
  content: unknown;
};

export type Accepted = { signalId: Id; position: Position; signal: OpenSignal };

/** Raises a signal, once for each commandId. */
export async function raiseSignal(tools: SignalTools, raising: Raising): Promise<Accepted | Refusal> {
  const { body, district, origin, owner } = raising;
  const { kernel } = tools;
  if (parseFollowCode(body.followCode) !== body.followCode) return refuse('invalid-input', 'followCode');
  const signalId = streamIdFor(body.commandId, 'signal');
  const { districtId, organisationId } = district;
  const followCodeHmac = kernel.vault.hmac('follow-code', body.followCode);
  if (isTaken(tools, followCodeHmac, { signalId, districtId, organisationId })) {
    return refuse('invalid-input', 'followCode');
  }
  const readFirst = [...(raising.readFirst ?? []), ...warningWords(body.text)];
  const { commandId, followCode: _code, text, place, contact, language = 'nl', ...told } = body;
  const handled = await command(
    tools,
    { signalId, districtId, organisationId, kind: body.kind },
    {
      ...told,
      type: 'RaiseSignal',
      origin,
      text: kernel.vault.hold(text, `matter-${signalId}`),
      place: place === undefined ? undefined : kernel.vault.hold(place, `matter-${signalId}`),
      contact: contact === undefined ? undefined : kernel.vault.hold(contact, `reporter-${signalId}`),
      followCodeHmac,
      language,
      readFirst,
      dutyReadBefore: dutyReadsBefore(tools, raising, readFirst),
      owner,
      clock: clockAt(kernel.clock.now(), district),
    },
    { commandId, actor: raising.actor, content: raising.content },
  );
  if (isRefusal(handled)) {
    // A reused commandId means that a signal stands under this code already.
    if (handled.refused !== 'command-reused') tools.codes.release(followCodeHmac);
    return handled;
  }
  const { state } = handled;
  if (state.status !== 'open') throw new Error('a signal that was just raised is not open');
  return { signalId, position: positionOf(handled), signal: state };
}

/** When this calls the duty officer and one is on the roster: before which moment she reads it. */
function dutyReadsBefore(
  { kernel, directory }: SignalTools,
  { body, district, origin }: Raising,
  readFirst: readonly ReadFirst[],
): string | undefined {
  // What a worker saw herself is promised to nobody.
  if (origin === 'own-observation') return undefined;
  const now = kernel.clock.now();
  const written = { gate: body.gate, readFirst: allReasons(body.gate, readFirst) };
  if (pageReasonOf(written, clockAt(now, district).isAtWork) === null) return undefined;
  if (directory.onDuty(district.districtId, now.toISOString()).length === 0) return undefined;
  return new Date(now.getTime() + DUTY_READS_WITHIN_MS).toISOString();
}

/** A code opens one conversation and nothing else, so a second signal cannot come in under it. */
function isTaken(
  { rows, codes }: SignalTools,
  hmac: string,
  owner: { signalId: Id; districtId: Id; organisationId: Id },
): boolean {
  const known = rows.byFollowCode(hmac) ?? codes.claim(hmac, owner);
  return known.signalId !== owner.signalId;
}

/** What the neighbour hears at once. */
export function raisedAnswer(
  { signalId, position, signal }: Accepted,
  district: District,
  now: Date,
): Raised {
  const { isAtWork } = clockAt(now, district);
  return {
    signalId,
    position,
    promise: {
      readBefore: signal.readBefore,
      answerBefore: signal.answerBefore,
      reader: signal.owner.role === 'coordinator' ? 'coordinator' : 'social-caretaker',
      isNobodyReadingNow: signal.wasReadFirst && !isAtWork && signal.dutyReadBefore === null,
      ...(signal.dutyReadBefore === null ? {} : { dutyCalledBefore: signal.dutyReadBefore }),
    },
    isLate: signal.isLate,
  };
}
