/** The models of looking back, made once. */
import { replayApi } from '../../api/work-replay.ts';
import { WorkReplay, type WorkReplayModel } from '../../models/work-replay.model.ts';
import { WorkReplayList } from '../../models/work-replay-list.model.ts';
import { app } from '../work-context.ts';

const { sessionEnded } = app;
const nextFrame = (call: () => void) => void requestAnimationFrame(call);
const list = new WorkReplayList({ api: replayApi, sessionEnded });
/** The one that was opened last keeps its moment on coming back. */
let opened: { replayId: string; model: WorkReplayModel } | null = null;

app.whenForgetting(() => {
  list.forget();
  opened?.model.forget();
  opened = null;
});

function open(replayId: string): WorkReplayModel {
  if (opened?.replayId === replayId) return opened.model;
  opened?.model.forget();
  opened = { replayId, model: new WorkReplay(replayId, { api: replayApi, nextFrame, sessionEnded }) };
  return opened.model;
}

export const replays = { list, open };
