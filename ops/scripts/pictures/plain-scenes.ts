/** The pages for a browser without JavaScript: raise, follow, and what they say when something is missing. */
import { type Camera, pass } from './camera.ts';

async function submit({ page }: Camera, value?: string): Promise<void> {
  const button =
    value === undefined ? page.locator('main .btn.filled') : page.locator(`main button[value="${value}"]`);
  await button.first().click();
}

export async function plain(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/zonder-script`);
  await shoot('40-plain-start');
  await page.locator('main a.go').first().click();
  await shoot('41-plain-gate');
  await submit(camera, 'violence');
  await shoot('42-plain-112');
  await submit(camera, 'called');
  await pass(camera, 'textarea');
  await submit(camera);
  await shoot('43-plain-what-error');
  await page.locator('textarea').fill('de gordijnen zijn al weken dicht. ik hoor haar niet meer');
  await submit(camera);
  await pass(camera, '#place');
  await shoot('44-plain-where');
  await page.locator('#place').fill('Kadelaan 7');
  await submit(camera);
  await pass(camera, 'dl.panel');
  await shoot('45-plain-check');
  await submit(camera);
  await pass(camera, '.code-card, .code');
  await shoot('46-plain-sent');
  await submit(camera);
  await shoot('47-plain-follow');
  await page.goto(`${base}/zonder-script/volg`);
  await shoot('48-plain-follow-code');
  await submit(camera);
  await shoot('48-plain-follow-code-error');
}
