import { expect, test } from 'vitest';
import { createLedger, now } from './support/ledger.ts';

const by = { by: 'ada@example.it', now };

test('settings are none until they are saved, and then the last ones', async () => {
  const { policy } = createLedger();
  expect(await policy.settings()).toBeNull();
  await policy.saveSettings({ team: 7 }, by);
  await policy.saveSettings({ team: 8 }, by);
  expect(await policy.settings()).toEqual({ team: 8 });
});

test('each part of the settings is written by itself, the first one too', async () => {
  const { policy } = createLedger();
  await policy.saveSettingsOf('comparison', { days: 60 }, by);
  await policy.saveSettingsOf('retention', { apiLogDays: 14 }, by);
  await policy.changeSettingsOf('orders', { confirm: false, statuses: { A: 'payable', B: 'cancelled' } }, by);
  await policy.changeSettingsOf('orders', { teamId: null, statuses: { C: 'payable' } }, by);
  await policy.changeSettingsOf('orders', {}, by);
  await policy.saveSettingsOf('comparison', { days: 61 }, by);
  expect(await policy.settings()).toEqual({
    comparison: { days: 61 },
    retention: { apiLogDays: 14 },
    orders: { confirm: false, teamId: null, statuses: { C: 'payable' } },
  });
});

test('members that two people write at once are both kept', async () => {
  const { policy } = createLedger();
  await Promise.all([
    policy.changeSettingsOf('orders', { confirm: false }, by),
    policy.changeSettingsOf('orders', { teamId: 4 }, by),
    policy.saveSettingsOf('retention', { apiLogDays: 14 }, by),
  ]);
  expect(await policy.settings()).toEqual({
    orders: { confirm: false, teamId: 4 },
    retention: { apiLogDays: 14 },
  });
});

test('a rule is of its kind and key, and the last one counts', async () => {
  const { policy } = createLedger();
  await policy.saveRule({ kind: 'sku', key: 'A', value: '41' }, by);
  await policy.saveRule({ kind: 'sku', key: 'A', value: '42' }, by);
  await policy.saveRule({ kind: 'tax', key: 'A', value: '1' }, by);
  await policy.saveRule({ kind: 'sku', key: 'B', value: '43' }, by);
  expect((await policy.rules('sku')).map(({ key, value }) => [key, value])).toEqual([
    ['A', '42'],
    ['B', '43'],
  ]);
  expect(await policy.rules()).toHaveLength(3);
});

test('rules are found by kind and key, beyond the parameters of one statement', async () => {
  const { policy } = createLedger();
  const keys = Array.from({ length: 200 }, (_, index) => `SKU-${index}`);
  for (const key of keys.slice(0, 150)) await policy.saveRule({ kind: 'sku', key, value: key }, by);
  await policy.saveRule({ kind: 'tax', key: '22', value: '9' }, by);
  await policy.saveRule({ kind: 'status', key: 'SKU-0', value: 'ignore' }, by);
  const found = await policy.rulesFor({ sku: keys, tax: ['22', '10'], payment: [] });
  expect(found).toHaveLength(151);
  expect(found.at(-1)).toEqual({ kind: 'tax', key: '22', value: '9' });
  expect(await policy.rulesFor({})).toEqual([]);
});

test('a rule that is removed is gone, and one that is not there is said to be none', async () => {
  const { policy } = createLedger();
  await policy.saveRule({ kind: 'sku', key: 'A', value: '41' }, by);
  expect(await policy.removeRule('tax', 'A')).toBe(false);
  expect(await policy.removeRule('sku', 'A')).toBe(true);
  expect(await policy.removeRule('sku', 'A')).toBe(false);
  expect(await policy.rules()).toEqual([]);
});
