import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { orderDraft, orderRow } from './support/drafts.ts';
import { clientOf } from './support/scripted-odoo.ts';

const id = 81 as SaleOrderId;

function script(row: Parameters<typeof orderRow>[0]) {
  return {
    'sale.order.read': { result: [orderRow(row)] },
    'sale.order.action_confirm': { result: true },
    'sale.order.write': { result: true },
  };
}

describe.each(odooVersions)('an order that people have completed, on Odoo %s,', (version) => {
  it('is confirmed and dated, and none of its lines is written', async () => {
    const odoo = clientOf(version, script({}));
    expect(await odoo.client.orders.finish(id, orderDraft())).toMatchObject({
      outcome: 'confirmed',
      already: false,
    });
    expect(odoo.called()).toEqual(['read', 'action_confirm', 'write']);
    const vals = { date_order: '2026-11-20 09:30:00', user_id: 1 };
    expect(odoo.heard[2]?.args).toEqual(version === 19 ? { ids: [81], vals } : [[81], vals]);
  });

  it('keeps the salesperson whom they chose', async () => {
    const odoo = clientOf(version, script({ user_id: [9, 'Anna'] }));
    await odoo.client.orders.finish(id, orderDraft());
    expect(JSON.stringify(odoo.heard[2]?.args)).toContain('"user_id":9');
  });
});

describe('an order that people have completed', () => {
  it.each([
    ['total-differs', { amount_total: 275.71 }],
    ['other-currency', { currency_id: [1, 'USD'] }],
    ['cancelled', { state: 'cancel' }],
  ])('is only read where it is %s', async (outcome, row) => {
    const odoo = clientOf(18, script(row));
    const how = orderDraft({ currency: 'EUR' });
    expect(await odoo.client.orders.finish(id, how)).toMatchObject({ outcome });
    expect(odoo.called()).toEqual(['read']);
  });

  it('is nothing where it was deleted', async () => {
    const { client } = clientOf(18, { 'sale.order.read': { result: [] } });
    expect(await client.orders.finish(id, orderDraft())).toBeNull();
  });
});
