import { describe, expect, test } from 'vitest';
import { createLedger, now } from './support/ledger.ts';

const given = { settings: { url: 'https://odoo.example.com' }, sealedKey: 'v1.a.b.c', active: true, now };
const pause = { until: now + 15_000, since: now, reason: 'unreachable', pauses: 1 };

describe('a connection', () => {
  test('is not there until it is saved', async () => {
    const { connections } = createLedger();
    expect([await connections.get('odoo'), await connections.all()]).toEqual([null, []]);
    await connections.save('odoo', given);
    expect(await connections.get('odoo')).toMatchObject({
      side: 'odoo',
      settings: given.settings,
      sealedKey: 'v1.a.b.c',
      active: true,
      revision: 1,
      pausedUntil: null,
      checkedAt: null,
    });
    expect(await connections.get('poleepo')).toBeNull();
  });

  test('that is saved again is another revision, without the check and the pause of the old one', async () => {
    const { connections } = createLedger();
    await connections.save('odoo', given);
    await connections.saveCheck('odoo', { result: { ok: true }, now, revision: 1 });
    await connections.pause('odoo', pause);
    await connections.save('odoo', { ...given, sealedKey: 'v1.x.y.z', now: now + 5 });
    expect(await connections.get('odoo')).toMatchObject({
      revision: 2,
      sealedKey: 'v1.x.y.z',
      updatedAt: now + 5,
      checkedAt: null,
      checkResult: null,
      pausedUntil: null,
      pausedSince: null,
      pauseReason: null,
      pauses: 0,
    });
  });
});

describe('what a test of a connection found', () => {
  test('is kept with the settings that it completed', async () => {
    const { connections } = createLedger();
    await connections.save('odoo', given);
    const settings = { ...given.settings, version: 18 };
    await connections.saveCheck('odoo', { settings, result: { ok: true }, now: now + 9, revision: 1 });
    expect(await connections.get('odoo')).toMatchObject({
      settings,
      checkedAt: now + 9,
      checkResult: { ok: true },
      revision: 1,
    });
  });

  test('is dropped where the connection has changed since, and so is what was learnt of it', async () => {
    const { connections } = createLedger();
    await connections.save('odoo', given);
    await connections.save('odoo', given);
    const before = await connections.get('odoo');
    await connections.saveCheck('odoo', { settings: {}, result: { ok: true }, now, revision: 1 });
    await connections.completeSettings('odoo', { settings: {}, revision: 1 });
    expect(await connections.get('odoo')).toEqual(before);
    await connections.completeSettings('odoo', { settings: { version: 19 }, revision: 2 });
    expect((await connections.get('odoo'))?.settings).toEqual({ version: 19 });
  });
});

describe('a pause', () => {
  test('is of one side, and ends as a whole', async () => {
    const { connections } = createLedger();
    await connections.save('odoo', given);
    await connections.save('poleepo', given);
    await connections.pause('odoo', pause);
    expect(await connections.get('odoo')).toMatchObject({
      pausedUntil: now + 15_000,
      pausedSince: now,
      pauseReason: 'unreachable',
      pauses: 1,
    });
    expect(await connections.get('poleepo')).toMatchObject({ pausedUntil: null, pauses: 0 });
    await connections.unpause('odoo');
    expect(await connections.get('odoo')).toMatchObject({ pausedUntil: null, pauseReason: null, pauses: 0 });
  });

  test('changes no revision', async () => {
    const { connections } = createLedger();
    await connections.save('odoo', given);
    await connections.pause('odoo', pause);
    expect((await connections.get('odoo'))?.revision).toBe(1);
  });
});
