/** The screens of duty, of deciding and of a running alert; of the roster and of who may be alerted. */
import { randomBytes, randomUUID } from 'node:crypto';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { type Camera, pass } from './camera.ts';

const NIGHT =
  'ze staat al n uur te huilen en roepen op de galerij rietkraag 3e. geen jas aan en tis koud. ze zegt dat ze haar komen halen';
const RESPONDERS = ['responder', 'responder-b', 'responder-c', 'responder-d', 'responder-e', 'responder-f'];
const ALL_NO = { violence: 'no', fire: 'no', suicide: 'no', child: 'no' };

type Json = Record<string, unknown>;
type Client = { get: (path: string) => Promise<Json>; post: (path: string, body: Json) => Promise<Json> };

async function read(response: Response, what: string): Promise<Json> {
  const json = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${what}: ${response.status} ${JSON.stringify(json)}`);
  return json;
}

/** Somebody of the demo, outside the browser that takes the pictures. */
async function as(base: string, persona: string): Promise<Client> {
  const headers = { 'content-type': 'application/json', origin: base };
  const login = await fetch(`${base}/api/demo/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ persona }),
  });
  const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';');
  return {
    get: async (path) => read(await fetch(base + path, { headers: { ...headers, cookie } }), path),
    post: async (path, body) =>
      read(
        await fetch(base + path, {
          method: 'POST',
          headers: { ...headers, cookie },
          body: JSON.stringify({ commandId: randomUUID(), ...body }),
        }),
        path,
      ),
  };
}

/** In the browser itself, without walking through the door each time. */
async function enterAs({ page, base }: Camera, persona: string): Promise<void> {
  await page.context().clearCookies();
  await page.request.post(`${base}/api/demo/sessions`, { data: { persona }, headers: { origin: base } });
}

/** A worker writes it down: the neighbours' own route is limited to a few an hour. */
async function note(
  base: string,
  readFirst: boolean,
  followCode = makeFollowCode(randomBytes(13)),
): Promise<string> {
  const caretaker = await as(base, 'caretaker');
  const noted = await caretaker.post('/api/observations', {
    followCode,
    origin: 'told',
    kind: 'concern',
    text: NIGHT,
    place: 'Rietkraag 31',
    ...(readFirst && { readFirst: true }),
  });
  return String(noted.signalId);
}

/** From the gate, with a yes; once for each district, because of that limit. */
const raised = new Map<string, { signalId: string; followCode: string }>();
async function raiseWithYes(base: string): Promise<{ signalId: string; followCode: string }> {
  const known = raised.get(base);
  if (known !== undefined) return known;
  const followCode = makeFollowCode(randomBytes(13));
  const answered = await fetch(`${base}/api/signals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({
      commandId: randomUUID(),
      kind: 'concern',
      text: `${NIGHT}. er is een mes`,
      place: 'Rietkraag 31',
      followCode,
      gate: { dangers: ['violence', 'place'], emergencyCalled: 'yes' },
    }),
  });
  const { signalId } = await read(answered, 'raise');
  const made = { signalId: String(signalId), followCode };
  raised.set(base, made);
  return made;
}

/** Words of the reporter while an alert runs. */
async function write(base: string, followCode: string): Promise<void> {
  const written = await fetch(`${base}/api/follow/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: base,
      authorization: `Follow ${followCode}`,
    },
    body: JSON.stringify({ commandId: randomUUID(), text: 'nu komt er een man bij, hij is heel boos' }),
  });
  await read(written, 'write');
}

async function openCrisis(base: string, signalId: string | null, answers: Json = ALL_NO): Promise<string> {
  const officer = await as(base, 'duty-officer');
  const opened = await officer.post('/api/crises', {
    ...(signalId === null ? { place: 'Rietkraag, galerij' } : { signalId }),
    answers,
    emergency: 'called-by-us',
    tasks: ['be-near', 'keep-bystanders-calm', 'bring-blanket', 'wait-for-help'],
    needed: 2,
    meetingPoint: 'hal van Lisdodde',
    alertsResidents: true,
  });
  return String(opened.crisisId);
}

type Seen = { version: number; phase: string };
async function seen(base: string, crisisId: string): Promise<Seen> {
  const officer = await as(base, 'duty-officer');
  return (await officer.get(`/api/crises/${crisisId}`)) as unknown as Seen;
}

