/** What a resident sees of an alert, from the question to being home, and her own settings. */
import { type Camera, pass } from './camera.ts';
import { enterAs, type Somebody, somebody } from './somebody.ts';

/** The smallest phone that is still about: what stands under the thumb has to be there without scrolling. */
const SMALL_HEIGHT_PX = 568;
const SMALL_WIDTH_PX = 320;
const ALL_NO = { violence: 'no', fire: 'no', suicide: 'no', child: 'no' };

type Alert = { crisisId: string; officer: Somebody };

async function startAlert(base: string): Promise<Alert> {
  const officer = await somebody(base, 'duty-officer');
  const opened = await officer.send('POST', '/api/crises', {
    place: 'Sluisplein, galerij op de derde',
    answers: ALL_NO,
    emergency: 'called-by-us',
    tasks: ['be-near', 'bring-blanket'],
    needed: 2,
    meetingPoint: 'Hal van Lisdodde',
    alertsResidents: true,
  });
  return { crisisId: String(opened.crisisId), officer };
}

/** Everybody home and the crisis closed, so that the next one may ask the same people. */
async function endAlert(
  base: string,
  { crisisId, officer }: Alert,
  helpers: readonly string[],
): Promise<void> {
  for (const persona of helpers) {
    const helper = await somebody(base, persona);
    await helper.send('POST', `/api/crises/${crisisId}/home`, {}).catch(() => undefined);
  }
  const { version } = await officer.get(`/api/crises/${crisisId}`);
  await officer.send('POST', `/api/crises/${crisisId}/closing`, { seen: version });
}

async function standDown({ crisisId, officer }: Alert): Promise<void> {
  const { version } = await officer.get(`/api/crises/${crisisId}`);
  await officer.send('POST', `/api/crises/${crisisId}/stand-down`, {
    seen: version,
    because: 'help-arrived',
  });
}

/** Answers of somebody else who was asked. */
async function answer(base: string, crisisId: string, persona: string, what: string): Promise<void> {
  const body = what === 'accept' ? { knowsSomeone: false } : what === 'decline' ? { why: 'cannot' } : {};
  await (await somebody(base, persona)).send('POST', `/api/crises/${crisisId}/${what}`, body);
}

async function tap({ page }: Camera, name: RegExp): Promise<void> {
  await page.locator('.responder .btn').filter({ hasText: name }).first().click();
}

async function see(camera: Camera, heading: RegExp): Promise<void> {
  await camera.page.locator('h1').filter({ hasText: heading }).first().waitFor();
}

/** As it is held in one hand: what does not fit is not seen. */
async function hold(camera: Camera, name: string): Promise<void> {
  await camera.shootFold(name);
}

async function small({ page }: Camera): Promise<void> {
  const { width } = page.viewportSize() ?? { width: SMALL_WIDTH_PX };
  if (width <= SMALL_WIDTH_PX) await page.setViewportSize({ width, height: SMALL_HEIGHT_PX });
}

async function alert(camera: Camera): Promise<void> {
  const { page, base } = camera;
  await small(camera);
  await enterAs(camera, 'responder');
  await page.goto(`${base}/werk`);
  await pass(camera, '.responder-home .btn');
  await camera.shoot('60-resident-home');
  const running = await startAlert(base);
  await page.goto(`${base}/werk/oproep/${running.crisisId}`);
  await see(camera, /Kun je nu helpen/);
  await hold(camera, '61-alert-asked');
  await tap(camera, /^Ik kom/);
  await see(camera, /Ken je iemand/);
  await hold(camera, '61-alert-know');
  await page.context().setOffline(true);
  await tap(camera, /ik ken niemand/);
  await see(camera, /Blijf nog binnen/);
  await pass(camera, '.large-words:has-text("nog niet verstuurd")');
  await hold(camera, '61-alert-sending');
  await page.context().setOffline(false);
  await see(camera, /^Dank je. Blijf nog binnen/);
  await hold(camera, '62-alert-wait-indoors');
  await together(camera, running);
}

async function together(camera: Camera, running: Alert): Promise<void> {
  const { page, base } = camera;
  const { crisisId } = running;
  await answer(base, crisisId, 'responder-b', 'accept');
  await see(camera, /Hal van Lisdodde/);
  await hold(camera, '63-alert-go');
  await camera.shoot('63-alert-go-whole');
  await page.context().setOffline(true);
  await pass(camera, '.place-hidden');
  await hold(camera, '63-alert-go-offline');
  await page.context().setOffline(false);
  await see(camera, /Hal van Lisdodde/);
  await tap(camera, /^Ik ga nu/);
  await pass(camera, '.btn.lamp:has-text("Ik ben er")');
  await hold(camera, '63-alert-on-the-way');
  await answer(base, crisisId, 'responder-b', 'arrived');
  await tap(camera, /^Ik ben er/);
  await see(camera, /galerij/);
  await hold(camera, '64-alert-together');
  await answer(base, crisisId, 'responder-b', 'decline');
  await see(camera, /Ga nog niet verder/);
  await hold(camera, '65-alert-wait-other');
  await standDown(running);
  await see(camera, /Ga naar huis/);
  await page.locator('.pick', { hasText: 'heftig' }).click();
  await camera.shoot('66-alert-stand-down');
  await hold(camera, '66-alert-stand-down-fold');
  await tap(camera, /Ik ben thuis/);
  await see(camera, /Fijn dat je thuis bent/);
  await camera.shoot('67-alert-home');
  await endAlert(base, running, []);
}

/** The other ways in which it ends for one person. */
async function alertEnds(camera: Camera): Promise<void> {
  const { page, base } = camera;
  await small(camera);
  const running = await startAlert(base);
  const { crisisId } = running;
  await answer(base, crisisId, 'responder', 'accept');
  await answer(base, crisisId, 'responder-b', 'accept');
  await enterAs(camera, 'responder-c');
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await see(camera, /genoeg/);
  await hold(camera, '68-alert-enough');
  await enterAs(camera, 'responder');
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await see(camera, /Hal van Lisdodde/);
  await tap(camera, /niet veilig/);
  await see(camera, /Ga daar weg/);
  await hold(camera, '65-alert-unsafe');
  await standDown(running);
  await endAlert(base, running, ['responder', 'responder-b']);
  const next = await startAlert(base);
  await page.goto(`${base}/werk/oproep/${next.crisisId}`);
  await see(camera, /Kun je nu helpen/);
  await tap(camera, /Ik kan niet/);
  await see(camera, /Nee is altijd goed/);
  await hold(camera, '68-alert-declined');
  await standDown(next);
  await enterAs(camera, 'responder-b');
  await page.goto(`${base}/werk/oproep/${next.crisisId}`);
  await see(camera, /voorbij/);
  await hold(camera, '68-alert-too-late');
  await endAlert(base, next, []);
}

async function settings(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'responder');
  await page.goto(`${base}/werk/instellingen`);
  await pass(camera, '#settings-agreement');
  await shoot('69-settings');
  await page.locator('.pick', { hasText: 'Op vaste tijden' }).click();
  await page.locator('.hours .cell').nth(3).click();
  await page.locator('.hours .cell').nth(7).click();
  await shoot('69-settings-hours');
  await page.locator('[name="firstName"]').fill('');
  await page.locator('form .btn').last().click();
  await pass(camera, '.error-summary');
  await shoot('69-settings-error');
}

export const responderScenes = { alert, alertEnds, settings };
