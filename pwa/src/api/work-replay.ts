/** The HTTP interface of looking back. */
import * as learning from '@bijspringen/contracts/learning/api.ts';
import { replayList, replayMoment, replaySteps } from '@bijspringen/contracts/learning/views.ts';
import type * as z from 'zod/mini';
import { afterQuery, ask, get, post } from './work.ts';

const part = encodeURIComponent;

export const replayApi = {
  list: (from: string | null) => get(`/api/replays${from === null ? '' : `?from=${part(from)}`}`, replayList),
  moment: (replayId: string, step: number, after: string | null) =>
    get(`/api/replays/${part(replayId)}/at/${step}${afterQuery(after)}`, replayMoment),
  steps: (replayId: string, from: number, until: number) =>
    get(`/api/replays/${part(replayId)}/steps?from=${from}&until=${until}`, replaySteps),
  release: (replayId: string, body: z.input<typeof learning.releaseBody>) =>
    post(`/api/replays/${part(replayId)}/releases`, body, learning.replayDone),
  annotate: (replayId: string, body: z.input<typeof learning.annotationBody>) =>
    post(`/api/replays/${part(replayId)}/annotations`, body, learning.annotationMade),
  removeNote: (replayId: string, annotationId: string) =>
    ask({
      method: 'DELETE',
      path: `/api/replays/${part(replayId)}/annotations/${part(annotationId)}`,
      answer: learning.replayDone,
    }),
};
export type ReplayApi = typeof replayApi;
export type ReplayItem = z.output<typeof replayList>['items'][number];
