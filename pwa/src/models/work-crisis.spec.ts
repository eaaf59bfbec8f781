/** The screens' models of duty and of a crisis against a real host: HTTP, sealed session and SQLite, with nothing faked. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browsing, startBrowsing } from '../../../test/support/browsing.ts';
import { newFollowCode } from '../api/ids.ts';
import { workApi } from '../api/work.ts';
import { crisisApi } from '../api/work-crisis.ts';
import { WorkCrisis, type WorkCrisisModel } from './work-crisis.model.ts';
import { WorkAftercare } from './work-crisis-aftercare.model.ts';
import { WorkOpening, type WorkOpeningModel } from './work-crisis-open.model.ts';
import { WorkCrisisSheets } from './work-crisis-sheets.model.ts';
import { WorkDuty } from './work-duty.model.ts';
import type { LiveSource } from './work-live.ts';

const HANG_MS = 120_000;
const sessionEnded = () => undefined;
let browsing: Browsing;
const now = () => browsing.now();

/** A stream that says nothing: these models are asked to look. */
const silent = (): LiveSource => ({
  onopen: null,
  onerror: null,
  addEventListener: () => undefined,
  close: () => undefined,
});

const deps = { api: crisisApi, openStream: silent, isOnline: () => browsing.isOnline(), now, sessionEnded };
/** Read models follow what was written: looks again until it is so. */
async function until(look: () => Promise<void>, isSo: () => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        await look();
        return isSo();
      },
      { timeout: HANG_MS },
    )
    .toBe(true);
}

const aCrisis = (crisisId: string) => new WorkCrisis(crisisId, deps);

async function aSignal(readFirst = true): Promise<string> {
  await workApi.enterAs('caretaker');
  const noted = await workApi.observe({
    commandId: crypto.randomUUID(),
    followCode: newFollowCode(),
    origin: 'told',
    kind: 'concern',
    text: 'ze staat al n uur te huilen op de galerij',
    place: 'Rietkraag 31',
    readFirst,
  });
  if (!noted.ok) throw new Error(noted.problem.code);
  return noted.value.signalId;
}

async function anOpening(signalId: string | null): Promise<WorkOpeningModel> {
  await workApi.enterAs('duty-officer');
  const opening = new WorkOpening(signalId, { api: crisisApi, sessionEnded });
  await opening.load();
  return opening;
}

function answerAllNo(opening: WorkOpeningModel): void {
  for (const rule of ['violence', 'fire', 'suicide', 'child'] as const) opening.answer(rule, 'no');
  opening.change({ emergency: 'called-by-us', meetingPoint: 'hal van Lisdodde' });
}

async function opened(): Promise<string> {
  const opening = await anOpening(await aSignal());
  answerAllNo(opening);
  const crisisId = await opening.open(true);
  if (crisisId === null) throw new Error(JSON.stringify(opening.fieldErrors.value));
  return crisisId;
}

function dutyView(crisis: WorkCrisisModel) {
  const view = crisis.view.value;
  if (view?.as !== 'duty-officer') throw new Error('not the view of whoever has duty');
  return view;
}

async function say(persona: string, crisisId: string, write: 'accept' | 'home'): Promise<void> {
  await workApi.enterAs(persona);
  const resident = aCrisis(crisisId);
  await resident.load();
  const isDone =
    write === 'accept'
      ? await resident.send('accept', { knowsSomeone: false })
      : await resident.send('home', {});
  if (!isDone) throw new Error(`${persona} ${write}: ${resident.refusal.value?.problem.code}`);
}

beforeAll(async () => {
  browsing = await startBrowsing();
}, HANG_MS);
afterAll(() => browsing.end(), HANG_MS);
beforeEach(() => browsing.restoreLine());

