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
  await camera.shoot('70-resident-home');
  const running = await startAlert(base);
  await page.goto(`${base}/werk/oproep/${running.crisisId}`);
  await see(camera, /Kun je nu helpen/);
  await hold(camera, '71-alert-asked');
  await tap(camera, /^Ik kom/);
  await see(camera, /Ken je iemand/);
  await hold(camera, '71-alert-know');
  await page.context().setOffline(true);
  await tap(camera, /ik ken niemand/);
  await see(camera, /Blijf nog binnen/);
  await pass(camera, '.large-words:has-text("nog niet verstuurd")');
  await hold(camera, '71-alert-sending');
  await page.context().setOffline(false);
  await see(camera, /^Dank je. Blijf nog binnen/);
  await hold(camera, '72-alert-wait-indoors');
  await together(camera, running);
}

async function together(camera: Camera, running: Alert): Promise<void> {
  const { page, base } = camera;
  const { crisisId } = running;
  await answer(base, crisisId, 'responder-b', 'accept');
  await see(camera, /Hal van Lisdodde/);
  await hold(camera, '73-alert-go');
  await camera.shoot('73-alert-go-whole');
  await page.context().setOffline(true);
  await pass(camera, '.place-hidden');
  await hold(camera, '73-alert-go-offline');
  await page.context().setOffline(false);
  await see(camera, /Hal van Lisdodde/);
  await tap(camera, /^Ik ga nu/);
  await pass(camera, '.btn.lamp:has-text("Ik ben er")');
  await hold(camera, '73-alert-on-the-way');
  await answer(base, crisisId, 'responder-b', 'arrived');
  await tap(camera, /^Ik ben er/);
  await see(camera, /galerij/);
  await hold(camera, '74-alert-together');
  await answer(base, crisisId, 'responder-b', 'decline');
  await see(camera, /Ga nog niet verder/);
  await hold(camera, '75-alert-wait-other');
  await standDown(running);
  await see(camera, /Ga naar huis/);
  await page.locator('.pick', { hasText: 'heftig' }).click();
  await camera.shoot('76-alert-stand-down');
  await hold(camera, '76-alert-stand-down-fold');
  await tap(camera, /Ik ben thuis/);
  await see(camera, /Fijn dat je thuis bent/);
  await camera.shoot('77-alert-home');
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
  await hold(camera, '78-alert-enough');
  await enterAs(camera, 'responder');
  await page.goto(`${base}/werk/oproep/${crisisId}`);
  await see(camera, /Hal van Lisdodde/);
  await tap(camera, /niet veilig/);
  await see(camera, /Ga daar weg/);
  await hold(camera, '75-alert-unsafe');
  await standDown(running);
  await endAlert(base, running, ['responder', 'responder-b']);
  const next = await startAlert(base);
  await page.goto(`${base}/werk/oproep/${next.crisisId}`);
  await see(camera, /Kun je nu helpen/);
  await tap(camera, /Ik kan niet/);
  await see(camera, /Nee is altijd goed/);
  await hold(camera, '78-alert-declined');
  await standDown(next);
  await enterAs(camera, 'responder-b');
  await page.goto(`${base}/werk/oproep/${next.crisisId}`);
  await see(camera, /voorbij/);
  await hold(camera, '78-alert-too-late');
  await endAlert(base, next, []);
}

/** Runs in the page: a browser without the internet has no push service, so this one says that it has. */
const SUBSCRIBED = `
  const made = { endpoint: 'https://fcm.googleapis.com/fcm/send/x', options: {}, unsubscribe: async () => true,
    toJSON: () => ({ endpoint: made.endpoint, keys: { p256dh: 'p', auth: 'a' } }) };
  PushManager.prototype.getSubscription = async () => made;
  PushManager.prototype.subscribe = async () => made;
  Object.defineProperty(Notification, 'permission', { get: () => window.pushPermission ?? 'granted' });`;
const DEVICE_ID = '0199f3a0-0000-7000-8000-000000000001';

/** The states of a phone that this machine cannot have: what the server would say is put in its place. */
async function phone(camera: Camera): Promise<void> {
  const { page, base, now, shoot } = camera;
  const at = now.toISOString();
  const drill = { kind: 'drill', state: 'shown', at, why: null };
  const own = {
    deviceId: DEVICE_ID,
    since: at,
    service: 'fcm.googleapis.com',
    last: null,
    lastShownAt: null,
  };
  const other = { ...own, deviceId: DEVICE_ID.replace(/1$/, '2'), service: 'web.push.apple.com' };
  let devices: object[] = [own, { ...other, last: { ...drill, state: 'failed', why: 'gone' } }];
  const json = (body: object) => ({ contentType: 'application/json', body: JSON.stringify(body) });
  await page.addInitScript(SUBSCRIBED);
  await page.route('**/api/push/devices', (route) => route.fulfill(json({ devices, position: '1' })));
  await page.route('**/api/push/subscriptions', (route) =>
    route.fulfill({ status: 201, ...json({ deviceId: DEVICE_ID, position: '1' }) }),
  );
  await page.route('**/api/push/test', (route) => {
    devices = [{ ...own, last: drill, lastShownAt: at }, other];
    return route.fulfill({ status: 201, ...json({ testId: DEVICE_ID, devices: 2, position: '1' }) });
  });
  await enterAs(camera, 'duty-officer');
  await page.goto(`${base}/werk/instellingen`);
  await pass(camera, '.banner.lamp');
  await shoot('79-settings-phone-on');
  await page.locator('.btn', { hasText: 'OEFENING' }).click();
  await pass(camera, '.drill-state:has-text("gelukt")');
  await shoot('79-settings-phone-drill');
  await page.addInitScript("window.pushPermission = 'denied'");
  await page.reload();
  await pass(camera, '.steps');
  await shoot('79-settings-phone-blocked');
  await page.addInitScript(`delete window.PushManager;
    Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)' })`);
  await page.reload();
  await pass(camera, '.steps:has-text("beginscherm")');
  await shoot('79-settings-phone-iphone');
}

async function settings(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await enterAs(camera, 'responder');
  await page.goto(`${base}/werk/instellingen`);
  await pass(camera, '#settings-agreement');
  await shoot('79-settings');
  await page.locator('.pick', { hasText: 'Op vaste tijden' }).click();
  await page.locator('.hours .cell').nth(3).click();
  await page.locator('.hours .cell').nth(7).click();
  await shoot('79-settings-hours');
  await page.locator('[name="firstName"]').fill('');
  await page.locator('form .btn').last().click();
  await pass(camera, '.error-summary');
  await shoot('79-settings-error');
}

/** `phone` last: it changes what the browser says about itself. */
export const responderScenes = { alert, alertEnds, settings, phone };
