import { expect, test } from 'vitest';
import type { PoleepoOrderId, TenantId } from '../../../src/trade/ids.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

const journals = [
  { id: 7, name: 'Banca', kind: 'bank' as const },
  { id: 8, name: 'Cassa', kind: 'cash' as const },
];

async function openCompany() {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  const send = (method: string, path: string, body?: unknown) =>
    ask(world.app, path, { method, token, ...(body === undefined ? {} : { body }) });
  return { ...world, send, tenantId };
}

async function addOrder(
  { house, clock }: Awaited<ReturnType<typeof openCompany>>,
  tenantId: TenantId,
  { id, payment }: { id: number; payment: string | null },
): Promise<void> {
  const { orders } = house.storesOf({ id: tenantId, shard: 'main' });
  const now = clock.now();
  const link = {
    poleepoOrderId: id as PoleepoOrderId,
    state: 'confirmed' as const,
    saleOrderId: null,
    saleOrderName: null,
    reference: null,
    channel: null,
    status: null,
    currency: null,
    poleepoTotal: null,
    odooTotal: null,
    fingerprint: null,
    facts: { order: { payment } },
    held: null,
    invoiceRequested: null,
    poleepoUpdatedAt: now,
    orderedAt: null,
  };
  await orders.save(link, { now, events: [] });
}

test('journals of Odoo are read through the lane, and its failure is told', async () => {
  const { send, lanesJournals, told } = await openCompany();
  expect((await send('GET', '/v1/journals')).status).toBeGreaterThanOrEqual(400);
  lanesJournals.reply = { kind: 'journals', journals };
  expect((await send('GET', '/v1/journals')).json).toEqual({ items: journals });
  expect(told.map(({ what }) => what)).toEqual(['journals', 'journals']);
});

test('a payment method takes one of the journals that Odoo has, and no other', async () => {
  const { send, lanesJournals } = await openCompany();
  lanesJournals.reply = { kind: 'journals', journals };
  const path = '/v1/settings/invoices';
  const refused = await send('PUT', path, { journals: { PAYPAL: 7, CARTA: 9 } });
  expect(refused.status).toBe(422);
  expect(refused.json).toMatchObject({ error: { code: 'unknown-journal' } });
  expect(JSON.stringify(refused.json)).toContain('CARTA: 9');
  expect(JSON.stringify(refused.json)).toContain('8 Cassa');
  expect((await send('GET', path)).json).toMatchObject({ journals: {} });
  expect((await send('PUT', path, { journals: { PAYPAL: 7 } })).json).toMatchObject({
    journals: { PAYPAL: 7 },
  });
});

test('while Odoo does not answer a journal is taken as it is told', async () => {
  const { send } = await openCompany();
  const { status } = await send('PUT', '/v1/settings/invoices', { journals: { PAYPAL: 9 } });
  expect(status).toBe(200);
});

test('payment methods are those of the orders, the most frequent first, each with its journal', async () => {
  const company = await openCompany();
  const payments = ['PAYPAL', 'Carta', 'PAYPAL', null];
  for (const [id, payment] of payments.entries())
    await addOrder(company, company.tenantId, { id: id + 1, payment });
  await company.send('PUT', '/v1/settings/invoices', { journals: { paypal: 7 } });
  expect((await company.send('GET', '/v1/payment-methods')).json).toEqual({
    items: [
      { name: 'PAYPAL', orders: 2, journalId: 7 },
      { name: 'Carta', orders: 1, journalId: null },
    ],
  });
});
