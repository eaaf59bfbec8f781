/** Every open signal always has somebody who picks it up, a next step and a date; without a caretaker too. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { personDecider } from '@bijspringen/people/person.decider.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { next, startWorld, type Worker, type World } from '../support/world.ts';

type Body = Omit<RaiseBody, 'commandId' | 'followCode'>;
const WISH: Body = { kind: 'wish', text: 'ik wil graag schaken' };
const WORRY: Body = {
  kind: 'concern',
  text: 'de gordijnen zijn dicht',
  place: 'Lisdodde 14',
  gate: { dangers: [], emergencyCalled: 'no' },
};

let world: World;
beforeEach(async () => {
  // Tuesday 24 November 2026, 10.30.
  world = await startWorld({ at: '2026-11-24T09:30:00.000Z' });
});
afterEach(() => world.close());

const everythingIsRead = async () => world.kernel.waitFor(await world.kernel.store.head());

/** Takes the role away from everybody who has it. */
async function nobodyIs(role: Role, personas: readonly string[]) {
  const { districtId, organisationId, people } = world.waterkant;
  for (const persona of personas) {
    const handled = await world.kernel.handle(
      personDecider,
      streamName('person', String(people[persona])),
      { type: 'RevokeRole', grant: { role, districtId, organisationId } },
      {
        commandId: randomUUID(),
        content: role,
        actor: { kind: 'system', part: 'setup' },
        districtId,
        organisationId,
        purpose: 'running-the-service',
        legalBasis: 'public-task',
      },
    );
    expect(isRefusal(handled)).toBe(false);
  }
  await everythingIsRead();
}
const withoutCaretakers = () => nobodyIs('social-caretaker', ['caretaker', 'second-caretaker']);

/** What the screen of a message shows of it, and where it stands in somebody's day. */
async function standing(worker: Worker, signalId: string) {
  await everythingIsRead();
  const { owner, next: step, status } = await worker.reads(signalId);
  const item = (await worker.today()).find((each) => each.itemId === signalId);
  return { status, owner, step, item };
}

describe('an open message', () => {
  it('is the caretaker’s from the start', async () => {
    const caretaker = await world.as('social-caretaker');
    for (const body of [WISH, WORRY]) {
      const neighbour = await world.neighbour(body);
      expect(neighbour.raised.promise.reader).toBe('social-caretaker');
      const { owner } = await caretaker.reads(neighbour.signalId);
      expect(owner?.owner).toEqual({ role: 'social-caretaker', personId: caretaker.personId });
    }
  });

  it('is the coordinator’s where there is no caretaker, and the neighbour hears that', async () => {
    await withoutCaretakers();
    const coordinator = await world.as('coordinator');
    for (const body of [WISH, WORRY]) {
      const neighbour = await world.neighbour(body);
      expect(neighbour.raised.promise.reader).toBe('coordinator');
      await everythingIsRead();
      const item = (await coordinator.today()).find((each) => each.signalId === neighbour.signalId);
      expect(item).toMatchObject({ isYours: true, owner: { personId: coordinator.personId } });
      expect((await neighbour.follow()).reader).toBe('coordinator');
    }
  });

  it('waits for the first coordinator who comes where there is nobody at all', async () => {
    await withoutCaretakers();
    await nobodyIs('coordinator', ['coordinator', 'second-coordinator']);
    const neighbour = await world.neighbour(WISH);
    expect(neighbour.raised.promise.reader).toBe('coordinator');
    const stream = await world.kernel.store.readStream(streamName('signal', neighbour.signalId));
    expect(stream[0]?.data).toMatchObject({ owner: { role: 'coordinator' } });
  });

  it('keeps somebody, a step and a date through everything that can happen to it', async () => {
    const caretaker = await world.as('social-caretaker');
    const colleague = await world.as('second-caretaker');
    const neighbour = await world.neighbour(WORRY);
    const { signalId } = neighbour;
    const does = (path: string, body?: object) => () => caretaker.does(signalId, path, body);
    const happenings: Record<string, () => Promise<unknown>> = {
      raised: async () => undefined,
      read: does('reading'),
      noted: does('notes', { note: 'Ik ken mevrouw.' }),
      triaged: does('triage', { themes: [], urgency: 'today', ...next('check-in', '2026-11-25') }),
      asked: does('questions', { ready: 'still-so' }),
      answered: () => neighbour.answers({ answer: 'yes' }),
      'written to': () => neighbour.writes('en nog iets'),
      'not reached': does('check-ins', { outcome: 'not-home', ...next('check-in', '2026-11-26') }),
      planned: does('follow-ups', { on: '2026-11-27' }),
      'handed to a colleague': does('assignment', { personId: colleague.personId }),
      told: does('informing', { how: 'in-person' }),
      'given feedback': does('feedback', { sentence: 'contact-made' }),
      'closed and opened again by us': async () => {
        await caretaker.does(signalId, 'closing', { reason: 'helped' });
        await caretaker.does(signalId, 'reopening');
      },
      'closed and not solved': async () => {
        await caretaker.does(signalId, 'closing', { reason: 'advice' });
        await neighbour.saysItIsNotSolved('het is weer zo');
        await caretaker.does(signalId, 'reading');
      },
      'past its moment': () => world.waitUntil('2026-12-20T09:30:00.000Z'),
    };
    for (const [what, happen] of Object.entries(happenings)) {
      await happen();
      const { status, owner, step, item } = await standing(caretaker, signalId);
      expect(status, what).toBe('open');
      expect(owner?.owner.personId, what).toBeTruthy();
      expect(step, what).toMatchObject({ step: expect.any(String), before: expect.any(String) });
      expect(item?.moment.before, what).toBeTruthy();
    }
  });
});
