import { describe, expect, it } from 'vitest';
import { decimal } from '../../../src/trade/money.ts';
import { loadedAs, orderDraft, orderRow } from './support/drafts.ts';
import { clientOf, type Script } from './support/scripted-odoo.ts';

const keysOfLines = {
  '201': 'ponte.line_t1_1',
  '202': 'ponte.line_t1_2',
  '203': 'ponte.line_t1_3',
  '204': 'ponte.line_t1_gone',
  '205': '',
};

function script(lines: number[], after: object): Script {
  return {
    'sale.order.load': loadedAs(81),
    'sale.order.read': [
      { result: [orderRow({ order_line: lines, amount_total: 300 })] },
      { result: [after] },
    ],
    'sale.order.line.get_external_id': { result: keysOfLines },
    'sale.order.write': { result: true },
    'sale.order.action_confirm': { result: true },
  };
}

describe('lines that the draft no longer has', () => {
  it('are removed from a quotation before its total is judged', async () => {
    const odoo = clientOf(18, script([201, 202, 203, 204], orderRow()));
    expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'confirmed' });
    const called = ['load', 'read', 'line.get_external_id', 'write', 'read', 'action_confirm', 'write'];
    expect(odoo.called()).toEqual(called);
    expect(odoo.nth(3).args).toEqual([[81], { order_line: [[2, 204, 0]] }]);
  });

  it('stay where people added them', async () => {
    const odoo = clientOf(18, script([201, 202, 203, 205], orderRow()));
    expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({
      outcome: 'total-differs',
      total: decimal(300),
    });
    expect(odoo.called()).toEqual(['load', 'read', 'line.get_external_id']);
  });

  it('cost no call where there are none', async () => {
    const odoo = clientOf(18, {
      ...script([201, 202, 203], orderRow()),
      'sale.order.line.get_external_id': [],
    });
    await odoo.client.orders.upsert(orderDraft());
    expect(odoo.called()).toEqual(['load', 'read']);
  });
});

describe('a quotation in another currency than the order', () => {
  it('is not confirmed, whatever its total', async () => {
    const odoo = clientOf(18, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ currency_id: [2, 'USD'] })] },
    });
    const held = await odoo.client.orders.upsert(orderDraft());
    expect(held).toEqual({ outcome: 'other-currency', id: 81, name: 'S00081', currency: 'USD' });
  });

  it('is no matter where the order names no currency', async () => {
    const odoo = clientOf(18, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ currency_id: [2, 'USD'] })] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(orderDraft({ currency: null }))).toMatchObject({
      outcome: 'confirmed',
    });
  });
});
