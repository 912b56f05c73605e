import { describe, expect, test } from 'vitest';
import type { MessageId, TenantId } from '../../../src/trade/ids.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import { rowsOfTenant } from '../../support/marked-rows.ts';
import { createLedger, message, work } from './support/ledger.ts';
import { probes } from './support/probes.ts';
import { addRowsOf } from './support/rows-of-a-tenant.ts';

const [ours, theirs] = ['ten_a', 'ten_b'];

/** What a method answers to a tenant, and the rows of both tenants before and after. */
async function tried(name: string, { as, rowsOf }: { as: string; rowsOf: readonly string[] }) {
  const ledger = createLedger();
  for (const tenant of rowsOf) addRowsOf(tenant, ledger);
  const before = rowsOfTenant(ledger.d1, theirs);
  const probe = probes[name];
  if (probe === undefined) throw new Error(`${name} is not tried`);
  const answer = await probe(ledger.storesOf(as));
  return { answer, before, after: rowsOfTenant(ledger.d1, theirs), ours: rowsOfTenant(ledger.d1, ours) };
}

const methods = Object.entries(openTenantStores(createLedger().db, ours as TenantId)).flatMap(
  ([name, store]: [string, object]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(store))
      .filter((method) => method !== 'constructor')
      .map((method) => `${name}.${method}`),
);

test('every method of every store of a tenant is tried', () => {
  expect(Object.keys(probes).toSorted()).toEqual(methods.toSorted());
});

describe.each(methods)('%s', (name) => {
  test('neither sees nor changes anything of another tenant with the same subjects', async () => {
    const beside = await tried(name, { as: ours, rowsOf: [theirs] });
    const alone = await tried(name, { as: ours, rowsOf: [] });
    expect(beside.answer).toEqual(alone.answer);
    expect(beside.after).toEqual(beside.before);
    expect(beside.ours).toEqual(alone.ours);
  });

  test('sees or changes something of its own', async () => {
    const alone = await tried(name, { as: ours, rowsOf: [] });
    const own = await tried(name, { as: theirs, rowsOf: [theirs] });
    expect([own.answer, own.after]).not.toEqual([alone.answer, own.before]);
  });
});

test('a message with an id that another tenant has is not received, and theirs stays as it is', async () => {
  const ledger = createLedger();
  addRowsOf(theirs, ledger);
  const before = rowsOfTenant(ledger.d1, theirs);
  const same = message({ id: 'msg_1' as MessageId });
  expect(await ledger.messages.receive(same, work('order:1'))).toBeNull();
  expect(rowsOfTenant(ledger.d1, theirs)).toEqual(before);
  expect((await ledger.jobs.list({ limit: 5 })).items).toEqual([]);
});
