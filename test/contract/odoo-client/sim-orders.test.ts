import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import type { World } from './support/simulated.ts';
import { customerOf, shirtDraft, world } from './support/simulated.ts';

const upsertCalls = ['sale.order.load', 'sale.order.read', 'sale.order.action_confirm', 'sale.order.write'];
const link = z.tuple([z.number(), z.string()]);
const storedOrder = z.object({
  id: z.number(),
  state: z.string(),
  amount_total: z.number(),
  date_order: z.string(),
  user_id: link,
  company_id: link,
  order_line: z.array(z.number()),
  partner_shipping_id: link,
});
const lookup = 'ir.model.data.check_object_reference';

describe.each(odooVersions)('an order in a simulated Odoo %s', (version) => {
  let odoo: World;

  beforeEach(async () => {
    odoo = await world(version);
  });

  async function stored(): Promise<z.infer<typeof storedOrder>[]> {
    const rows = await odoo.admin('sale.order.search_read', [[['client_order_ref', '=', '402-1234567']]], {
      fields: Object.keys(storedOrder.shape),
      context: { allowed_company_ids: [1, 2] },
    });
    return z.array(storedOrder).parse(rows);
  }

  async function onlyOrder(): Promise<z.infer<typeof storedOrder>> {
    return z.tuple([storedOrder]).parse(await stored())[0];
  }

  it('of a new customer takes four calls and ends confirmed, to the cent', async () => {
    const draft = await shirtDraft(odoo);
    odoo.calls();
    const upserted = await odoo.client.orders.upsert(draft);
    expect(upserted).toMatchObject({ outcome: 'confirmed', total: decimal('117.01'), already: false });
    expect(odoo.calls()).toEqual(upsertCalls);
    const order = await onlyOrder();
    expect(order).toMatchObject({ state: 'sale', amount_total: 117.01, date_order: '2026-11-20 09:30:00' });
    expect(order.user_id).toEqual([1, 'OdooBot']);
    expect(order.company_id[0]).toBe(2);
    expect(order.order_line).toHaveLength(3);
    expect(order.partner_shipping_id[1]).toContain('Giulia c/o Bar');
  });

  it('keeps its lines in their order, with prices, discounts and the mark of shipping', async () => {
    await odoo.client.orders.upsert(await shirtDraft(odoo));
    const order = await onlyOrder();
    const fields = [
      'name',
      'product_uom_qty',
      'price_unit',
      'discount',
      'is_delivery',
      'sequence',
      'price_total',
    ];
    const lines = await odoo.admin('sale.order.line.search_read', [[['order_id', '=', order.id]]], {
      fields,
      order: 'sequence, id',
      context: { allowed_company_ids: [1, 2] },
    });
    expect(lines).toMatchObject([
      {
        name: 'Maglietta',
        product_uom_qty: 2,
        price_unit: 33,
        discount: 0,
        is_delivery: false,
        price_total: 66,
      },
      {
        name: 'Polo',
        product_uom_qty: 1,
        price_unit: 49.9,
        discount: 10,
        is_delivery: false,
        price_total: 44.91,
      },
      { name: 'Spedizione', product_uom_qty: 1, price_unit: 6.1, is_delivery: true, price_total: 6.1 },
    ]);
  });

  it('is the same order however often it is imported', async () => {
    const draft = await shirtDraft(odoo);
    const first = await odoo.client.orders.upsert(draft);
    odoo.calls();
    const second = await odoo.client.orders.upsert({ ...draft, mayExist: true });
    expect(odoo.calls()).toEqual([lookup, 'sale.order.read']);
    expect(second).toMatchObject({ outcome: 'confirmed', id: first.id, already: true });
    const blind = await odoo.client.orders.upsert(draft);
    expect(blind).toMatchObject({ outcome: 'confirmed', id: first.id, already: true });
    const order = await onlyOrder();
    expect(order.order_line).toHaveLength(3);
  });

  it('is one order with its lines where six clients import it at once', async () => {
    const draft = await shirtDraft(odoo);
    const clients = await Promise.all(Array.from({ length: 6 }, () => odoo.another()));
    const outcomes = await Promise.all(clients.map((client) => client.orders.upsert(draft)));
    const ids = new Set(outcomes.map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(odoo.observed.some(({ response }) => response?.includes('could not serialize'))).toBe(true);
    expect(outcomes.every(({ outcome }) => outcome === 'confirmed')).toBe(true);
    const order = await onlyOrder();
    expect(order).toMatchObject({
      state: 'sale',
      date_order: '2026-11-20 09:30:00',
      user_id: [1, 'OdooBot'],
    });
    expect(order.order_line).toHaveLength(3);
    const pickings = await odoo.admin('stock.picking.search_count', [[['sale_id', '=', order.id]]], {
      context: { allowed_company_ids: [1, 2] },
    });
    expect(pickings).toBe(1);
  });

  it('stays a quotation where the totals differ, until a person accepts it', async () => {
    const draft = await shirtDraft(odoo, { expectedTotal: decimal('117.02') });
    const held = await odoo.client.orders.upsert(draft);
    expect(held).toMatchObject({
      outcome: 'total-differs',
      total: decimal('117.01'),
      expected: decimal('117.02'),
    });
    expect(await stored()).toMatchObject([{ state: 'draft' }]);
    const accepted = { ...draft, mayExist: true, acceptDifference: decimal('0.01') };
    expect(await odoo.client.orders.upsert(accepted)).toMatchObject({
      outcome: 'confirmed',
      id: held.id,
      already: false,
    });
    expect(await stored()).toMatchObject([{ state: 'sale' }]);
  });

  it('keeps what a person changed after it was confirmed', async () => {
    const draft = await shirtDraft(odoo);
    await odoo.client.orders.upsert(draft);
    const order = await onlyOrder();
    const [line] = order.order_line;
    const context = { allowed_company_ids: [2] };
    await odoo.admin('sale.order.line.write', [[line], { product_uom_qty: 5 }], { context });
    const again = await odoo.client.orders.upsert({ ...draft, mayExist: true });
    expect(again).toMatchObject({ outcome: 'confirmed', already: true, total: decimal('216.01') });
    expect(await stored()).toMatchObject([{ amount_total: 216.01 }]);
  });

  it('is finished where an import stopped between confirming and its last write', async () => {
    const draft = await shirtDraft(odoo);
    const stopping = await odoo.another({
      fetch: async (request) => {
        if (/"write"|order\/write/.test(`${request.url} ${await request.clone().text()}`))
          throw new TypeError('lost');
        return odoo.sim.fetch(request);
      },
    });
    await expect(stopping.orders.upsert(draft)).rejects.toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
    expect(await stored()).toMatchObject([{ state: 'sale' }]);
    const finished = await odoo.client.orders.upsert({ ...draft, mayExist: true });
    expect(finished).toMatchObject({ outcome: 'confirmed', already: true });
    expect(await stored()).toMatchObject([{ date_order: '2026-11-20 09:30:00', user_id: [1, 'OdooBot'] }]);
  });

  it('is left alone where somebody cancelled it', async () => {
    const draft = await shirtDraft(odoo);
    const { id } = await odoo.client.orders.upsert(draft);
    const context = { allowed_company_ids: [2], disable_cancel_warning: true };
    await odoo.admin('sale.order.action_cancel', [[id]], { context });
    expect(await odoo.client.orders.upsert({ ...draft, mayExist: true })).toMatchObject({
      outcome: 'cancelled',
      id,
    });
    expect(await stored()).toMatchObject([{ state: 'cancel' }]);
  });

  it('is found by its key, and no other is', async () => {
    const draft = await shirtDraft(odoo);
    expect(await odoo.client.orders.byKey(draft.key)).toBeNull();
    const { id } = await odoo.client.orders.upsert(draft);
    expect(await odoo.client.orders.byKey(draft.key)).toMatchObject({
      id,
      state: 'sale',
      total: decimal('117.01'),
    });
  });

  it('is refused with the words of Odoo where its product is gone', async () => {
    const draft = await shirtDraft(odoo);
    const [first, ...rest] = draft.lines;
    const lines = [{ ...first, productId: 999_999 }, ...rest] as typeof draft.lines;
    await expect(odoo.client.orders.upsert({ ...draft, lines })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('999999') as string,
    });
    expect(await stored()).toEqual([]);
  });
});

