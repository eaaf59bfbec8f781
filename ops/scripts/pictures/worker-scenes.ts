/** The workers' screens: through the door, the day, one message with every sheet, a note, colleagues. */
import { type Camera, pass } from './camera.ts';

async function enter(camera: Camera, persona: string): Promise<void> {
  const { page, base } = camera;
  await page.context().clearCookies();
  await page.goto(`${base}/inloggen`);
  await page.getByRole('button', { name: new RegExp(`^${persona}`) }).click();
  await pass(camera, '.work main h1');
}

/** Turning one open changes what the next one is. */
async function unfold({ page }: Camera): Promise<void> {
  const folds = page.locator('.group .btn[aria-expanded="false"]');
  for (let left = await folds.count(); left > 0; left -= 1) await folds.first().click();
}

async function open(camera: Camera, words: RegExp): Promise<void> {
  const { page, base } = camera;
  await page.goto(`${base}/werk`);
  await pass(camera, 'a.item');
  await unfold(camera);
  await page.locator('a.item', { hasText: words }).first().click();
  await pass(camera, '.signal .line');
}

async function door(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/inloggen`);
  await pass(camera, 'button.go');
  await shoot('50-login');
  for (const [secret, name] of [
    ['', 'missing'],
    ['#onbekend', 'open'],
  ]) {
    await page.goto('about:blank');
    await page.goto(`${base}/welkom${secret}`);
    await pass(camera, 'main .btn');
    await shoot(`51-welcome-${name}`);
  }
  for (const code of ['invitation-unknown', 'invitation-used', 'invitation-expired']) {
    await page.route('**/api/sessions', (route) =>
      route.fulfill({
        status: 410,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code, status: 410 }),
      }),
    );
    await page.goto('about:blank');
    await page.goto(`${base}/welkom#x`);
    await page.locator('main .btn.filled').click();
    await pass(camera, 'main .btn.second-choice');
    await shoot(`51-welcome-${code}`);
    await page.unroute('**/api/sessions');
  }
}

async function today(camera: Camera): Promise<void> {
  const { shoot, shootFold } = camera;
  await enter(camera, 'Sociale huismeester');
  await pass(camera, 'a.item');
  await shootFold('10-today-fold');
  if (camera.isDesk) {
    await camera.page
      .locator('a.item', { hasText: /koffie/ })
      .first()
      .click();
    await pass(camera, '.signal .line');
    await shootFold('20-today-desk');
    await camera.page.locator('.rail a').first().click();
  }
  await shoot('10-today');
  await unfold(camera);
  await shoot('10-today-open');
}

async function signals(camera: Camera): Promise<void> {
  const { page, shoot, shootFold } = camera;
  for (const [words, name] of [
    [/portiek/, 'read-first'],
    [/voor mij hoeft/, 'words'],
    [/mevrouw van lisdodde/, 'lonely'],
    [/ruikt heel vies/, 'missed'],
    [/koken/, 'offer'],
    [/yalnız/, 'turkish'],
    [/blauwe jas/, 'shop'],
  ] as const) {
    await open(camera, words);
    await shootFold(`11-signal-${name}-fold`);
    await shoot(`11-signal-${name}`);
  }
  await page.locator('.banner .link').first().click();
  await pass(camera, '.sheet .sides');
  await shoot('12-sheet-compare');
  await page.keyboard.press('Escape');
}

async function sheet(camera: Camera, name: RegExp): Promise<void> {
  const { page } = camera;
  const own = page.locator('.signal button.btn, .dock button.btn').filter({ hasText: name });
  if ((await own.count()) > 0) await own.first().click();
  else {
    await page.getByRole('button', { name: 'Iets anders' }).click();
    await page.locator('.sheet button.btn').filter({ hasText: name }).first().click();
  }
  await pass(camera, '.sheet form');
}

