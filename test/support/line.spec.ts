import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Line, layLine } from './line.ts';

let line: Line;
let server: Server;
let asked: string[] = [];

/** Answers with its name; `/open` is answered for ever. */
async function serve(name: string): Promise<Server> {
  const serving = createServer((request, response) => {
    asked.push(`${name} ${request.url}`);
    if (request.url === '/open') response.write(name);
    else response.end(name);
  });
  await new Promise<void>((resolve) => serving.listen(0, '127.0.0.1', resolve));
  return serving;
}

const portOf = (serving: Server) => (serving.address() as AddressInfo).port;
const ask = async (path = '/') => (await fetch(line.url + path)).text();

beforeEach(async () => {
  asked = [];
  server = await serve('first');
  line = await layLine();
  line.leadTo(portOf(server));
});
afterEach(async () => {
  await line.close();
  server.close();
  server.closeAllConnections();
});

describe('a line between browser and server', () => {
  it('carries an answer to its end, also a long one', async () => {
    expect(await ask()).toBe('first');
    const text = 'lang '.repeat(400_000);
    server.removeAllListeners('request');
    server.on('request', (_, response) => response.end(text));
    expect(await ask()).toBe(text);
  });

  it('that is cut ends what is open, and lets nobody through until it is whole again', async () => {
    const open = await fetch(`${line.url}/open`);
    const text = open.text();
    line.cut();
    await expect(text).rejects.toThrow();
    await expect(ask('/meanwhile')).rejects.toThrow();
    expect(asked).toEqual(['first /open']);
    line.restore();
    expect(await ask('/after')).toBe('first');
  });

  it('keeps its address when the server is gone, and when another stands there', async () => {
    const second = await serve('second');
    line.leadTo(null);
    await expect(ask()).rejects.toThrow();
    line.leadTo(portOf(second));
    expect(await ask()).toBe('second');
    second.close();
    second.closeAllConnections();
  });
});
