import { expect, it } from 'vitest';
import { invoicesIn, look, movesIn, ruled } from '../support/world/invoice-rule.ts';
import type { ShippingDesk } from '../support/world/shipments.ts';

/** So many orders that nobody has delivered yet. */
function addOpenOrders({ world }: ShippingDesk, count: number): void {
  world.sqlite.exec(`INSERT INTO order_links
      (tenant_id, poleepo_order_id, state, sale_order_id, poleepo_updated_at, created_at, updated_at)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT tenant_id, 1000000 + i, 'confirmed', 500000 + i, 0, created_at, updated_at
    FROM n, (SELECT * FROM order_links LIMIT 1)`);
}

it('3000 orders that wait for their delivery cost three calls a look, and 45 once a day', async () => {
  const desk = await ruled({ version: 18 }, 871);
  addOpenOrders(desk, 2999);
  const calls = async () => {
    desk.world.passed.length = 0;
    await look(desk);
    return desk.calls('odoo');
  };
  const whole = await calls();
  expect([await calls(), await calls()]).toEqual([3, 3]);
  expect(whole).toBe(45);
  const day = 86_400_000;
  desk.world.sqlite.exec(`UPDATE cursors SET at = at - ${day} WHERE what = 'find-invoices-whole'`);
  expect([await calls(), await calls()]).toEqual([45, 3]);
  desk.deliver();
  // The order among the thousands that is delivered, line by line, and its invoice.
  expect(await calls()).toBeLessThanOrEqual(3 + 1 + 10);
  expect(invoicesIn(desk)).toMatchObject([{ state: 'posted' }]);
});

it('what an accountant has credited is not invoiced again by the rule', async () => {
  const desk = await ruled({ version: 18 }, 872, { partialDeliveries: true });
  const { db } = desk.world.odoo;
  desk.deliver();
  await look(desk);
  expect(movesIn(desk)).toHaveLength(1);
  const [sale] = db.read('sale.order', [desk.sale.saleId], ['name']);
  const invoice_origin = sale?.['name'] ?? '';
  const credit = { move_type: 'out_refund', company_id: 2, state: 'posted', invoice_origin };
  const move_id = db.create('account.move', credit);
  const lines = db.read('account.move.line', db.search('account.move.line', []), [
    'quantity',
    'sale_line_id',
  ]);
  for (const { quantity, sale_line_id } of lines) {
    const [sale_line = 0] = sale_line_id as number[];
    db.create('account.move.line', { move_id, quantity: -Number(quantity), sale_line_id: sale_line });
  }
  const { saleId } = desk.sale;
  db.write(
    'sale.order.line',
    desk.sale.lines.map(({ id }) => id),
    { sequence: 11 },
  );
  expect(db.read('sale.order', [saleId], ['invoice_status'])).toMatchObject([
    { invoice_status: 'to invoice' },
  ]);
  await look(desk);
  await look(desk);
  expect(movesIn(desk)).toHaveLength(2);
  expect(invoicesIn(desk)).toMatchObject([{ state: 'posted' }, { state: 'refused' }]);
  expect(JSON.parse(String(invoicesIn(desk)[1]?.['error']))).toMatchObject({ code: 'left-to-people' });
});
