/** Tells the demo's stories through the real HTTP interface, as the neighbours and workers in them. */
import { createHash } from 'node:crypto';
import { observed, type RaiseBody, raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { followView } from '@bijspringen/contracts/signals/views.ts';

import { type CrisisTeller, createCrisisTeller } from './crisis-teller.ts';

type Raise = Omit<RaiseBody, 'commandId' | 'followCode'>;
type Answer = { answer?: string; text?: string };
type Observe = {
  origin: 'own-observation' | 'told';
  kind: string;
  text: string;
  place?: string;
  readFirst?: boolean;
};

export interface Teller {
  raise(name: string, body: Raise): Promise<void>;
  observe(name: string, body: Observe): Promise<void>;
  /** A command on a signal, `POST /api/signals/:id/<path>`, of the caretaker or of whom it says. */
  work(name: string, path: string, body: object, persona?: string): Promise<void>;
  /** Answers the question that stands open. */
  answer(name: string, body: Answer): Promise<void>;
  /** The local date `count` working days after the moment that is being told; 0 is that day. */
  workingDayAhead(count: number): string;
  signalId(name: string): string;
  readonly crisis: CrisisTeller;
}

export type TellerOptions = {
  url: string;
  /** The cookie of somebody who is logged in at that moment. */
  logIn: (persona: string) => Promise<string>;
  workingDayAhead: (count: number) => string;
};

const CARETAKER = 'caretaker';

/** The same name gives the same id and code each time, so that telling a story twice changes nothing. */
function bytesOf(name: string): Buffer {
  return createHash('sha256').update(`waterkant ${name}`).digest();
}

function idOf(name: string): string {
  const hex = bytesOf(name).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The follow code of a story, to look at the neighbour's side of it. */
export function followCodeOf(name: string): string {
  return makeFollowCode(bytesOf(`${name} code`));
}

export function createTeller({ url, logIn, workingDayAhead }: TellerOptions): Teller {
  const signals = new Map<string, string>();
  let told = 0;

  async function send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  function commandId(name: string): string {
    told += 1;
    return idOf(`${name} ${told}`);
  }

  function signalOf(name: string): string {
    const signalId = signals.get(name);
    if (!signalId) throw new Error(`${name} was not raised`);
    return signalId;
  }

  const post = async (persona: string, path: string, body: object) =>
    send('POST', path, { cookie: await logIn(persona) }, { commandId: commandId(path), ...body });

  return {
    workingDayAhead,
    signalId: signalOf,
    crisis: createCrisisTeller({
      get: async (persona, path) => send('GET', path, { cookie: await logIn(persona) }),
      post,
    }),
    async raise(name, body) {
      const whole = { commandId: commandId(name), followCode: followCodeOf(name), ...body };
      signals.set(name, raised.parse(await send('POST', '/api/signals', {}, whole)).signalId);
    },
    async observe(name, body) {
      const whole = { followCode: followCodeOf(name), ...body };
      signals.set(name, observed.parse(await post(CARETAKER, '/api/observations', whole)).signalId);
    },
    async work(name, path, body, persona = CARETAKER) {
      await post(persona, `/api/signals/${signalOf(name)}/${path}`, body);
    },
    async answer(name, body) {
      const headers = { authorization: `Follow ${followCodeOf(name)}` };
      const view = followView.parse(await send('GET', '/api/follow', headers));
      if (!view.openQuestion) throw new Error(`${name} has no open question`);
      const { questionId } = view.openQuestion;
      await send('POST', '/api/follow/answers', headers, { commandId: commandId(name), questionId, ...body });
    },
  };
}
