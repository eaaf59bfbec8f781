/** Gathers what a worker's screen of one signal needs, and folds it. */

import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { firstWords } from '@bijspringen/contracts/signals/first-words.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import { ReadModelBuilding } from '@bijspringen/kernel/errors.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { HINTS_MAX, LINKS_MAX } from './limits.ts';
import { type OpenedEvent, openEvent, VISIBLE_TO_TEAM } from './opened-event.ts';
import { possibleOwners } from './owner.ts';
import { signalView } from './signal-view.ts';
import { suggest } from './suggestion.policy.ts';
import { catalogue, type Loaded, type SignalTools } from './tools.ts';

type Viewer = { viewerId: Id; now: Date };
type Hint = SignalView['hints'][number];

/** The view; of a message that was taken back nothing is opened. */
export async function workView(tools: SignalTools, loaded: Loaded, viewer: Viewer): Promise<SignalView> {
  const { signal } = loaded;
  const isGone = signal.status === 'withdrawn' || signal.status === 'none';
  const events = opened(tools, loaded, isGone);
  const links = isGone ? [] : signal.links;
  const text = events.find((event) => event.type === 'SignalRaised')?.data.text ?? null;
  const isTriaged = events.some((event) => event.type === 'SignalTriaged');
  return signalView({
    signalId: loaded.signalId,
    signal,
    events,
    viewerId: viewer.viewerId,
    workers: isGone ? [] : possibleOwners(tools.directory, loaded.district),
    suggestion: isGone || isTriaged || text === null ? null : suggest(text),
    ...(await besides(tools, loaded, { links, events, now: viewer.now })),
  });
}

function opened({ kernel }: SignalTools, { events }: Loaded, isGone: boolean): OpenedEvent[] {
  const visible = isGone ? {} : VISIBLE_TO_TEAM;
  return events.map((event) =>
    openEvent(event, { catalogue, vault: kernel.vault, purpose: 'work-signal', visible }),
  );
}

/** Other messages: those that a human put beside it, and hints about the same place. Without their rows, none. */
async function besides(
  tools: SignalTools,
  { signalId, district }: Loaded,
  { links, events, now }: { links: readonly Id[]; events: readonly OpenedEvent[]; now: Date },
): Promise<{ linked: Hint[]; hints: Hint[] }> {
  try {
    const linked = links.slice(0, LINKS_MAX).flatMap((id) => hintOf(tools, id, true) ?? []);
    const place = events.find((event) => event.type === 'SignalRaised')?.data.place ?? null;
    if (place === null) return { linked, hints: [] };
    const near = await tools.places.near(signalId, place, { districtId: district.districtId, now });
    const others = near.filter((id) => !links.includes(id)).slice(0, HINTS_MAX);
    return { linked, hints: others.flatMap((id) => hintOf(tools, id, false) ?? []) };
  } catch (error) {
    // The rows are being built again: the message itself is worth more than hints beside it.
    if (error instanceof ReadModelBuilding) return { linked: [], hints: [] };
    throw error;
  }
}

function hintOf({ rows, kernel }: SignalTools, signalId: Id, isLinked: boolean): Hint | null {
  const row = rows.byId(signalId);
  if (row === null || row.status === 'withdrawn') return null;
  const open = (sealed: Sealed<string> | null) => {
    const plain = sealed === null ? null : kernel.vault.open(sealed, 'work-signal');
    return plain === FORGOTTEN ? null : plain;
  };
  const text = open(row.text);
  const { kind, raisedAt } = row;
  return { signalId, kind, raisedAt, firstWords: text && firstWords(text), place: open(row.place), isLinked };
}
