import { describe, expect, it } from 'vitest';
import { invoicesIn, look, movesIn, ruled } from '../support/world/invoice-rule.ts';

const posted = { state: 'posted' };

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('an order is invoiced by the rule once it is delivered, and once only', async () => {
    const desk = await ruled({ version }, 841);
    await look(desk);
    expect(invoicesIn(desk)).toEqual([]);
    desk.deliver();
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ ...posted, requested_by: null }]);
    await look(desk);
    expect(movesIn(desk)).toMatchObject([posted]);
  });

  it('of two deliveries each has its own invoice where parts are invoiced, and nothing is invoiced twice', async () => {
    const settings = { partialDeliveries: true };
    const desk = await ruled({ version, kind: 'several-rates' }, 842, settings);
    const { db } = desk.world.odoo;
    db.write('product.template', db.search('product.template', []), { invoice_policy: 'delivery' });
    desk.deliver({ quantities: [0] });
    await look(desk);
    expect(movesIn(desk)).toMatchObject([posted]);
    await look(desk);
    expect(movesIn(desk)).toMatchObject([posted]);
    desk.deliver();
    await look(desk);
    await look(desk);
    expect(movesIn(desk)).toMatchObject([posted, posted]);
    expect(invoicesIn(desk)).toMatchObject([posted, posted]);
  });

  it('a draft that people post goes on by itself', async () => {
    const desk = await ruled({ version }, 843, { post: false });
    desk.deliver();
    await look(desk);
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ state: 'drafted' }]);
    const { db } = desk.world.odoo;
    db.write('account.move', db.search('account.move', []), { state: 'posted', name: 'INV/1' });
    await look(desk);
    expect(invoicesIn(desk)).toMatchObject([{ ...posted, number: 'INV/1' }]);
  });
});