describe('deciding about residents', { timeout: HANG_MS }, () => {
  it('fills in nothing about 112 and safety, and names each answer that is missing', async () => {
    const opening = await anOpening(await aSignal());
    expect(opening.decision.value.emergency).toBeNull();
    expect(opening.answers.value).toEqual({});
    expect(await opening.open(true)).toBeNull();
    expect(Object.keys(opening.fieldErrors.value)).toEqual([
      'emergency',
      'violence',
      'fire',
      'suicide',
      'child',
      'meetingPoint',
    ]);
    const sentences = Object.values(opening.fieldErrors.value);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('asks for the place when no message says it, also without residents', async () => {
    const opening = await anOpening(null);
    answerAllNo(opening);
    expect(await opening.open(false)).toBeNull();
    expect(Object.keys(opening.fieldErrors.value)).toEqual(['place']);
  });

  it('says beforehand which rule keeps residents away, and the server refuses it too', async () => {
    const opening = await anOpening(await aSignal());
    answerAllNo(opening);
    opening.answer('violence', 'yes');
    expect(opening.ruledOut.value).toEqual(['violence']);
    const crisis = aCrisis((await opening.open(true)) ?? '');
    await crisis.load();
    expect(dutyView(crisis).refusedBy).toContain('violence');
    expect(dutyView(crisis).phase).toBe('professionals');
    expect(dutyView(crisis).waves).toEqual([]);
  });

  it('asks no resident while an answer is not known, and drops what was missing once a rule decides', async () => {
    const opening = await anOpening(await aSignal());
    expect(await opening.open(true)).toBeNull();
    expect(opening.fieldErrors.value).not.toEqual({});
    answerAllNo(opening);
    expect(opening.notYet.value).toBeNull();
    opening.answer('fire', 'unknown');
    expect(opening.notYet.value).toBe('answers');
    opening.answer('fire', 'yes');
    expect(opening.notYet.value).toBeNull();
    expect(opening.fieldErrors.value).toEqual({});
  });

  it('keeps a yes that is known, whatever is answered here', async () => {
    const signalId = await aSignal();
    const first = await anOpening(signalId);
    answerAllNo(first);
    first.answer('child', 'yes');
    const crisis = aCrisis((await first.open(true)) ?? '');
    await crisis.load();
    expect(await crisis.send('closing', {})).toBe(true);
    const second = await anOpening(signalId);
    answerAllNo(second);
    await until(second.load, () => second.answers.value.child === 'yes');
    expect(second.ruledOut.value).toEqual(['child']);
  });

  it('keeps everything that was answered when the connection is gone, and opens one crisis in the end', async () => {
    const signalId = await aSignal();
    const opening = await anOpening(signalId);
    answerAllNo(opening);
    opening.answer('fire', 'unknown');
    browsing.cutLine();
    expect(await opening.open(true)).toBeNull();
    expect(opening.refusal.value?.code).toBe('offline');
    expect(opening.answers.value.fire).toBe('unknown');
    browsing.restoreLine();
    const crisisId = await opening.open(true);
    expect(crisisId).not.toBeNull();
    await until(opening.load, () => opening.prospect.value?.openCrisisId === crisisId);
  });
});

describe('a running alert', { timeout: HANG_MS }, () => {
  it('goes from two who come to everybody home, with aftercare for all, and is closed', async () => {
    const crisisId = await opened();
    await say('responder-b', crisisId, 'accept');
    await say('responder-c', crisisId, 'accept');
    await workApi.enterAs('duty-officer');
    const crisis = aCrisis(crisisId);
    await crisis.load();
    expect(dutyView(crisis).standing).toBe(2);
    const sheets = new WorkCrisisSheets(crisis);
    sheets.open('stop');
    await sheets.submit();
    expect(sheets.fieldErrors.value.because).toBeDefined();
    sheets.because.value = 'no-longer-needed';
    await sheets.submit();
    expect(sheets.sheet.value).toBeNull();
    expect(dutyView(crisis).phase).toBe('stood-down');
    expect(dutyView(crisis).place).toBeNull();
    await say('responder-b', crisisId, 'home');
    await say('responder-c', crisisId, 'home');
    await workApi.enterAs('duty-officer');
    await crisis.load();
    sheets.open('closing');
    sheets.note.value = 'de ambulance is bij haar';
    await sheets.submit();
    expect(sheets.said.value).not.toBeNull();
    expect(dutyView(crisis).phase).toBe('closed');
    expect(dutyView(crisis).aftercare.length).toBeGreaterThan(3);
  });

  it('tells a stale screen that something happened first, changes nothing and shows how it is now', async () => {
    const crisisId = await opened();
    const stale = aCrisis(crisisId);
    await stale.load();
    await say('responder-e', crisisId, 'accept');
    await workApi.enterAs('duty-officer');
    const sheets = new WorkCrisisSheets(stale);
    sheets.open('help-arrived');
    await sheets.submit();
    expect(sheets.refusal.value?.title).toMatch(/collega was net bezig/);
    await expect.poll(() => dutyView(stale).standing, { timeout: HANG_MS }).toBe(1);
    expect(dutyView(stale).phase).toBe('alerting');
    sheets.open('help-arrived');
    expect(sheets.refusal.value).toBeNull();
    await sheets.submit();
    expect(dutyView(stale).phase).toBe('stood-down');
  });

  it('never keeps a decision for when the connection comes back', async () => {
    const crisis = aCrisis(await opened());
    await crisis.load();
    const sheets = new WorkCrisisSheets(crisis);
    browsing.cutLine();
    sheets.open('help-arrived');
    await sheets.submit();
    expect(crisis.kept.value).toBeNull();
    expect(sheets.refusal.value?.title).toMatch(/geen internet/);
    browsing.restoreLine();
    await crisis.load();
    expect(dutyView(crisis).phase).toBe('alerting');
    sheets.openDanger('fire');
    await sheets.submit();
    expect(dutyView(crisis).stoodDown?.because).toBe('danger');
  });

  it('keeps the answer of a resident without a connection, and sends it once', async () => {
    const crisisId = await opened();
    await workApi.enterAs('responder-d');
    const resident = aCrisis(crisisId);
    await resident.load();
    browsing.cutLine();
    expect(await resident.send('decline', { why: 'cannot' }, { keep: true })).toBe(false);
    expect(resident.kept.value?.write).toBe('decline');
    browsing.restoreLine();
    resident.start();
    resident.networkChanged();
    await expect.poll(() => resident.kept.value, { timeout: HANG_MS }).toBeNull();
    resident.stop();
    expect(resident.view.value?.as === 'responder' && resident.view.value.screen).toBe('declined');
    await workApi.enterAs('duty-officer');
    const crisis = aCrisis(crisisId);
    await crisis.load();
    await crisis.send('stand-down', { because: 'nobody-could-come' });
  });

  it('leaves nothing of a crisis in memory when the screen is left', async () => {
    const crisis = aCrisis(await opened());
    await crisis.load();
    expect(dutyView(crisis).place).toBe('Rietkraag 31');
    await crisis.send('stand-down', { because: 'nobody-could-come' });
    crisis.forget();
    expect(crisis.view.value).toBeNull();
  });
});

describe('duty', { timeout: HANG_MS }, () => {
  it('shows who has it, what waits and the aftercare that is mine, first', async () => {
    await workApi.enterAs('duty-officer');
    const duty = new WorkDuty({ api: crisisApi, now, isForToday: () => true, sessionEnded });
    await until(duty.load, () => duty.aftercare.value.length > 0);
    expect(duty.first.value?.isYou).toBe(true);
    expect(duty.view.value?.isOnDuty).toBe(true);
    expect(duty.aftercare.value[0]?.isYours).toBe(true);
    expect(duty.waiting.value?.aftercare).toBeGreaterThan(0);
  });

  it('picks up a call once, and hears that a colleague did it already', async () => {
    const signalId = await aSignal();
    await workApi.enterAs('duty-officer');
    const mine = new WorkDuty({ api: crisisApi, now, isForToday: () => true, sessionEnded });
    const find = () => mine.view.value?.pages.find((each) => each.signalId === signalId);
    await until(mine.load, () => find() !== undefined);
    const page = find();
    if (page === undefined) throw new Error('no page');
    expect(await mine.pickUp(page)).toBe(`/werk/bericht/${signalId}`);
    expect(mine.view.value?.pages.some((each) => each.pageId === page.pageId)).toBe(false);
    await workApi.enterAs('second-duty-officer');
    expect(await mine.pickUp(page)).toBeNull();
    expect(['page-over', 'not-allowed']).toContain(mine.refusal.value?.code);
  });

  it('wants a reason when somebody is not called at all, and keeps what was said', async () => {
    await workApi.enterAs('duty-officer');
    const duty = new WorkDuty({ api: crisisApi, now, isForToday: () => true, sessionEnded });
    const find = () => duty.aftercare.value.find((each) => each.isYours && each.for === 'reporter');
    await until(duty.load, () => find() !== undefined);
    const item = find();
    if (item === undefined) throw new Error('no aftercare');
    const aftercare = new WorkAftercare({ api: crisisApi, sessionEnded });
    aftercare.show(item);
    expect(await aftercare.save()).toBeNull();
    expect(aftercare.fieldErrors.value.outcome).toBeDefined();
    aftercare.outcome.value = 'not-needed';
    expect(await aftercare.save()).toBeNull();
    expect(aftercare.fieldErrors.value.note).toBeDefined();
    aftercare.note.value = 'wij spraken elkaar op de galerij';
    const position = await aftercare.save();
    expect(position).not.toBeNull();
    expect(aftercare.open.value).toBeNull();
    await duty.load(position);
    expect(duty.aftercare.value.some((each) => each.aftercareId === item.aftercareId)).toBe(false);
  });

  it('gives an aftercare talk to a colleague by name', async () => {
    await workApi.enterAs('duty-officer');
    const duty = new WorkDuty({ api: crisisApi, now, isForToday: () => true, sessionEnded });
    const find = () => duty.aftercare.value.find((each) => each.isYours);
    await until(duty.load, () => find() !== undefined);
    const item = find();
    const colleague = duty.view.value?.onDuty.find((each) => !each.isYou);
    if (item === undefined || colleague === undefined) throw new Error('nobody to give it to');
    const aftercare = new WorkAftercare({ api: crisisApi, sessionEnded });
    aftercare.show(item);
    aftercare.giveAway();
    expect(await aftercare.give()).toBeNull();
    expect(aftercare.fieldErrors.value.to).toBeDefined();
    aftercare.toPersonId.value = colleague.personId;
    const position = await aftercare.give();
    expect(position).not.toBeNull();
    await duty.load(position);
    const moved = duty.aftercare.value.find((each) => each.aftercareId === item.aftercareId);
    expect(moved?.isYours).toBe(false);
  });
});
