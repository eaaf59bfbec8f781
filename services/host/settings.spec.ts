import { resolve } from 'node:path';
import { WrongSetting } from '@bijspringen/kernel/errors.ts';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
  it('need nothing: a demo on this computer', () => {
    expect(readSettings({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataFolder: resolve('data'),
      mode: 'demo',
      publicUrl: undefined,
      exitUrl: 'https://www.knmi.nl/nederland-nu/weer/verwachtingen',
      masterKey: undefined,
      pushContact: 'mailto:beheer@bijspringen.example',
    });
  });

  it('are taken from the environment, and an empty one counts as left out', () => {
    const found = readSettings({
      PORT: ' 0 ',
      HOST: 'localhost',
      DATA_DIR: '/tmp/bijspringen-x',
      EVENT_STORE: 'sqlite:',
      MODE: '',
      PUBLIC_URL: 'https://bijspringen.example',
      EXIT_URL: 'https://weer.example/vandaag',
      MASTER_KEY: 'ab'.repeat(32),
    });
    expect(found).toMatchObject({
      port: 0,
      host: 'localhost',
      dataFolder: '/tmp/bijspringen-x',
      mode: 'demo',
    });
    expect(found.publicUrl?.origin).toBe('https://bijspringen.example');
    expect(found.exitUrl).toBe('https://weer.example/vandaag');
  });

  it.each([
    [{ PORT: 'http' }, /^PORT: give a number/],
    [{ PORT: '65536' }, /^PORT: give a number/],
    [{ PORT: '-1' }, /^PORT: give a number/],
    [{ PORT: '80.5' }, /^PORT: give a number/],
    [{ HOST: '0.0.0.0' }, /^HOST: a demo listens on this computer only/],
    [{ EVENT_STORE: 'esdb://localhost' }, /^EVENT_STORE: .* SQLite only/],
    [{ MODE: 'test' }, /^MODE: choose "demo"/],
    [{ PUBLIC_URL: 'bijspringen.example' }, /^PUBLIC_URL: give an address/],
    [{ PUBLIC_URL: 'https://bijspringen.example/app' }, /^PUBLIC_URL: give an address/],
    [{ EXIT_URL: 'javascript:alert(1)' }, /^EXIT_URL: give the https address/],
    [{ EXIT_URL: 'weer' }, /^EXIT_URL: give the https address/],
    [{ MASTER_KEY: 'geheim' }, /^MASTER_KEY: give 64 hexadecimal/],
    [{ PUSH_CONTACT: 'beheer' }, /^PUSH_CONTACT: give whom/],
    [{ PUSH_CONTACT: 'mailto:beheer' }, /^PUSH_CONTACT: give whom/],
    [{ PUSH_CONTACT: 'mailto:<beheer@bijspringen.example>' }, /^PUSH_CONTACT: give whom/],
    [{ PUSH_CONTACT: 'http://bijspringen.example' }, /^PUSH_CONTACT: give whom/],
    [{ PUSH_CONTACT: 'https://localhost' }, /^PUSH_CONTACT: give whom/],
    [{ PUSH_CONTACT: 'https://127.0.0.1' }, /^PUSH_CONTACT: give whom/],
  ])('that are wrong say what would be right: %j', (environment, sentence) => {
    expect(() => readSettings(environment)).toThrow(WrongSetting);
    expect(() => readSettings(environment)).toThrow(sentence);
  });

  it.each([
    [{}, 'mailto:beheer@bijspringen.example'],
    [{ PUBLIC_URL: 'https://bijspringen.example' }, 'https://bijspringen.example'],
    [{ PUBLIC_URL: 'https://localhost:8080' }, 'mailto:beheer@bijspringen.example'],
    [{ PUBLIC_URL: 'http://192.168.1.4' }, 'mailto:beheer@bijspringen.example'],
    [{ PUSH_CONTACT: 'mailto:wijk@gemeente.example' }, 'mailto:wijk@gemeente.example'],
    [{ PUSH_CONTACT: 'https://gemeente.example/hulp' }, 'https://gemeente.example/hulp'],
  ])('give a push service somebody to ask: %j', (environment, contact) => {
    expect(readSettings(environment).pushContact).toBe(contact);
  });

  it('never repeat a wrong master key', () => {
    expect(() => readSettings({ MASTER_KEY: 'geheim' })).not.toThrow(/geheim/);
  });

  it('do not start live, and say what does not exist yet', () => {
    expect(() => readSettings({ MODE: 'live' })).toThrow(
      /passkeys, forgetting and retention do not exist yet/,
    );
  });
});
