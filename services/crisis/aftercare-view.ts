/** Who is called afterwards, by whom, before when. */
import type { AftercareView } from '@bijspringen/contracts/crisis/views.ts';
import type { AftercareItem } from './crisis.state.ts';
import type { Viewer } from './duty-view.ts';
import { labelOf, openContact, openWords } from './opened-words.ts';
import type { SignalFacts } from './signal-facts.ts';
import type { CrisisTools, Loaded } from './tools.ts';

/** Names and numbers come with what is still to be done, for whoever may call. */
export function aftercareViews(
  tools: CrisisTools,
  loaded: Loaded,
  viewer: Viewer,
  signal: SignalFacts | null,
): AftercareView[] {
  const { crisis, crisisId } = loaded;
  return crisis.aftercare.map((item) => {
    const index = crisis.helpers.findIndex(({ personId }) => personId === item.personId);
    const mayCall = item.outcome === null && viewer.maySeeNames;
    return {
      aftercareId: item.aftercareId,
      crisisId,
      for: item.for,
      round: item.round,
      label: item.for === 'responder' ? `Bewoner ${labelOf(index)}` : LABELS[item.for],
      ...(mayCall ? whomToCall(tools, item, signal) : { name: null, phone: null }),
      feeling: crisis.helpers[index]?.feeling ?? null,
      before: item.before,
      ownerPersonId: item.ownerPersonId,
      isYours: item.ownerPersonId === viewer.personId,
      outcome: item.outcome,
      note: viewer.maySeeNames ? noteOf(tools, loaded, item) : null,
    };
  });
}

const LABELS = { reporter: 'De buur', person: 'De persoon' } as const;

function whomToCall(tools: CrisisTools, item: AftercareItem, signal: SignalFacts | null) {
  if (item.personId !== null) {
    const { firstName, phone } = openContact(tools, item.personId);
    return { name: firstName, phone };
  }
  const phone = item.for === 'reporter' ? openWords(tools.kernel.vault, signal?.reporter.contact) : null;
  return { name: null, phone };
}

function noteOf(tools: CrisisTools, { events }: Loaded, { aftercareId }: AftercareItem): string | null {
  const done = events.findLast(
    (event) => event.type === 'AftercareDone' && event.data.aftercareId === aftercareId,
  );
  return done?.type === 'AftercareDone' ? openWords(tools.kernel.vault, done.data.note) : null;
}
