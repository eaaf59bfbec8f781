/** What a crisis needs of the signal that it is about, read from its stream; words stay sealed until somebody looks. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { type SignalEvent, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { signalUpcasts } from '@bijspringen/contracts/signals/upcasts.ts';
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { UnknownEventType } from '@bijspringen/kernel/errors.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import type { Reporter } from './choosing.ts';

const catalogue = createCatalogue({ signal: signalEvents }, signalUpcasts);

export type SignalFacts = {
  signalId: Id;
  districtId: Id;
  organisationId: Id;
  raisedAt: string;
  text: Sealed<string>;
  place: Sealed<string> | null;
  gate: Gate | null;
  reporter: Reporter;
  /** What the reporter wrote later, by the id of its event. */
  messages: ReadonlyMap<Id, Sealed<string> | null>;
};

/** Refuses `not-found`, `newer-than-me`, and `signal-withdrawn` but for whom that makes no difference. */
export async function readSignal(
  { store }: Pick<Kernel, 'store'>,
  signalId: Id,
  { evenWithdrawn = false } = {},
): Promise<SignalFacts | Refusal> {
  const stream = await store.readStream(streamName('signal', signalId));
  const first = stream[0];
  if (first?.type !== 'SignalRaised') return refuse('not-found');
  const isWithdrawn = stream.some(({ type }) => type === 'SignalWithdrawn');
  if (isWithdrawn && !evenWithdrawn) return refuse('signal-withdrawn');
  try {
    const { data } = catalogue.fromStored(first) as unknown as {
      data: Extract<SignalEvent, { type: 'SignalRaised' }>['data'];
    };
    const { at, actor, districtId, organisationId } = first.metadata;
    const personId = actor.kind === 'person' ? actor.personId : null;
    const messages = new Map<Id, Sealed<string> | null>();
    for (const recorded of stream.slice(1)) {
      if (recorded.metadata.actor.kind !== 'reporter') continue;
      messages.set(recorded.id, textOf(catalogue.fromStored(recorded).data));
    }
    return {
      signalId,
      districtId,
      organisationId,
      raisedAt: at,
      text: data.text,
      place: data.place ?? null,
      gate: data.gate ?? null,
      reporter: { personId, contact: data.contact ?? null },
      messages,
    };
  } catch (error) {
    if (error instanceof UnknownEventType) return refuse('newer-than-me');
    throw error;
  }
}

function textOf(data: Readonly<Record<string, unknown>>): Sealed<string> | null {
  return typeof data.text === 'string' ? (data.text as unknown as Sealed<string>) : null;
}
