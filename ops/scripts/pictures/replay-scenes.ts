/** Looking back: the list, a night at several moments, a text to judge, a note. */
import { type Camera, pass } from './camera.ts';

async function enter(camera: Camera, persona: string): Promise<void> {
  const { page, base } = camera;
  await page.context().clearCookies();
  await page.goto(`${base}/inloggen`);
  await page.getByRole('button', { name: new RegExp(`^${persona}`) }).click();
  await pass(camera, '.work main h1');
}

async function openNight(camera: Camera): Promise<void> {
  const { page, base } = camera;
  await page.goto(`${base}/werk/terugkijken`);
  await page.locator('a.replay-item', { hasText: 'Oproep' }).first().click();
  await pass(camera, '.replay-says');
}

/** More than this night has. */
const STEPS_MAX = 60;

/** Forward, step by step, until this happens. */
async function forwardTo({ page }: Camera, says: RegExp): Promise<void> {
  const there = page.locator('.replay-says', { hasText: says });
  for (let tries = 0; tries < STEPS_MAX && (await there.count()) === 0; tries += 1) {
    const step = Number(await page.locator('.replay-now').getAttribute('data-step'));
    await page.getByRole('button', { name: 'Volgende' }).click();
    await page.locator(`.replay-now[data-step="${step + 1}"]`).waitFor();
  }
  await there.waitFor();
}

async function replay(camera: Camera): Promise<void> {
  const { page, base, shoot, shootFold } = camera;
  await enter(camera, 'Coördinator');
  await page.goto(`${base}/werk/terugkijken`);
  await pass(camera, 'a.replay-item');
  await shoot('80-replay-list');
  await openNight(camera);
  await shoot('81-replay-first');
  await forwardTo(camera, /krijgen een oproep/);
  await shoot('82-replay-asked');
  await forwardTo(camera, /ontmoeten/);
  await shootFold('83-replay-pair-fold');
  await shoot('83-replay-pair');
  await forwardTo(camera, /gaat het goed/);
  await shoot('84-replay-check');
  await forwardTo(camera, /De oproep stopt/);
  await shoot('85-replay-stop');
  await forwardTo(camera, /kunnen leren/);
  await shoot('86-replay-debrief');
  await page.getByRole('button', { name: 'Schrijf iets bij dit moment' }).click();
  await pass(camera, '.sheet textarea');
  await page.locator('.sheet-end .btn').click();
  await pass(camera, '.sheet .wrong');
  await shootFold('87-replay-note-missing');
  await page.keyboard.press('Escape');
}

/** One coordinator asks, the other is asked: "Zou de buurvrouw hem herkennen?" */
async function replayRelease(camera: Camera): Promise<void> {
  const { page, shoot } = camera;
  await enter(camera, 'Coördinator');
  await openNight(camera);
  const ask = page.getByRole('button', { name: /^Vraag vrijgave/ });
  if ((await ask.count()) > 0) await ask.first().click();
  await page.locator('.hidden-text', { hasText: 'Iemand anders leest eerst' }).waitFor();
  if ((await page.locator('.note').count()) === 0) {
    await page.getByRole('button', { name: 'Schrijf iets bij dit moment' }).click();
    await page.locator('.sheet textarea').fill('De buur belde meteen 112. Dat ging goed.');
    await page.locator('.sheet-end .btn').click();
    await pass(camera, '.replay-notes .note');
  }
  await shoot('88-replay-asked-release');
  await enter(camera, 'Tweede coördinator');
  await page.goto(`${camera.base}/werk/terugkijken`);
  await pass(camera, '.to-review');
  await shoot('89-replay-list-to-review');
  await openNight(camera);
  await pass(camera, '.replay-judge');
  await shoot('89-replay-judge');
}

export const replayScenes = { replay, replayRelease };

/** A district in which nothing was closed yet. */
export async function emptyReplay(camera: Camera): Promise<void> {
  await enter(camera, 'Coördinator');
  await camera.page.goto(`${camera.base}/werk/terugkijken`);
  await pass(camera, '.replay-empty');
  await camera.shoot('80-replay-empty');
}
