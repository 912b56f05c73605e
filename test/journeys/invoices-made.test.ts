import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';

const invoicesOf = ({ world }: ShippingDesk) => world.rows('SELECT * FROM invoices ORDER BY id');
const movesOf = ({ world: { odoo } }: ShippingDesk) =>
  odoo.db.read('account.move', odoo.db.search('account.move', []), ['state', 'name']);

async function delivered(version: OdooVersion, seed: number): Promise<ShippingDesk> {
  const desk = await ShippingDesk.open(version, seed);
  desk.deliver({});
  desk.world.passed.length = 0;
  return desk;
}

const ask = (desk: ShippingDesk) => desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });

async function askUntilHeard(desk: ShippingDesk): Promise<void> {
  for (let presses = 0; presses < 5; presses += 1)
    if ((await ask(desk).catch(() => null))?.status === 202) return;
  throw new Error('nobody was heard');
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a delivered order is invoiced and posted once, however often it is asked', async () => {
    const desk = await delivered(version, 811);
    expect((await ask(desk)).status).toBe(202);
    await desk.settle();
    const again = await desk.api.post('/v1/invoices', { orderId: desk.sale.orderId });
    await desk.settle();
    const [move] = movesOf(desk);
    expect(movesOf(desk)).toMatchObject([{ state: 'posted' }]);
    expect(again.json).toMatchObject({ state: 'offered', number: move?.['name'], error: null });
    expect(invoicesOf(desk)).toMatchObject([{ state: 'offered', move_id: move?.['id'] }]);
  });

  it('an order that is not delivered is refused, and invoiced when it is tried again afterwards', async () => {
    const desk = await ShippingDesk.open(version, 812);
    const { json } = await ask(desk);
    await desk.settle();
    const path = `/v1/invoices/${String(json['id'])}`;
    expect((await desk.api.get(path)).json).toMatchObject({
      state: 'refused',
      error: { code: 'not-delivered' },
    });
    expect(movesOf(desk)).toEqual([]);
    desk.deliver({});
    expect((await desk.api.post(`${path}/retry`)).status).toBe(202);
    await desk.settle();
    expect((await desk.api.get(path)).json).toMatchObject({ state: 'offered', error: null });
    expect(movesOf(desk)).toMatchObject([{ state: 'posted' }]);
  });
});

describe('an invoice', () => {
  it.each(['kill-after', 'drop-after', 'drop-before', 'hang-after'] as const)(
    'is made once though any one step is struck by %s',
    async (strike: Strike) => {
      for (let nth = 0; nth < 24; nth += 1) {
        const desk = await delivered(18, 813);
        await desk.api.put('/v1/settings/invoices', { offer: false });
        let seen = 0;
        desk.world.plan = ({ what }) => {
          if (strike !== 'kill-after' && what !== 'odoo') return null;
          return seen++ === nth ? strike : null;
        };
        await askUntilHeard(desk);
        await desk.settle();
        const [row] = invoicesOf(desk);
        const moves = movesOf(desk).map(({ state }) => state);
        expect({ nth, state: row?.['state'], moves }).toEqual({ nth, state: 'posted', moves: ['posted'] });
        if (seen <= nth) break;
      }
    },
  );

  it('is not asked for again before Odoo must have given the first request up, whatever fails meanwhile', async () => {
    const desk = await delivered(18, 815);
    const { world } = desk;
    const asked: number[] = [];
    let reads = 0;
    world.plan = ({ what, name }) => {
      if (what !== 'odoo') return null;
      if (name.endsWith('create_invoices')) return asked.push(world.time.now()) === 1 ? 'drop-before' : null;
      // Of the next run the first read fails for certain.
      return asked.length === 1 && name.startsWith('sale.order.line') && reads++ === 0 ? 'fail-before' : null;
    };
    await askUntilHeard(desk);
    await world.time.run(() => reads > 0, 10 * 60_000);
    // Somebody presses again, so that no back-off does the waiting.
    await ask(desk);
    await desk.settle();
    expect(reads).toBeGreaterThan(0);
    expect(asked).toHaveLength(2);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(150_000);
    expect(movesOf(desk)).toMatchObject([{ state: 'posted' }]);
  });

  it('of an order that nobody knows is refused', async () => {
    const desk = await delivered(18, 814);
    expect(refused(await desk.api.post('/v1/invoices', { saleOrderId: 999_999 }))).toBe('404 not-found');
  });
});
