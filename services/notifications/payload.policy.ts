/** What travels to the phone: a neutral sentence and ids. The same for everybody who gets this kind of message. */
import type { PushPayload } from '@bijspringen/contracts/notifications/api.ts';
import { DRILL_TITLE, PUSH_TITLE, pushSentences } from '@bijspringen/contracts/notifications/sentences.ts';
import type { MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

export type PayloadFacts = {
  kind: MessageKind;
  deliveryId: Id;
  crisisId: Id | null;
  /** The secret with which the phone says that it was shown. */
  receipt: string;
  tag: string;
  expiresAt: string;
  publicUrl: URL;
};

export function payloadOf(facts: PayloadFacts): PushPayload {
  const { kind, deliveryId, crisisId, receipt, tag, expiresAt, publicUrl } = facts;
  return {
    web_push: 8030,
    notification: {
      title: kind === 'drill' ? DRILL_TITLE : PUSH_TITLE,
      body: pushSentences[kind],
      navigate: new URL(pageFor(kind, crisisId), publicUrl).href,
      tag,
      lang: 'nl',
      silent: false,
      mutable: true,
      data: {
        deliveryId,
        receipt,
        kind,
        expiresAt,
        ...(crisisId !== null && { crisisId }),
        isDrill: kind === 'drill',
      },
    },
  };
}

/** No code and no secret in it: a lock screen or a log may show where it leads. */
function pageFor(kind: MessageKind, crisisId: Id | null): string {
  if (kind === 'answer') return '/volg';
  if (kind === 'drill') return '/werk/instellingen';
  return kind === 'page' || crisisId === null ? '/werk/dienst' : `/werk/oproep/${crisisId}`;
}

export function urgencyOf(kind: MessageKind): 'high' | 'normal' {
  return kind === 'answer' ? 'normal' : 'high';
}
