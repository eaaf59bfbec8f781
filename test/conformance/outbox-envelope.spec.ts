/** What a phone seals while it is offline, the vault opens; nothing else does, and nothing altered is opened. */
import { webcrypto } from 'node:crypto';
import { systemClock } from '@bijspringen/kernel/clock.ts';
import { openTemporaryVault, TEST_MASTER_KEY } from '@bijspringen/kernel/testing/temporary-vault.ts';
import { openVault } from '@bijspringen/kernel/vault/vault.ts';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { sealForServer } from '../../pwa/src/outbox/seal-for-server.ts';

fc.configureGlobal({ seed: 20_260_302 });
const vault = openTemporaryVault();
afterAll(() => vault.close());
const seal = (plain: string) => sealForServer(vault.outboxKey(), plain, webcrypto);

describe('an outbox envelope', () => {
  it('opens to any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 500 }), async (plain) => {
        expect(vault.openEnvelope(await seal(plain))).toBe(plain);
      }),
      { numRuns: 50 },
    );
  });

  it('holds 2,000 characters of any script within what the route takes', async () => {
    const plain = JSON.stringify({ text: '\u{1F3E1}'.repeat(2_000) });
    const envelope = await seal(plain);
    expect(vault.openEnvelope(envelope)).toBe(plain);
    expect(envelope.length).toBeLessThan(20_000);
  });

  it('is laid out as written down', async () => {
    const bytes = Buffer.from(await seal('hoi'), 'base64url');
    const { keyId, x, y } = vault.outboxKey();
    expect(bytes.length).toBe(1 + 8 + 65 + 12 + 3 + 16);
    expect(bytes[0]).toBe(1);
    expect(bytes.subarray(1, 9).toString('hex')).toBe(keyId);
    expect(bytes[9]).toBe(4);
    expect([Buffer.from(x, 'base64url').length, Buffer.from(y, 'base64url').length]).toEqual([32, 32]);
  });

  it('is another one each time', async () => {
    expect(await seal('hoi')).not.toBe(await seal('hoi'));
  });

  it('with any bit flipped opens to nothing', async () => {
    const bytes = Buffer.from(await seal('Er ligt al een week post voor de deur.'), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(vault.openEnvelope(altered.toString('base64url')), `bit ${bit}`).toBeNull();
    }
  });

  it('of another server, or of another shape, opens to nothing', async () => {
    const other = openTemporaryVault();
    expect(other.openEnvelope(await seal('hoi'))).toBeNull();
    await other.close();
    const envelope = await seal('hoi');
    for (const wrong of [
      '',
      'AQ',
      envelope.slice(0, -4),
      `${envelope}AAAA`,
      `${envelope}=`,
      `${envelope}!`,
    ]) {
      expect(vault.openEnvelope(wrong), wrong).toBeNull();
    }
    fc.assert(
      fc.property(fc.base64String(), (any) => {
        expect(vault.openEnvelope(any)).toBeNull();
      }),
    );
  });

  it('opens after a restart too', async () => {
    const envelope = await seal('na de stroomstoring');
    const again = openVault({
      folder: vault.folder,
      masterKey: TEST_MASTER_KEY,
      clock: systemClock,
      readLog: () => {},
    });
    expect(again.openEnvelope(envelope)).toBe('na de stroomstoring');
    expect(again.outboxKey()).toEqual(vault.outboxKey());
    await again.close();
  });
});
