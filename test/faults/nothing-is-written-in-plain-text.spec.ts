import { randomBytes, randomUUID } from 'node:crypto';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { expect, it } from 'vitest';
import { needlesOf, plantText, searchBytes, searchFolder } from '../support/planted-text.ts';
import { next, startWorld } from '../support/world.ts';

/** Texts that are planted, each in another field, and every word of them to look for. */
function createPlants() {
  const words: string[] = [];
  const plant = (label: string): string => {
    const planted = plantText(`whole system ${label}`);
    words.push(...planted.words);
    return planted.text;
  };
  return { words, plant };
}

it('what people write is in no file of the data folder and in no line of the log', async () => {
  const lines: string[] = [];
  const world = await startWorld({
    at: '2026-11-17T09:42:00.000Z',
    log: (what, details) => lines.push(JSON.stringify({ what, ...details })),
  });
  const { words, plant } = createPlants();
  const codes: string[] = [];
  try {
    const neighbour = await world.neighbour({
      kind: 'concern',
      text: plant('text'),
      place: plant('place').slice(0, 200),
      contact: plant('contact').slice(0, 200),
      gate: { dangers: [], emergencyCalled: 'no' },
      spoken: 'wants-help',
    });
    codes.push(neighbour.code);
    const caretaker = await world.as('social-caretaker');
    const { signalId } = neighbour;
    await caretaker.today();
    await caretaker.does(signalId, 'reading');
    await caretaker.does(signalId, 'triage', {
      themes: ['loneliness'],
      urgency: 'ordinary',
      note: plant('triage'),
      ...next('check-in', '2026-11-18'),
    });
    await caretaker.does(signalId, 'questions', { text: plant('question') });
    await neighbour.answers({ text: plant('answer') });
    await neighbour.writes(plant('message'));
    await caretaker.does(signalId, 'notes', { note: plant('note') });
    await caretaker.does(signalId, 'check-ins', {
      outcome: 'reached',
      wish: plant('wish'),
      note: plant('check-in'),
      ...next('follow-up', '2026-11-19'),
    });
    await caretaker.does(signalId, 'follow-ups', { on: '2026-11-20', what: plant('follow-up') });
    await caretaker.does(signalId, 'informing', { how: 'in-person', note: plant('informing') });
    await caretaker.does(signalId, 'feedback', { text: plant('feedback') });
    await caretaker.does(signalId, 'closing', { reason: 'helped', note: plant('closing') });
    await neighbour.saysItIsNotSolved(plant('reopening'));
    const observed = await caretaker.notes({
      origin: 'told',
      kind: 'concern',
      text: plant('observed'),
      place: plant('stairs').slice(0, 200),
    });
    codes.push(observed.code);
    // What is refused is written down nowhere either.
    const refused = {
      commandId: randomUUID(),
      followCode: makeFollowCode(randomBytes(13)),
      kind: 'concern',
      text: plant('refused'),
      stray: plant('stray'),
    };
    expect((await world.raises(refused)).status).toBe(422);
    expect(JSON.stringify(await caretaker.reads(signalId))).toContain(words[0]);

    const needles = [...words, ...codes].flatMap((word, index) => needlesOf(`planted ${index}`, word));
    expect(words.length).toBeGreaterThan(40);
    expect(searchFolder(world.dataFolder, needles)).toEqual([]);
    expect(searchBytes('log output', Buffer.from(lines.join('\n')), needles)).toEqual([]);
  } finally {
    await world.close();
  }
});
