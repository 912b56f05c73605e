import { describe, expect, it } from 'vitest';
import { OneSale, versions } from '../support/world/one-sale.ts';

/** What stands in the way of changing an order by itself, as people in Odoo cause it. */
const obstacles: [string, (one: OneSale) => void, RegExp][] = [
  ['whose goods have left', (one) => one.deliver(), /La merce è già partita/],
  ['that the warehouse has begun to pick', (one) => one.pick(), /iniziato il prelievo/],
  ['whose invoice is posted', (one) => one.invoice(), /fattura è già confermata/],
  ['that is locked', (one) => one.lock(), /bloccato/],
  [
    'whose line a person edited',
    (one) => one.world.odoo.db.write('sale.order.line', [one.lines[0]?.id ?? 0], { product_uom_qty: 33 }),
    /modificato in Odoo/,
  ],
  [
    'that a person added a line to',
    (one) => {
      const [product = 0] = one.world.odoo.db.search('product.product', [
        ['default_code', '=', 'Delivery_007'],
      ]);
      one.world.odoo.db.create('sale.order.line', {
        order_id: one.saleId,
        product_id: product,
        price_unit: 3,
      });
    },
    /modificato in Odoo/,
  ],
];

describe.each(versions)('on Odoo %i, a change of an order', (version) => {
  it.each(obstacles)('%s is told on it in a to-do, once, and written nowhere', async (_what, cause, why) => {
    const one = await OneSale.open(version);
    cause(one);
    const before = { lines: one.lines, sale: one.sale };
    const [first] = one.order.rows;
    await one.change({ rows: one.rowsWith(7) });
    expect({ lines: one.lines, sale: one.sale }).toEqual(before);
    const [activity] = one.activities;
    expect(one.activities).toHaveLength(1);
    expect(activity?.summary).toBe('Poleepo: ordine modificato');
    expect(activity?.note).toMatch(why);
    expect(activity?.note).toContain(`Quantità di «${first?.sku}»: ${first?.quantity} → 7`);
    expect(one.job).toMatchObject({ state: 'completed', outcome: { kind: 'updated' } });
    expect(one.link).toMatchObject({ state: 'confirmed', held: null });
    expect(one.timeline).toEqual(['created', 'told']);
    one.world.passed.length = 0;
    await one.change({ status: 'IN_PROCESS' });
    expect(one.calls).toEqual([]);
    expect(one.activities).toHaveLength(1);
  });

  it('that a person edited keeps its notes while only the address is new', async () => {
    const one = await OneSale.open(version);
    one.world.odoo.db.write('sale.order', [one.saleId], { note: '<p>Chiamare prima</p>' });
    await one.change({ delivery_address: { address: 'Via Nuova 12' } });
    expect(one.sale['note']).toBe('<p>Chiamare prima</p>');
    expect(one.activities).toEqual([]);
    await one.change({ notes: 'Suonare due volte' });
    expect(one.sale['note']).toBe('<p>Chiamare prima</p>');
    expect(one.activities[0]?.note).toContain('Note: – → Suonare due volte');
  });

  it('is told again when it is another one, with the difference to what was told', async () => {
    const one = await OneSale.open(version);
    one.deliver();
    await one.change({ rows: one.rowsWith(7) });
    await one.change({ rows: one.rowsWith(8) });
    expect(one.activities).toHaveLength(2);
    expect(one.activities.map(({ note }) => note).join(' ')).toContain(': 7 → 8');
  });
});

describe('a to-do', () => {
  it('is for the salesperson, else for whom the settings name, else for the leader of the team, else for us', async () => {
    const one = await OneSale.open(18);
    const { db } = one.world.odoo;
    const [me = 0] = db.search('res.users', [['login', '=', 'ponte@example.com']]);
    const [team = 0] = db.search('crm.team');
    const [admin = 0] = db.search('res.users', [['id', 'not in', [1, me]]]);
    one.deliver();
    await one.change({ rows: one.rowsWith(7) });
    expect(one.activities.map(({ user }) => user)).toEqual([me]);
    db.write('crm.team', [team], { user_id: admin });
    await one.change({ rows: one.rowsWith(8) });
    expect(new Set(one.activities.map(({ user }) => user))).toEqual(new Set([me, admin]));
    db.write('crm.team', [team], { user_id: false });
    db.write('sale.order', [one.saleId], { user_id: admin });
    await one.change({ rows: one.rowsWith(9) });
    expect(one.activities.filter(({ user }) => user === admin)).toHaveLength(2);
  });
});
