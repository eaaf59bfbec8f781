/** Several hosts that send letters from one real log, each with its own read files, and a post office that remembers. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalogue } from '../catalogue.ts';
import { type CommandContext, createCommandHandler, type Handled } from '../command-handler.ts';
import { isRefusal, type Refusal } from '../decider.ts';
import { derivedId, streamName } from '../derived-id.ts';
import { openSqliteStore } from '../event-store/sqlite.ts';
import { createReader, type Reader } from '../projections/reader.ts';
import { createReactorRunner, type ReactorRunner } from '../reactor-runner.ts';
import type { Claim, Effect, Reactor } from '../reactors.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { type Letter, type LetterCommand, letterDecider, letterEvents } from './letter.decider.ts';
import { OPEN_LETTERS, projection } from './letter.projection.ts';
import { openTemporaryVault } from './temporary-vault.ts';

export const START = '2026-11-20T02:13:00.000Z';
export const TIMEOUT_MS = 10_000;
export const LEASE_MS = 30_000;

export type LetterClaim = Claim & { key: string };
export type LetterOutcome = 'sent' | { againAt: string };
export type LetterReactor = Reactor<Effect, LetterClaim, LetterOutcome>;
export type Sending = { key: string; attempt: number; host: string; at: string };

type HostOptions = {
  name?: string;
  /** Where its read files stand; a new folder when absent. */
  folder?: string;
  clock?: FakeClock;
  /** Puts something in the way of the reactor. */
  change?: (reactor: LetterReactor) => LetterReactor;
};

export type LetterHost = {
  runner: ReactorRunner;
  reader: Reader;
  folder: string;
  /** Ends as a process that is killed does: what was under way never answers, and nothing more is done. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

export const NEVER = new Promise<never>(() => {});
const onFatal = (error: Error) => {
  throw error;
};

/** Closed and removed after each test; `afterEach` is the test runner's. */
export function letterWorld(afterEach: (clean: () => Promise<void>) => void) {
  const cleaning: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean();
  });

  return function world() {
    const root = mkdtempSync(join(tmpdir(), 'bijspringen-letters-'));
    cleaning.push(() => rmSync(root, { recursive: true, force: true }));
    const clock = createFakeClock(START);
    const store = openSqliteStore({ file: join(root, 'events.sqlite'), onFatal });
    cleaning.push(() => store.close());
    const vault = openTemporaryVault({ clock });
    cleaning.push(() => vault.close());
    const catalogue = createCatalogue({ letter: letterEvents }, {});
    const post = createPost();
    const log: string[] = [];
    let hosts = 0;

    const commands = (now: FakeClock): HandleLetter => {
      const handle = createCommandHandler({ store, vault, catalogue, clock: now });
      return (key, command, commandId = randomUUID()) =>
        handle(letterDecider, streamName('letter', key), command, contextOf(command, commandId));
    };
    const handle = commands(clock);

    async function host(options: HostOptions = {}): Promise<LetterHost> {
      hosts += 1;
      const { name = `host ${hosts}`, clock: own = clock, change = (reactor) => reactor } = options;
      const folder = options.folder ?? join(root, `read-${hosts}`);
      const reader = await createReader({
        store,
        fromStored: catalogue.fromStored,
        projections: [projection],
        folder,
        log: () => {},
      });
      const life = { isOver: false };
      const close = async () => {
        if (life.isOver) return;
        life.isOver = true;
        await reader.close();
      };
      cleaning.push(close);
      const reactor = change(letterReactor({ reader, handle: commands(own), post, clock: own, host: name }));
      const runner = createReactorRunner({
        reactors: [mortal(reactor, life)],
        clock: own,
        store,
        reader,
        log: (what, details) => log.push(`${what} ${JSON.stringify(details)}`),
      });
      cleaning.push(async () => {
        if (!life.isOver) await closeWithin(runner, own);
      });
      const closeInOrder = async () => {
        await runner.close();
        await close();
      };
      return { runner, reader, folder, kill: close, close: closeInOrder };
    }

    return {
      root,
      clock,
      store,
      post,
      log,
      host,
      handle,
      /** Wants so many letters, in as many streams. */
      async want(count = 1, notBefore = clock.now().toISOString()): Promise<string[]> {
        const keys = Array.from({ length: count }, () => randomUUID());
        await Promise.all(keys.map((key) => handle(key, { type: 'WantLetter', notBefore })));
        return keys;
      },
      /** The types of a letter's events, as words. */
      async story(key: string): Promise<string> {
        const events = await store.readStream(streamName('letter', key));
        return events.map((event) => event.type.replace('Letter', '').toLowerCase()).join(' ');
      },
    };
  };
}

