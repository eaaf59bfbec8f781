/** What the routes of learning share: who may look back on what, and how a replay is commanded. */
import {
  type Action,
  authorize,
  type Directory,
  type Principal,
  roleFor,
} from '@bijspringen/access/index.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { CommandContext, Handled } from '@bijspringen/kernel/command-handler.ts';
import { type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { type ReplayCommand, type ReplayNotes, replayDecider } from './replay.decider.ts';
import type { ReplayRow, ReplayRows } from './replay.queries.ts';

export type LearningTools = { kernel: Kernel; directory: Directory; rows: ReplayRows };

export const LOOK_BACK = 'replay.read' satisfies Action;

/** The replay, or why this person does not see it: not there, not this district, not closed yet. */
export function allowed<R extends ReplayRow>(row: R | null, principal: Principal): R | Refusal {
  if (row === null) return refuse('not-found');
  const { districtId, organisationId } = row;
  const may = authorize(principal, LOOK_BACK, { districtId, organisationId });
  if (may !== true) return refuse(may);
  return row.closedAt === null ? refuse('not-closed-yet') : row;
}

/** Who looks. Only a person is let through the policy. */
export function viewerOf(principal: Principal): Id {
  if (principal.kind !== 'person') throw new Error('only a person looks back');
  return principal.personId;
}

/** Hands a command to the decider. */
export function command(
  { kernel }: LearningTools,
  { replayId, districtId, organisationId }: ReplayRow,
  asked: ReplayCommand,
  sent: { commandId: Id; principal: Principal; content: unknown },
): Promise<Handled<ReplayNotes> | Refusal> {
  const role = roleFor(sent.principal, LOOK_BACK, { districtId, organisationId });
  if (role === null) throw new Error('only who may look back writes here');
  const actor: Actor = { kind: 'person', personId: viewerOf(sent.principal), role };
  const context: CommandContext = {
    commandId: sent.commandId,
    content: sent.content,
    actor,
    districtId,
    organisationId,
    purpose: 'running-the-service',
    legalBasis: 'public-task',
    correlationId: replayId,
  };
  return kernel.handle(replayDecider, streamName('replay', replayId), asked, context);
}
