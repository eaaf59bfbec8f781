import { path } from '../../router.ts';
import { ReplayList } from './replay-list.tsx';
import { ReplayScreen } from './replay-screen.tsx';
import './replay.css';

const ONE = /^\/werk\/terugkijken\/([0-9a-f-]{36})\/?$/;

/** The list of what is closed, or one of them moment by moment. */
export function Replay() {
  const replayId = ONE.exec(path.value)?.[1];
  return replayId === undefined ? <ReplayList /> : <ReplayScreen key={replayId} replayId={replayId} />;
}