/** A fake clock that stands still would keep a runner waiting for what never ends. */
async function closeWithin(runner: ReactorRunner, clock: FakeClock): Promise<void> {
  let isClosed = false;
  const closing = runner.close().finally(() => {
    isClosed = true;
  });
  while (!isClosed) await clock.advance(1_000);
  await closing;
}

type HandleLetter = (
  key: string,
  command: LetterCommand,
  commandId?: string,
) => Promise<Handled<Letter> | Refusal>;
type Post = ReturnType<typeof createPost>;

function createPost() {
  const sendings: Sending[] = [];
  const underWay = new Map<string, number>();
  const most = { atATime: 0, ofOne: 0 };
  return {
    sendings,
    /** How many were under way together at most, of all letters and of one letter. */
    most,
    begin(sending: Sending) {
      sendings.push(sending);
      underWay.set(sending.key, (underWay.get(sending.key) ?? 0) + 1);
      most.ofOne = Math.max(most.ofOne, underWay.get(sending.key) ?? 0);
      most.atATime = Math.max(
        most.atATime,
        [...underWay.values()].reduce((sum, one) => sum + one, 0),
      );
    },
    end(key: string) {
      const left = (underWay.get(key) ?? 0) - 1;
      if (left > 0) underWay.set(key, left);
      else underWay.delete(key);
    },
    /** How often each letter was sent. */
    times(): Map<string, number> {
      const times = new Map<string, number>();
      for (const { key } of sendings) times.set(key, (times.get(key) ?? 0) + 1);
      return times;
    },
  };
}

type LetterTools = {
  reader: Reader;
  handle: HandleLetter;
  post: Post;
  clock: FakeClock;
  host: string;
};

function letterReactor({ reader, handle, post, clock, host }: LetterTools): LetterReactor {
  return {
    name: 'letters',
    projections: [projection],
    concurrencyMax: 32,
    timeoutMs: TIMEOUT_MS,
    leaseMs: LEASE_MS,
    open: (_now, limit) =>
      reader.readModel(projection).database().prepare(OPEN_LETTERS).all(limit) as Effect[],
    async claim({ key }, { claimId, leaseUntil }) {
      const claimed = await handle(key, { type: 'ClaimLetter', leaseUntil }, claimId);
      if (isRefusal(claimed)) return null;
      return { key, attempt: claimed.state.attempts.count, leaseUntil };
    },
    async run({ key, attempt }) {
      post.begin({ key, attempt, host, at: clock.now().toISOString() });
      try {
        await new Promise((resolve) => setImmediate(resolve));
        return 'sent';
      } finally {
        post.end(key);
      }
    },
    async record({ key, attempt }, outcome) {
      const command: LetterCommand =
        outcome === 'sent' ? { type: 'RecordSent', attempt } : { type: 'RecordFailed', attempt, ...outcome };
      const recorded = await handle(key, command, derivedId('outcome', key, attempt));
      if (isRefusal(recorded)) throw new Error(`refused: ${recorded.refused}`);
    },
  };
}

/** What a killed process was doing never answers, and it begins nothing. */
function mortal(reactor: LetterReactor, life: { isOver: boolean }): LetterReactor {
  const whileAlive = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    return life.isOver ? NEVER : result;
  };
  return {
    ...reactor,
    open: (now, limit) => (life.isOver ? [] : reactor.open(now, limit)),
    claim: (effect, lease) => (life.isOver ? NEVER : whileAlive(reactor.claim(effect, lease))),
    run: (claim, signal) => (life.isOver ? NEVER : whileAlive(reactor.run(claim, signal))),
    record: (claim, outcome) => (life.isOver ? NEVER : whileAlive(reactor.record(claim, outcome))),
  };
}

function contextOf(command: LetterCommand, commandId: string): CommandContext {
  return {
    actor: { kind: 'system', part: 'sender' },
    districtId: 'a5a5a5a5-0000-4000-8000-000000000001',
    organisationId: 'a5a5a5a5-0000-4000-8000-000000000002',
    purpose: 'crisis-response',
    legalBasis: 'vital-interest',
    commandId,
    content: command,
  };
}

/** A promise that a test settles. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: () => resolve() };
}

/** Turns in which a runner that would do more could do it. */
export async function aWhile(store: { head(): Promise<unknown> }): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await store.head();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
