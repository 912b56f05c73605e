import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';

describe.each(versions)('news of a confirmed order on Odoo %i', (version) => {
  it('of its status alone is shown, and costs Odoo no call', async () => {
    const one = await OneSale.open(version);
    await one.change({ status: 'IN_PROCESS' });
    expect(one.calls).toEqual([]);
    expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'unchanged' } });
    expect(one.link).toMatchObject({ status: 'IN_PROCESS', state: 'confirmed' });
    expect(one.timeline).toEqual(['created', 'status']);
  });

  it('of another quantity changes the line and the total, and nothing else', async () => {
    const one = await OneSale.open(version);
    const before = one.lines;
    await one.change({ rows: one.rowsWith(7) });
    expect(one.lines.map((line) => line.id)).toEqual(before.map((line) => line.id));
    expect(one.lines[0]?.quantity).toBe(7);
    expect(one.lines.slice(1)).toEqual(before.slice(1));
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'updated' } });
    expect(one.link).toMatchObject({ odoo_total: one.order.total_price.toFixed(2), state: 'confirmed' });
    expect(one.activities).toEqual([]);
    expect(one.timeline).toEqual(['created', 'changed']);
  });

  it('of another address reaches the contact that stands, where the one we remember is gone', async () => {
    const one = await OneSale.open(version);
    for (const [at, origin] of ['made', 'matched'].entries()) {
      one.world.sqlite.exec(`UPDATE customer_links SET partner_id = 999999, origin = '${origin}'`);
      const address = `Via Nuova ${at + 1}`;
      const partner = one.sale['partner_id'];
      await one.change({ delivery_address: { address } });
      expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'updated' } });
      expect(one.activities).toEqual([]);
      expect(one.sale['partner_id']).toEqual(partner);
      const [shipping] = one.sale['partner_shipping_id'] as [number];
      const found = one.world.odoo.db.read('res.partner', [shipping], ['street']);
      expect(found).toEqual([{ id: shipping, street: address }]);
    }
  });

  it('of a row more and a row less adds a line and leaves the other with nothing of it', async () => {
    const one = await OneSale.open(version, { seed: 72 });
    const [first, ...rest] = one.order.rows;
    if (first === undefined) throw new Error('an order has rows');
    const { id: _id, ...added } = { ...first, quantity: 1 };
    await one.change({ rows: [...rest, added] });
    expect(one.sale).toMatchObject({ state: 'sale', amount_total: one.order.total_price });
    const quantities = one.lines.map((line) => line.quantity);
    expect(quantities.filter((quantity) => quantity === 0)).toHaveLength(1);
    await one.change({ rows: one.order.rows.map((row) => ({ ...row, quantity: 2 })) });
    expect(one.sale).toMatchObject({ amount_total: one.order.total_price });
    expect(one.activities).toEqual([]);
  });

  it('of another delivery address sends it there, the transfer too', async () => {
    const one = await OneSale.open(version);
    const before = one.sale['partner_shipping_id'];
    await one.change({ delivery_address: { address: 'Via Nuova 12', city: 'Torino', postcode: '10121' } });
    const [shipping] = one.sale['partner_shipping_id'] as [number];
    expect(one.sale['partner_shipping_id']).not.toEqual(before);
    const [contact] = one.world.odoo.db.read('res.partner', [shipping], ['street', 'city', 'type']);
    expect(contact).toMatchObject({ street: 'Via Nuova 12', city: 'Torino', type: 'delivery' });
    const pickings = one.world.odoo.db.read('stock.picking', one.sale['picking_ids'] as number[], [
      'partner_id',
    ]);
    expect(pickings.map((picking) => (picking['partner_id'] as [number])[0])).toEqual([shipping]);
    expect(one.activities).toEqual([]);
  });

  it('of its notes writes the notes alone', async () => {
    const one = await OneSale.open(version);
    await one.change({ notes: 'Citofono Prova' });
    expect(one.sale['note']).toContain('Citofono Prova');
    expect(one.calls.filter((name) => name.endsWith('.load'))).toEqual(['sale.order.load']);
    expect(one.job.outcome).toMatchObject({ kind: 'updated', changes: 'notes' });
  });

  it('that comes back to what was ends as it was', async () => {
    const one = await OneSale.open(version);
    const [first] = one.order.rows;
    const before = { lines: one.lines, total: one.sale['amount_total'] };
    await one.change({ rows: one.rowsWith(9) });
    await one.change({ rows: one.rowsWith(first?.quantity ?? 1) });
    expect({ lines: one.lines, total: one.sale['amount_total'] }).toEqual(before);
    expect(one.timeline).toEqual(['created', 'changed', 'changed']);
  });

  it('that was told before is not told again, and an older state never overwrites a newer', async () => {
    const one = await OneSale.open(version);
    const old = structuredClone(one.order);
    await one.change({ rows: one.rowsWith(5) });
    const newer = { link: one.link, lines: one.lines };
    Object.assign(one.order, old);
    one.world.passed.length = 0;
    await one.world.poleepo.control.notify({ orderId: one.orderId });
    await one.world.settle(hour);
    expect(one.calls).toEqual([]);
    expect({ link: one.link, lines: one.lines }).toEqual(newer);
    expect(one.job.state).toBe('completed');
  });
});
