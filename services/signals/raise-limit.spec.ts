import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { RAISES_MAX, TRIES_WINDOW_MS } from './limits.ts';
import { createRaiseLimit } from './raise-limit.ts';

function raisesFrom(clock = createFakeClock('2026-11-24T09:42:00.000Z')) {
  const mayRaise = createRaiseLimit(clock);
  const app = new Hono().get('/', (c) => c.text(mayRaise(c) ? 'yes' : 'no'));
  /** As the server hands it over: with the socket it came in on. */
  const from = async (remoteAddress: string) => {
    const socket = { remoteAddress, remotePort: 50_000, remoteFamily: 'IPv4' };
    return (await app.request('/', {}, { incoming: { socket } })).text();
  };
  return { clock, from };
}

describe('raising from one address', () => {
  it('is bounded, generously, and for that address alone', async () => {
    const { clock, from } = raisesFrom();
    for (let count = 0; count < RAISES_MAX; count++) expect(await from('192.0.2.7')).toBe('yes');
    expect(await from('192.0.2.7')).toBe('no');
    expect(await from('192.0.2.8')).toBe('yes');
    await clock.advance(TRIES_WINDOW_MS + 1);
    expect(await from('192.0.2.7')).toBe('yes');
  });

  it('is not counted for this machine, which stands for everybody behind a proxy', async () => {
    const { from } = raisesFrom();
    for (let count = 0; count < RAISES_MAX + 10; count++) expect(await from('127.0.0.1')).toBe('yes');
  });
});