async function sheets(camera: Camera): Promise<void> {
  const { page, shootFold } = camera;
  await open(camera, /blauwe jas/);
  await page.getByRole('button', { name: 'Iets anders' }).click();
  await shootFold('12-sheet-more');
  await page.keyboard.press('Escape');
  for (const [button, name] of [
    [/^Contact/, 'check-in'],
    [/Kies wat je doet/, 'triage'],
    [/Stel de buur een vraag/, 'question'],
    [/Antwoord de buur/, 'feedback'],
    [/Maak een afspraak/, 'follow-up'],
    [/persoon weet het/, 'informing'],
    [/Schrijf een notitie/, 'note'],
    [/Geef door/, 'assign'],
    [/Rond af/, 'close'],
  ] as const) {
    await sheet(camera, button);
    await shootFold(`12-sheet-${name}`);
    // A day is proposed there, so it would be saved.
    if (name === 'follow-up') {
      await page.keyboard.press('Escape');
      continue;
    }
    await page.locator('.sheet-end .btn').click();
    await pass(camera, '.sheet .wrong, .confirmed, .sheet-title').catch(() => undefined);
    await shootFold(`12-sheet-${name}-saved`);
    await page.keyboard.press('Escape');
  }
}

async function confirmClosing(camera: Camera): Promise<void> {
  const { page, shoot, shootFold } = camera;
  await open(camera, /schaken/);
  await sheet(camera, /Rond af/);
  await page.locator('.sheet .pick').first().click();
  await shootFold('12-sheet-close-confirm');
  await page.keyboard.press('Escape');
  await open(camera, /mevrouw van lisdodde/);
  await page.locator('.panel.next .btn').first().click();
  await shootFold('12-sheet-follow-up-done');
  await page.keyboard.press('Escape');
  await page.goto(`${camera.base}/werk/bericht/00000000-0000-4000-8000-000000000000`);
  await pass(camera, 'main h1');
  await shoot('11-signal-gone');
}

async function observe(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/werk/nieuw`);
  await pass(camera, '.observe');
  await shoot('13-observe');
  await page.locator('main .btn.filled, main .end .btn').first().click();
  await pass(camera, '.error-summary');
  await shoot('13-observe-error');
  await page.locator('[name="text"]').fill('mevrouw op de trap zei dat haar zus al dagen niet opneemt');
  await page.locator('[name="place"]').fill('Rietkraag, trap B');
  await page.locator('.pick', { hasText: 'Iemand vertelde' }).click();
  await page.locator('.switch').click();
  await page.locator('main .end .btn').first().click();
  await pass(camera, '.code');
  await shoot('13-observe-code');
}

async function people(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/werk/ik`);
  await pass(camera, '.facts');
  await shoot('14-me');
  await enter(camera, 'Coördinator');
  await page.goto(`${base}/werk/collegas`);
  await pass(camera, 'main [name="name"]');
  await shoot('15-people');
  await page.locator('form .btn').last().click();
  await pass(camera, '.error-summary');
  await shoot('15-people-error');
  await page.locator('[name="name"]').fill('Nieuwe collega');
  await page.locator('.pick', { hasText: 'Sociale huismeester' }).click();
  await page.locator('form .btn').last().click();
  await pass(camera, '.shown-link');
  await shoot('15-people-link');
}

async function interrupted(camera: Camera): Promise<void> {
  const { page, shoot } = camera;
  await enter(camera, 'Sociale huismeester');
  await pass(camera, 'a.item');
  await page.route('**/api/queue/stream*', (route) => route.abort());
  await page.context().setOffline(true);
  await pass(camera, '.today .banner');
  await shoot('16-today-offline');
  await page.context().setOffline(false);
  await page.unroute('**/api/queue/stream*');
  await open(camera, /blauwe jas/);
  await page.context().clearCookies();
  await page.locator('.panel.next .btn').first().click();
  await page.locator('.sheet .pick').first().click();
  await page.locator('.sheet-end .btn').click();
  await pass(camera, '.work-bare .banner');
  await shoot('17-session-ended');
}

export const workerScenes = { door, today, signals, sheets, confirmClosing, observe, people, interrupted };

/** A district in which nobody raised anything yet. */
export async function emptyDay(camera: Camera): Promise<void> {
  await enter(camera, 'Sociale huismeester');
  await pass(camera, '.empty');
  await camera.shoot('18-today-empty');
}

/** After a week of leave: forty messages, one of 2,000 characters, one with a very long word. */
export async function crowdedDay(camera: Camera): Promise<void> {
  const { shoot } = camera;
  await enter(camera, 'Sociale huismeester');
  await pass(camera, 'a.item');
  await shoot('19-today-crowded');
  await open(camera, /steil/);
  await shoot('19-signal-long-text');
  await open(camera, /Arbeids/);
  await shoot('19-signal-long-word');
}
