/** Whatever workers write for each other, the neighbour gets none of it: not in the app, not on a page without scripts. */
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { type Neighbour, next, startWorld, type Worker, type World } from '../support/world.ts';

const SECRET = 'INTERN';
let world: World;
afterEach(() => world.close());

/** Writes something in every field that is not meant for the neighbour. */
async function writeEverywhere(caretaker: Worker, signalId: string, other: string, colleague: string) {
  const note = (where: string) => `${SECRET} ${where}`;
  const day = '2026-11-26';
  await caretaker.does(signalId, 'notes', { note: note('note') });
  await caretaker.does(signalId, 'triage', {
    themes: ['safety'],
    urgency: 'today',
    note: note('triage'),
    ...next('check-in', day),
  });
  await caretaker.does(signalId, 'check-ins', {
    outcome: 'reached',
    wish: note('wish'),
    note: note('check-in'),
    ...next('check-in', day),
  });
  await caretaker.does(signalId, 'follow-ups', { on: day, what: note('what') });
  const { openFollowUpId } = await caretaker.reads(signalId);
  await caretaker.does(signalId, `follow-ups/${openFollowUpId}/done`, {
    note: note('done'),
    ...next('check-in', day),
  });
  await caretaker.does(signalId, 'informing', { how: 'by-letter', note: note('informing') });
  await caretaker.does(signalId, 'links', { otherSignalId: other });
  await caretaker.does(signalId, 'assignment', { personId: colleague });
  await caretaker.does(signalId, 'questions', { text: 'Dit leest de buur: is het nog zo?' });
}

/** Everything that whoever has the code can get to see, as it goes over the line. */
async function seenBy(neighbour: Neighbour): Promise<string> {
  const app = await fetch(`${world.url}/api/follow`, {
    headers: { authorization: `Follow ${neighbour.code}` },
  });
  const seen = [await app.text()];
  expect(app.status).toBe(200);
  for (const language of ['nl', 'en', 'tr', 'ar']) {
    const body = new URLSearchParams({ followCode: neighbour.code, do: 'read', language });
    const page = await fetch(`${world.url}/zonder-script/volg`, { method: 'POST', body });
    // A 404 here means that the app is not built: run "npm run build" first.
    expect(page.status).toBe(200);
    seen.push(await page.text());
  }
  return seen.join('\n');
}

describe('what workers write for each other', () => {
  it('is read by colleagues, and never by whoever has the code', async () => {
    world = await startWorld({ at: '2026-11-24T09:30:00.000Z' });
    const gate: Gate = { dangers: [], emergencyCalled: 'no' };
    const place = 'Lisdodde 14';
    const contact = 'bel maar aan bij de buren';
    const neighbour = await world.neighbour({
      kind: 'concern',
      text: 'gordijnen dicht',
      place,
      gate,
      contact,
    });
    const other = await world.neighbour({ kind: 'concern', text: 'woorden van een ander', place, gate });
    const caretaker = await world.as('social-caretaker');
    const colleague = await world.as('second-caretaker');
    await writeEverywhere(caretaker, neighbour.signalId, other.signalId, colleague.personId);

    const hidden = [SECRET, 'woorden van een ander', other.signalId, caretaker.personId, colleague.personId];
    const isHidden = async (when: string) => {
      const seen = await seenBy(neighbour);
      for (const words of hidden) expect(seen, when).not.toContain(words);
      expect(seen).toContain('Dit leest de buur: is het nog zo?');
    };
    await isHidden('while it is open');
    const written = await neighbour.writes('nog iets');
    expect(JSON.stringify(written.body)).not.toContain(SECRET);
    await caretaker.does(neighbour.signalId, 'closing', { reason: 'malicious', note: `${SECRET} closing` });
    await isHidden('when it is closed');
    await caretaker.does(neighbour.signalId, 'reopening', { note: `${SECRET} reopening` });
    await isHidden('when a worker opened it again');

    // The proof would be empty if nothing had been planted.
    const team = JSON.stringify(await colleague.reads(neighbour.signalId));
    for (const where of [
      'note',
      'triage',
      'wish',
      'check-in',
      'what',
      'done',
      'informing',
      'closing',
      'reopening',
    ])
      expect(team).toContain(`${SECRET} ${where}`);
    const refused = await world.request('GET', `/api/signals/${neighbour.signalId}`, {
      headers: { authorization: `Follow ${neighbour.code}` },
    });
    expect(refused.status).toBe(403);
  });
});
