import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { FollowView } from '@bijspringen/contracts/signals/views.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../api/client.ts';
import { newCommandId } from '../api/ids.ts';
import { FollowModel, type FollowParts, type KeptHere } from './follow.model.ts';
import type { Store } from './stored.ts';

const CODE = makeFollowCode(new Uint8Array(13).fill(7));
const view: FollowView = {
  kind: 'concern',
  status: 'open',
  raisedAt: '2026-11-24T09:42:00.000Z',
  isLate: false,
  isRead: true,
  readBefore: '2026-11-24T16:00:00.000Z',
  answerBefore: '2026-11-26T16:00:00.000Z',
  isAnswered: false,
  missed: [],
  reader: 'social-caretaker',
  openQuestion: { questionId: newCommandId(), ready: 'ring-yourself', text: null },
  lines: [],
  position: 'store:4',
};

type Asked = { what: string; commandId?: string; after?: string | undefined };
let asked: Asked[];
let reading: Answer<FollowView>;
let writing: Answer<{ position: string }>;
let kept: KeptHere | null;
let store: Store;

function parts(): FollowParts {
  const write = (what: string) => async (_code: string, body: { commandId: string }) => {
    asked.push({ what, commandId: body.commandId });
    return writing;
  };
  return {
    api: {
      fetchFollow: async (_code, after) => {
        asked.push({ what: 'read', after });
        return reading;
      },
      postMessage: write('message'),
      postAnswer: write('answer'),
      postReopening: write('reopening'),
      takeBack: write('take-back'),
    },
    newCommandId,
    findKept: async () => kept,
    sendKept: async () => {
      kept = null;
      reading = { kind: 'done', value: view };
      return { kind: 'gone' };
    },
    discardKept: async () => void asked.push({ what: 'discard' }),
    store,
  };
}

beforeEach(() => {
  asked = [];
  reading = { kind: 'done', value: view };
  writing = { kind: 'done', value: { position: 'store:5' } };
  kept = null;
  const inTab = new Map<string, string>();
  store = {
    getItem: (key) => inTab.get(key) ?? null,
    setItem: (key, value) => void inTab.set(key, value),
    removeItem: (key) => void inTab.delete(key),
  };
});

async function opened() {
  const follow = new FollowModel(parts());
  await follow.arrive(CODE);
  return follow;
}

describe('opening a message', () => {
  it('opens the code of a link, and remembers it in this tab', async () => {
    expect((await opened()).step.value).toBe('open');
    const reloaded = new FollowModel(parts());
    await reloaded.arrive('');
    expect(reloaded.step.value).toBe('open');
  });

  it('takes a code as people type it', async () => {
    const follow = new FollowModel(parts());
    follow.typed.value = ` ${CODE.slice(0, 5).toLowerCase()}-${CODE.slice(5, 10)} ${CODE.slice(10)}`;
    await follow.openTyped();
    expect(follow.step.value).toBe('open');
  });

  it('says what is wrong with a code without asking the server', async () => {
    const follow = new FollowModel(parts());
    await follow.openTyped();
    expect(follow.errors.value).toEqual({ code: 'error.code' });
    follow.typed.value = 'ABC';
    await follow.openTyped();
    expect(follow.errors.value).toEqual({ code: 'error.code-typo' });
    expect(asked).toEqual([]);
  });

  it('asks for the code again when the server does not know it, and forgets it', async () => {
    reading = { kind: 'refused', problem: { code: 'code-unknown', errors: [] } };
    const follow = await opened();
    expect(follow.step.value).toBe('code');
    expect(follow.trouble.value).toBe('code-unknown');
    const reloaded = new FollowModel(parts());
    await reloaded.arrive('');
    expect(asked.filter(({ what }) => what === 'read')).toHaveLength(1);
  });

  it('keeps showing what was there when the connection is gone', async () => {
    const follow = await opened();
    reading = { kind: 'unreachable' };
    await follow.refresh();
    expect(follow.step.value).toBe('open');
    expect(follow.trouble.value).toBe('unreachable');
  });

  it('shows a message that never left this phone, and sends it when asked', async () => {
    reading = { kind: 'refused', problem: { code: 'code-unknown', errors: [] } };
    kept = { commandId: newCommandId(), writtenAtMs: 0, text: 'het ruikt heel vies' };
    const follow = await opened();
    expect(follow.step.value).toBe('kept');
    await follow.sendKept();
    expect(follow.step.value).toBe('open');
  });
});

describe('writing', () => {
  it('reads back at least what was just written', async () => {
    const follow = await opened();
    follow.message.value = 'het is nu anders';
    await follow.sendMessage();
    expect(asked.at(-1)).toEqual({ what: 'read', after: 'store:5' });
    expect(follow.message.value).toBe('');
    expect(follow.news.value).toBe('follow.sent');
  });

  it('repeats the same command when no answer came back, and loses no words', async () => {
    const follow = await opened();
    writing = { kind: 'unreachable' };
    follow.message.value = 'het is nu anders';
    await follow.sendMessage();
    expect(follow.message.value).toBe('het is nu anders');
    writing = { kind: 'done', value: { position: 'store:5' } };
    await follow.sendMessage();
    const [first, second] = asked.filter(({ what }) => what === 'message');
    expect(second?.commandId).toBe(first?.commandId);
  });

  it('makes other words another command', async () => {
    const follow = await opened();
    writing = { kind: 'unreachable' };
    follow.message.value = 'een';
    await follow.sendMessage();
    follow.message.value = 'twee';
    await follow.sendMessage();
    const [first, second] = asked.filter(({ what }) => what === 'message');
    expect(second?.commandId).not.toBe(first?.commandId);
  });

  it('asks for an answer or words of their own before it sends', async () => {
    const follow = await opened();
    await follow.sendAnswer();
    expect(follow.errors.value).toEqual({ answer: 'error.answer' });
    follow.answer.value = 'not-alone';
    await follow.sendAnswer();
    expect(asked.map(({ what }) => what)).toContain('answer');
  });

  it('shows why the server refused, and keeps the words', async () => {
    const follow = await opened();
    writing = { kind: 'refused', problem: { code: 'signal-closed', errors: [] } };
    follow.message.value = 'nog iets';
    await follow.sendMessage();
    expect(follow.trouble.value).toBe('signal-closed');
    expect(follow.message.value).toBe('nog iets');
  });
});

describe('taking a message back', () => {
  it('asks first, and then forgets the code', async () => {
    const follow = await opened();
    follow.askToTakeBack();
    expect(follow.step.value).toBe('taking-back');
    follow.keepIt();
    expect(follow.step.value).toBe('open');
    follow.askToTakeBack();
    await follow.takeBack();
    expect(follow.step.value).toBe('gone');
    expect(follow.code.value).toBe('');
    const reloaded = new FollowModel(parts());
    await reloaded.arrive('');
    expect(reloaded.step.value).toBe('code');
  });
});
