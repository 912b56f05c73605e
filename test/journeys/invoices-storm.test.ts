import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hour, minute } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { Api } from '../support/world/api.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { calling } from '../support/world/shipments.ts';
import { stormPlan } from '../support/world/storm.ts';
import { World } from '../support/world/world.ts';

const crons = ['process-webhook-queue', 'keep-watch', 'find-invoices'] as const;
const methods = ['AMAZON', 'EBAY', 'MANOMANO', 'IBS', 'PAYPAL', 'CREDIT_CARD', 'BANK_TRANSFER'];
const journals = z.object({ items: z.array(z.object({ id: z.int(), kind: z.string() })) });

/** Three delivered orders that a rule invoices, offers and registers as paid, while people ask for the same. */
async function stormy(version: OdooVersion, seed: number) {
  const world = await World.open({ seed, version, crons });
  const signedIn = await Api.signIn(world, 'administrator');
  const api = calling(world, signedIn);
  const bank = journals.parse((await api.get('/v1/journals')).json).items.find(({ kind }) => kind === 'bank');
  const chosen = Object.fromEntries(methods.map((method) => [method, bank?.id]));
  const settings = { rule: 'on-delivery', registerPayment: true, journals: chosen };
  expect((await api.put('/v1/settings/invoices', settings)).status).toBe(200);
  const sales: OneSale[] = [];
  for (let count = 0; count < 3; count += 1) sales.push(await OneSale.make(world));
  for (const { saleId } of sales) world.odoo.control.ship(saleId, {});
  const until = world.time.now() + 40 * minute;
  world.plan = stormPlan(world, { until, probability: 0.06 });
  for (let presses = 0; presses < 6; presses += 1) {
    const { saleId } = world.random.pick(sales);
    void signedIn.post('/v1/invoices', { saleOrderId: saleId }).catch(() => undefined);
    await world.time.run(() => false, 4 * minute);
  }
  await world.time.run(() => false, hour);
  return { world, sales, settled: await world.settle(24 * hour) };
}

/** What Odoo, Poleepo and we have of the invoices of one order. */
function standing({ world, orderId, saleId }: OneSale) {
  const { db } = world.odoo;
  const [order] = db.read('sale.order', [saleId], ['invoice_ids']);
  const moves = db.read('account.move', order?.['invoice_ids'] as number[], [
    'state',
    'amount_residual',
    'name',
  ]);
  const rows = world.rows<Record<string, unknown>>(
    `SELECT state, number, paid_at IS NOT NULL AS paid, asked, error, offer_error FROM invoices WHERE poleepo_order_id = ${orderId}`,
  );
  return {
    moves: moves.map((move) => ({ state: move['state'], open: Number(move['amount_residual']) })),
    documents: world.poleepo.control.documents(orderId).map(({ number }) => number),
    rows,
    numbers: moves.map((move) => move['name']),
  };
}

describe.each([16, 17, 18, 19] as const)('in a storm, on Odoo %i', (version) => {
  it.each([1, 2, 3])('every order has one invoice, once at Poleepo and paid once: %i', async (seed) => {
    const { world, sales, settled } = await stormy(version, 1400 + seed);
    expect(settled).toBe(true);
    for (const sale of sales) {
      const { numbers, ...found } = standing(sale);
      const row = {
        state: 'offered',
        number: numbers[0],
        paid: 1,
        asked: null,
        error: null,
        offer_error: null,
      };
      expect(found).toEqual({
        moves: [{ state: 'posted', open: 0 }],
        documents: numbers,
        rows: [row],
      });
    }
    expect(world.odoo.db.count('account.payment')).toBe(sales.length);
  });
});