describe.each(odooVersions)('a customer in a simulated Odoo %s', (version) => {
  it('is one with its address where six clients write it at once, and again', async () => {
    const odoo = await world(version);
    const clients = await Promise.all(Array.from({ length: 6 }, () => odoo.another()));
    const upserted = await Promise.all(clients.map((client) => client.customers.upsert(customerOf('55'))));
    const again = await odoo.client.customers.upsert(customerOf('55'));
    expect(new Set([...upserted, again].map(({ id }) => id)).size).toBe(1);
    const children = await odoo.admin('res.partner.search_count', [[['parent_id', '=', again.id]]]);
    expect(children).toBe(1);
  });

  it('is kept without a VAT number that Odoo refuses', async () => {
    const odoo = await world(version);
    const countries = await odoo.client.countries.byIso();
    const italy = countries.get('IT');
    const company = {
      ...customerOf('56'),
      isCompany: true,
      countryId: italy?.id ?? 0,
      stateId: italy?.states.get('MI') ?? 0,
    };
    const refused = await odoo.client.customers.upsert({ ...company, vat: 'IT12345' });
    expect(refused.vatRefused).toBe(true);
    const fields = ['vat', 'comment', 'state_id'];
    const [row] = (await odoo.admin('res.partner.read', [[refused.id], fields])) as Record<string, unknown>[];
    expect(row).toMatchObject({ vat: false });
    expect(row?.['comment']).toContain('IT12345');
    const taken = await odoo.client.customers.upsert({ ...company, vat: 'IT00743110157' });
    expect(taken).toEqual({ id: refused.id, vatRefused: false, codesRefused: false });
  });
});
