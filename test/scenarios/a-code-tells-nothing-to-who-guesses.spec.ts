/** A follow code that is malformed, unknown or taken back gets one answer, after the same work. */
import { randomBytes } from 'node:crypto';
import { formatFollowCode, makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { createCodesUnderWay } from '@bijspringen/signals/codes-under-way.ts';
import { createFollowAccess } from '@bijspringen/signals/follow-access.ts';
import { createSignalRows } from '@bijspringen/signals/signals.queries.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Neighbour, startWorld, type World } from '../support/world.ts';

/** Of each kind; the middle one of so many says more than the noise of a shared machine. */
const RUNS = 1_500;
/** The promise is 20 %; a machine with others at work on it gets a little more. */
const MEDIANS_APART_MAX = 0.3;

let world: World;
let takenBack: Neighbour;
let known: Neighbour;
beforeEach(async () => {
  world = await startWorld({ at: '2026-11-24T09:42:00.000Z' });
  const wish = { kind: 'wish', text: 'ik wil graag schaken' } as const;
  known = await world.neighbour(wish);
  takenBack = await world.neighbour(wish);
  await takenBack.takesItBack();
  await world.waitUntil('2026-11-24T09:42:00.000Z');
});
afterEach(() => world.close());

const follow = (code: string) =>
  world.request('GET', '/api/follow', { headers: { authorization: `Follow ${code}` } });
const unknown = () => makeFollowCode(randomBytes(13));

describe('a wrong code', () => {
  it('gets the same answer whether it is malformed, unknown or taken back', async () => {
    const answers = [
      await follow('12345'),
      await follow('UUUUUUUUUUUUUU'),
      await follow(unknown()),
      await follow(takenBack.code),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'code-unknown' } });
    expect(await world.request('GET', '/api/follow')).toEqual(answers[0]);
  });

  it('takes the same time', async () => {
    const { kernel } = world;
    const access = createFollowAccess({
      kernel,
      codes: createCodesUnderWay(),
      rows: createSignalRows(kernel),
    });
    const kinds = { malformed: () => '12345', unknown, takenBack: () => takenBack.code };
    const took: Record<string, number[]> = { malformed: [], unknown: [], takenBack: [] };
    for (let run = 0; run < RUNS; run++) {
      for (const [kind, codeOf] of Object.entries(kinds)) {
        const request = new Request('http://127.0.0.1/api/follow', {
          headers: { authorization: `Follow ${codeOf()}` },
        });
        const startedAt = process.hrtime.bigint();
        // Another address each time, or the limit would answer before anything was looked up.
        const answer = await access.principal(request, `${run} ${kind}`);
        took[kind]?.push(Number(process.hrtime.bigint() - startedAt));
        expect(answer).toEqual({ problem: 'code-unknown' });
      }
    }
    const medians = Object.entries(took).map(([kind, times]) => [kind, medianOf(times)] as const);
    console.info(
      `follow codes, median µs: ${medians.map(([kind, ns]) => `${kind} ${(ns / 1_000).toFixed(1)}`).join(', ')}`,
    );
    const figures = medians.map(([, ns]) => ns);
    expect(Math.max(...figures) / Math.min(...figures) - 1).toBeLessThan(MEDIANS_APART_MAX);
  });

  it('may be typed wrong some times, and then waits a quarter of an hour, which the right one does not count for', async () => {
    for (let visit = 0; visit < 40; visit++) expect((await follow(known.code)).status).toBe(200);
    const statuses: number[] = [];
    for (let guess = 0; guess < 25; guess++) statuses.push((await follow(unknown())).status);
    expect(statuses.indexOf(429)).toBe(20);
    expect(await follow(known.code)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
    await world.waitUntil('2026-11-24T09:57:01.000Z');
    expect((await follow(known.code)).status).toBe(200);
  });

  it('is read as people write it', async () => {
    expect((await follow(formatFollowCode(known.code).toLowerCase())).status).toBe(200);
  });
});

function medianOf(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