/** A crisis is over at the end of its scene, so that its residents can be asked in the next. */
async function end(base: string, crisisId: string): Promise<void> {
  const officer = await as(base, 'duty-officer');
  const before = await seen(base, crisisId);
  if (before.phase === 'alerting' || before.phase === 'held') {
    await officer.post(`/api/crises/${crisisId}/stand-down`, {
      seen: before.version,
      because: 'help-arrived',
    });
  }
  for (const persona of RESPONDERS) {
    const resident = await as(base, persona);
    const mine = await resident.get('/api/crises/mine');
    if (mine.crisisId === crisisId)
      await resident.post(`/api/crises/${crisisId}/home`, {}).catch(() => undefined);
  }
}

async function answer(base: string, persona: string, crisisId: string, path: string, body: Json = {}) {
  const resident = await as(base, persona);
  await resident.post(`/api/crises/${crisisId}/${path}`, body);
}

async function duty(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'duty-officer');
  await page.goto(`${base}/werk/dienst`);
  await pass(camera, '.duty-cols');
  await shoot('60-duty');
  const crisisId = await openCrisis(base, await note(base, true));
  await answer(base, 'responder-b', crisisId, 'accept', { knowsSomeone: false });
  await answer(base, 'responder-c', crisisId, 'accept', { knowsSomeone: false });
  await end(base, crisisId);
  await page.goto(`${base}/werk/dienst`);
  await pass(camera, '.duty-cols .go');
  await shoot('60-duty-aftercare');
  await page.locator('button.go').first().click();
  await pass(camera, '.sheet');
  await shoot('60-duty-aftercare-sheet');
  await page.goto(`${base}/werk`);
  await pass(camera, '.duty-line');
  await shoot('60-today-with-duty');
  if (!camera.isDesk) {
    await page.goto(`${base}/werk/meer`);
    await pass(camera, 'main .go');
    await shoot('60-more');
  }
}

async function decide(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'duty-officer');
  const signalId = await note(base, true);
  await page.goto(`${base}/werk/bericht/${signalId}`);
  await pass(camera, 'a[href*="oproep/nieuw"]');
  await shoot('61-signal-on-duty');
  await page.goto(`${base}/werk/oproep/nieuw?signaal=${signalId}`);
  await pass(camera, '.decide');
  await shoot('61-decide');
  await page.locator('.thumb .btn').first().click();
  await pass(camera, '.error-summary');
  await shoot('61-decide-error');
  await page.locator('#violence .pick').first().click();
  await pass(camera, '.thumb .banner.danger');
  await shoot('61-decide-ruled-out');
  await page.goto(`${base}/werk/oproep/nieuw`);
  await pass(camera, '.decide');
  await shoot('61-decide-direct');
  const { signalId: withYes } = await raiseWithYes(base);
  await page.goto(`${base}/werk/oproep/nieuw?signaal=${withYes}`);
  await pass(camera, '.known-yes');
  await shoot('61-decide-known-yes');
}

async function refused(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'duty-officer');
  const crisisId = await openCrisis(base, await note(base, true), { ...ALL_NO, violence: 'yes' });
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await pass(camera, '.live-crisis .banner.danger');
  await shoot('62-refused');
}

async function live(camera: Camera): Promise<void> {
  const { page, base, shoot, shootFold } = camera;
  await enterAs(camera, 'duty-officer');
  const crisisId = await openCrisis(base, await note(base, true));
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await pass(camera, '.live-crisis .pair');
  await shoot('63-live-asked');
  await answer(base, 'responder', crisisId, 'decline', { why: 'cannot' });
  await answer(base, 'responder-b', crisisId, 'accept', { knowsSomeone: false });
  await pass(camera, '.pair .lamp');
  await shoot('63-live-one');
  await answer(base, 'responder-c', crisisId, 'accept', { knowsSomeone: false });
  await answer(base, 'responder-b', crisisId, 'on-the-way');
  await answer(base, 'responder-c', crisisId, 'on-the-way');
  await answer(base, 'responder-c', crisisId, 'arrived');
  await pass(camera, '.state:has-text("is er")');
  await shoot('63-live-two');
  await shootFold('63-live-two-fold');
  await page.locator('.btn.hazard').first().click();
  await pass(camera, '.sheet');
  await shootFold('63-live-danger');
  await page.keyboard.press('Escape');
  await page.locator('.thumb .two .btn').first().click();
  await pass(camera, '.sheet');
  await shootFold('63-live-stop');
  await page.keyboard.press('Escape');
  await page.route('**/api/crises/stream*', (route) => route.abort());
  await page.context().setOffline(true);
  await pass(camera, '.not-live');
  await shootFold('63-live-offline');
  await page.context().setOffline(false);
  await page.unroute('**/api/crises/stream*');
  await end(base, crisisId);
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await pass(camera, '.live-crisis .go');
  await shoot('63-live-over');
  await page.getByRole('button', { name: 'Sluit de oproep af' }).click();
  await pass(camera, '.sheet');
  await shootFold('63-live-closing');
}

