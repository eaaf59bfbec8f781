import { describe, expect, it } from 'vitest';
import type { Outcome } from '../api/work.ts';
import { WorkAvailability } from './work-availability.model.ts';
import { type AvailabilityView, cellsOf, hoursOf, isInParts } from './work-availability.ts';

describe('parts of the day', () => {
  it('that follow each other are one span', () => {
    expect(hoursOf(['1 morning', '1 afternoon', '1 evening'])).toEqual([
      { weekday: 1, from: '06:00', to: '00:00' },
    ]);
  });

  it('of a whole day are two spans, since one from 00:00 to 00:00 says nothing', () => {
    expect(hoursOf(['7 night', '7 morning', '7 afternoon', '7 evening'])).toEqual([
      { weekday: 7, from: '00:00', to: '18:00' },
      { weekday: 7, from: '18:00', to: '00:00' },
    ]);
  });

  it('come back as they were chosen, whatever was chosen', () => {
    const parts = ['night', 'morning', 'afternoon', 'evening'] as const;
    for (let bits = 0; bits < 16; bits += 1) {
      const cells = parts.filter((_, index) => bits & (1 << index)).map((part) => `3 ${part}` as const);
      expect(cellsOf(hoursOf(cells))).toEqual(cells);
      expect(hoursOf(cells).every(({ from, to }) => from !== to)).toBe(true);
    }
  });

  it('cover hours past midnight on both days', () => {
    expect(cellsOf([{ weekday: 7, from: '18:00', to: '06:00' }])).toEqual(['1 night', '7 evening']);
  });

  it('say when hours do not fit in them', () => {
    expect(isInParts([{ weekday: 2, from: '18:00', to: '00:00' }])).toBe(true);
    expect(isInParts([{ weekday: 2, from: '19:30', to: '23:00' }])).toBe(false);
  });
});

const now = new Date('2026-11-24T09:50:00.000Z');
const view: AvailabilityView = {
  mode: 'hours',
  until: null,
  hours: [{ weekday: 1, from: '18:00', to: '00:00' }],
  isAvailableNow: false,
  missing: ['availability'],
  position: '1',
};

function model(answer: Outcome<AvailabilityView> = { ok: true, value: view }) {
  const sent: Record<string, unknown>[] = [];
  const availability = new WorkAvailability({
    api: {
      availability: async () => ({ ok: true, value: view }),
      setAvailability: async (body) => {
        sent.push(body);
        return answer;
      },
    },
    now: () => now,
    sessionEnded: () => undefined,
  });
  return { availability, sent };
}

describe('when somebody can come', () => {
  it('shows what was said before', async () => {
    const { availability } = model();
    await availability.load();
    expect(availability.mode.value).toBe('hours');
    expect(availability.cells.value).toEqual(['1 evening']);
    expect(availability.missing.value).toEqual(['availability']);
  });

  it('keeps the hours of the week under a pause, which ends by itself when asked', async () => {
    const { availability, sent } = model();
    await availability.load();
    availability.pickMode('paused');
    availability.pickUntil('tomorrow');
    await availability.save();
    expect(sent).toEqual([
      {
        commandId: expect.any(String),
        mode: 'paused',
        until: '2026-11-25T09:50:00.000Z',
        hours: view.hours,
      },
    ]);
    expect(availability.isSaved.value).toBe(true);
  });

  it('never gives the hours of a week an end', async () => {
    const { availability, sent } = model();
    await availability.load();
    availability.pickMode('now');
    availability.pickUntil('week');
    availability.pickMode('hours');
    await availability.save();
    expect(sent[0]).not.toHaveProperty('until');
  });

  it('asks for at least one part of the week', async () => {
    const { availability, sent } = model();
    await availability.load();
    availability.toggle('1 evening');
    await availability.save();
    expect(availability.isHoursMissing.value).toBe(true);
    expect(sent).toEqual([]);
  });

  it('says why it was not kept, and keeps what was chosen', async () => {
    const { availability } = model({ ok: false, problem: { code: 'offline', fields: {} } });
    await availability.load();
    availability.toggle('2 night');
    await availability.save();
    expect(availability.problem.value?.code).toBe('offline');
    expect(availability.cells.value).toContain('2 night');
  });
});
