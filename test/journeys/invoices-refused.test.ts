import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { refused, ShippingDesk } from '../support/world/shipments.ts';

const ask = (desk: ShippingDesk) => desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });
const moves = ({ world: { odoo } }: ShippingDesk) =>
  odoo.db.read('account.move', odoo.db.search('account.move', []), ['state', 'name']);
const rows = ({ world }: ShippingDesk) =>
  world.rows<Record<string, unknown>>('SELECT id, state, origin FROM invoices ORDER BY id');

async function open(version: OdooVersion, seed: number, settings: object = {}): Promise<ShippingDesk> {
  const desk = await ShippingDesk.open(version, seed, 'several-rates');
  await desk.api.put('/v1/settings/invoices', settings);
  return desk;
}

/** The order's newest invoice once the work is done. */
async function settled(desk: ShippingDesk) {
  await desk.settle();
  const { id } = rows(desk).at(-1) ?? {};
  const path = `/v1/invoices/${String(id)}`;
  const { json } = await desk.api.get(path);
  return { path, json, error: json['error'] as { code: string; message: string; said: string } | null };
}

/** Somebody in Odoo posts what is a draft there. */
function postInOdoo({ world: { odoo } }: ShippingDesk): void {
  const drafts = odoo.db.search('account.move', [['state', '=', 'draft']]);
  odoo.db.write('account.move', drafts, {
    state: 'posted',
    name: 'INV/2026/00077',
    invoice_date: '2026-11-22',
  });
}

describe('an invoice that Odoo 16 does not post without a tax number', () => {
  it('says what is missing, in Odoo’s words and ours, and is posted once that is mended: the same invoice', async () => {
    const desk = await open(16, 861);
    const { db } = desk.world.odoo;
    const partners = db.search('res.partner', []);
    for (const id of partners) db.write('res.partner', [id], { vat: false, l10n_it_codice_fiscale: false });
    desk.deliver({});
    await ask(desk);
    const { path, json, error } = await settled(desk);
    expect(json).toMatchObject({ state: 'refused' });
    expect(error?.message).toMatch(/partita IVA|codice fiscale/);
    expect(error?.said).toMatch(/\w+/);
    const before = moves(desk);
    expect(before).toMatchObject([{ state: 'draft' }]);
    for (const id of partners) db.write('res.partner', [id], { vat: 'IT12345670017' });
    expect((await desk.api.post(`${path}/retry`)).status).toBe(202);
    expect((await settled(desk)).json).toMatchObject({ state: 'offered', error: null });
    expect(moves(desk)).toMatchObject([{ id: before[0]?.['id'], state: 'posted' }]);
  });
});

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('what somebody has drafted is not posted by us, and goes to Poleepo once they have', async () => {
    const desk = await open(version, 862, { post: false });
    desk.deliver({});
    await ask(desk);
    await desk.settle();
    // What we have no row of is somebody else's.
    desk.world.sqlite.exec('DELETE FROM invoices');
    await desk.api.put('/v1/settings/invoices', { post: true });
    await ask(desk);
    const { path, json, error } = await settled(desk);
    expect(json).toMatchObject({ state: 'drafted', origin: 'odoo' });
    expect(error).toMatchObject({ code: 'waits-for-people' });
    expect(moves(desk)).toMatchObject([{ state: 'draft' }]);
    postInOdoo(desk);
    await desk.api.post(`${path}/retry`);
    expect((await settled(desk)).json).toMatchObject({ state: 'offered', number: 'INV/2026/00077' });
    expect(desk.world.poleepo.control.documents(desk.sale.orderId)).toMatchObject([
      { number: 'INV/2026/00077' },
    ]);
    expect(moves(desk)).toHaveLength(1);
  });

  it('a draft that people cancelled is told, and a retry makes another', async () => {
    const desk = await open(version, 863, { post: false });
    desk.deliver({});
    await ask(desk);
    await desk.settle();
    const { db } = desk.world.odoo;
    db.write('account.move', db.search('account.move', []), { state: 'cancel' });
    const lines = desk.sale.lines.map(({ id }) => id);
    db.write('sale.order.line', lines, { sequence: 11 });
    await ask(desk);
    const { path, json, error } = await settled(desk);
    expect({ state: json['state'], code: error?.code }).toEqual({
      state: 'refused',
      code: 'invoice-cancelled',
    });
    await desk.api.put('/v1/settings/invoices', { post: true });
    await desk.api.post(`${path}/retry`);
    expect((await settled(desk)).json).toMatchObject({ state: 'offered', origin: 'ponte' });
    expect(moves(desk)).toHaveLength(2);
    expect(desk.world.odoo.db.search('account.move', [['state', '=', 'posted']])).toHaveLength(1);
  });

  it('parts are invoiced one by one where the settings allow it, and else all at once at the end', async () => {
    for (const partialDeliveries of [true, false]) {
      const desk = await open(version, 864, { partialDeliveries });
      desk.deliver({ quantities: [0] });
      await ask(desk);
      const first = await settled(desk);
      expect(first.json['state']).toBe(partialDeliveries ? 'offered' : 'refused');
      expect(first.error?.code).toBe(partialDeliveries ? undefined : 'not-delivered');
      desk.deliver({});
      await ask(desk);
      expect((await settled(desk)).json).toMatchObject({ state: 'offered' });
      await ask(desk);
      await desk.settle();
      const count = moves(desk).length;
      expect(rows(desk).map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'offered'));
      expect(count).toBeLessThanOrEqual(partialDeliveries ? 2 : 1);
    }
  });

  it('a user without rights to invoices is told which group is missing', async () => {
    const desk = await open(version, 865);
    desk.deliver({});
    const match = { model: 'sale.advance.payment.inv', method: 'create' };
    const errorName = 'odoo.exceptions.AccessError';
    desk.world.odoo.control.setFaults([{ kind: 'odoo-error', errorName, match }]);
    await ask(desk);
    const { path, error } = await settled(desk);
    expect(error?.message).toMatch(/diritt|gruppo/i);
    expect(moves(desk)).toEqual([]);
    desk.world.odoo.control.setFaults([]);
    await desk.api.post(`${path}/retry`);
    expect((await settled(desk)).json).toMatchObject({ state: 'offered' });
    expect(moves(desk)).toHaveLength(1);
  });
});

describe('a wish for invoices', () => {
  it('that names no order, two, or too many says so', async () => {
    const desk = await open(18, 866);
    const items = Array.from({ length: 51 }, () => ({ saleOrderId: 1 }));
    for (const body of [{}, { orderId: 1, saleOrderId: 1 }, { items }, { items: [] }])
      expect(refused(await desk.api.post('/v1/invoices', body))).toMatch(/^4\d\d /);
    expect(rows(desk)).toEqual([]);
  });
});