async function held(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'duty-officer');
  const followCode = makeFollowCode(randomBytes(13));
  const crisisId = await openCrisis(base, await note(base, true, followCode));
  await answer(base, 'responder-b', crisisId, 'accept', { knowsSomeone: false });
  await answer(base, 'responder-c', crisisId, 'accept', { knowsSomeone: false });
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await pass(camera, '.pair .lamp');
  await write(base, followCode);
  await pass(camera, '.held-words');
  await shoot('63-live-held');
  await page.getByRole('button', { name: 'Ga door' }).click();
  await page.locator('.held-words').waitFor({ state: 'detached' });
  await enterAs(camera, 'coordinator');
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await pass(camera, '.pair .lamp');
  await shoot('63-live-coordinator');
  await end(base, crisisId);
}

/** One of a pair says that it is not safe: everybody waits for a judgement. */
async function unsafe(camera: Camera): Promise<void> {
  const { page, base, shoot, shootFold } = camera;
  await enterAs(camera, 'duty-officer');
  const crisisId = await openCrisis(base, await note(base, true));
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await pass(camera, '.live-crisis .pair');
  for (const persona of ['responder-b', 'responder-c']) {
    await answer(base, persona, crisisId, 'accept', { knowsSomeone: false });
  }
  await answer(base, 'responder-b', crisisId, 'on-the-way');
  await answer(base, 'responder-c', crisisId, 'on-the-way');
  await answer(base, 'responder-c', crisisId, 'unsafe');
  await pass(camera, '.live-crisis .upper > .banner.danger');
  await shoot('63-live-unsafe');
  await shootFold('63-live-unsafe-fold');
  await page.getByRole('button', { name: 'Ga door' }).click();
  await page.locator('.live-crisis .upper > .banner.danger').waitFor({ state: 'detached' });
  await shoot('63-live-unsafe-judged');
  await end(base, crisisId);
}

async function roster(camera: Camera): Promise<void> {
  const { page, base, shoot, shootFold } = camera;
  await enterAs(camera, 'coordinator');
  await page.goto(`${base}/werk/rooster`);
  await pass(camera, '.cover');
  await shoot('64-roster');
  await page.locator('.banner.heed .link').first().click();
  await pass(camera, '.sheet');
  await shootFold('64-roster-plan');
  await page.locator('.sheet [name="shift-until"]').fill('nooit');
  await page.locator('.sheet-end .btn').click();
  await pass(camera, '.sheet .wrong');
  await shootFold('64-roster-plan-error');
  await page.keyboard.press('Escape');
  await page.locator('.shift-row').first().click();
  await pass(camera, '.sheet');
  await shootFold('64-roster-shift');
  await page.locator('.sheet .btn').first().click();
  await pass(camera, '.sheet .pick');
  await shootFold('64-roster-hand-over');
}

async function whoMayCome(camera: Camera): Promise<void> {
  const { page, base, shoot, shootFold } = camera;
  await enterAs(camera, 'coordinator');
  await page.goto(`${base}/werk/mensen`);
  await pass(camera, '.duty-cols .panel');
  await shoot('65-people-list');
  await page.locator('.duty-cols li .btn').first().click();
  await pass(camera, '.sheet');
  await shootFold('65-training');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Verander de getallen' }).click();
  await pass(camera, '.numbers');
  await page.locator('[name="waveSize"]').fill('1');
  await page.getByRole('button', { name: 'Bewaar de getallen' }).click();
  await pass(camera, '.error-summary');
  await shoot('65-policy-error');
}

/** In a district where nobody has duty. */
export async function nobodyOnDuty(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'duty-officer');
  await page.goto(`${base}/werk/dienst`);
  await pass(camera, '.duty-cols');
  await shoot('66-nobody-on-duty');
  await page.goto(`${base}/werk/oproep/nieuw`);
  await pass(camera, '.decide');
  await shoot('66-decide-not-on-duty');
  await page.goto(`${base}/werk/rooster`);
  await pass(camera, '.cover');
  await shoot('66-roster-empty');
}

export const crisisScenes = { duty, decide, refused, live, held, unsafe, roster, whoMayCome };
