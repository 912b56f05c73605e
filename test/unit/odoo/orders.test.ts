import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import { loadedAs, notLoaded, orderDraft, orderRow } from './support/drafts.ts';
import { clientOf } from './support/scripted-odoo.ts';

const confirmedRow = orderRow({ state: 'sale', user_id: [1, 'OdooBot'] });

describe.each(odooVersions)('a new order on Odoo %s', (version) => {
  it('is loaded, read, confirmed and dated in four calls', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    const upserted = await odoo.client.orders.upsert(orderDraft());
    expect(upserted).toEqual({
      outcome: 'confirmed',
      id: 81,
      name: 'S00081',
      total: decimal('275.7'),
      already: false,
      parties: { customer: 48, invoice: 48, delivery: 50 },
    });
    expect(odoo.called()).toEqual(['load', 'read', 'action_confirm', 'write']);
    const vals = { date_order: '2026-11-20 09:30:00', user_id: 1 };
    expect(odoo.heard[3]?.args).toEqual(version === 19 ? { ids: [81], vals } : [[81], vals]);
  });

  it('stays a quotation that is right where it is not to be confirmed, with its salesperson', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow()] },
      'sale.order.write': { result: true },
    });
    const upserted = await odoo.client.orders.upsert(orderDraft({ confirm: false }));
    expect(upserted).toMatchObject({ outcome: 'quotation', id: 81, name: 'S00081' });
    expect(odoo.called()).toEqual(['load', 'read', 'write']);
  });

  it('stays a quotation where the totals differ by a cent', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ amount_total: 275.71 })] },
    });
    const upserted = await odoo.client.orders.upsert(orderDraft());
    expect(upserted).toEqual({
      outcome: 'total-differs',
      id: 81,
      name: 'S00081',
      total: decimal('275.71'),
      expected: decimal('275.70'),
      parties: { customer: 48, invoice: 48, delivery: 50 },
    });
    expect(odoo.called()).toEqual(['load', 'read']);
  });
});

describe('the total', () => {
  const script = (total: number) => ({
    'sale.order.load': loadedAs(81),
    'sale.order.read': { result: [orderRow({ amount_total: total })] },
    'sale.order.action_confirm': { result: true },
    'sale.order.write': { result: true },
  });

  it('is equal in spite of the noise of floats', async () => {
    const { client } = clientOf(18, script(275.70000000000005));
    expect(await client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'confirmed' });
  });

  it.each([275.72, 275.68])(
    'of %d is confirmed with a difference of two cents that a person accepted',
    async (total) => {
      const { client } = clientOf(18, script(total));
      const draft = orderDraft({ acceptDifference: decimal('0.02') });
      expect(await client.orders.upsert(draft)).toMatchObject({
        outcome: 'confirmed',
        total: decimal(String(total)),
      });
    },
  );

  it('is not confirmed with another difference than the accepted one', async () => {
    const { client } = clientOf(18, script(275.73));
    const draft = orderDraft({ acceptDifference: decimal('0.02') });
    expect(await client.orders.upsert(draft)).toMatchObject({ outcome: 'total-differs' });
  });
});

describe('an order that may exist', () => {
  const found = { 'ir.model.data.check_object_reference': { result: ['sale.order', 81] } };
  const draft = orderDraft({ mayExist: true });

  it('is loaded where Odoo does not know its key', async () => {
    const odoo = clientOf(17, {
      'ir.model.data.check_object_reference': { fault: 'builtins.ValueError' },
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(draft)).toMatchObject({ outcome: 'confirmed', already: false });
    expect(odoo.heard[0]?.args).toEqual(['ponte', 'order_t1_918273']);
  });

  it('is completed by a load where it is a quotation', async () => {
    const odoo = clientOf(17, {
      ...found,
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow({ state: 'sent' })] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(draft)).toMatchObject({ outcome: 'confirmed', already: false });
    expect(odoo.called().slice(1)).toEqual(['read', 'load', 'read', 'action_confirm', 'write']);
  });

  it.each(['sale', 'done'])('is not written at all where it is %s and finished', async (state) => {
    const odoo = clientOf(16, { ...found, 'sale.order.read': { result: [{ ...confirmedRow, state }] } });
    expect(await odoo.client.orders.upsert(draft)).toMatchObject({ outcome: 'confirmed', already: true });
    expect(odoo.called().slice(1)).toEqual(['read']);
  });

  it('keeps the total and the salesperson that a person gave it', async () => {
    const changed = { ...confirmedRow, amount_total: 300, user_id: [9, 'Anna'] };
    const odoo = clientOf(18, { ...found, 'sale.order.read': { result: [changed] } });
    expect(await odoo.client.orders.upsert(draft)).toMatchObject({ already: true, total: decimal(300) });
    expect(odoo.called().slice(1)).toEqual(['read']);
  });

  it.each([
    ['its date is that of the confirmation', { date_order: '2026-11-22 15:53:40' }],
    ['its salesperson is whoever loaded it', { user_id: [7, 'Ponte'] }],
    ['it has no salesperson', { user_id: false }],
  ])('gets date and salesperson where it is confirmed and %s', async (_, left) => {
    const odoo = clientOf(18, {
      ...found,
      'sale.order.read': { result: [{ ...confirmedRow, ...left }] },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(draft)).toMatchObject({ outcome: 'confirmed', already: true });
    expect(odoo.called().slice(1)).toEqual(['read', 'write']);
  });

  it('is not written again where the salesperson wanted is the very user of the connection', async () => {
    const odoo = clientOf(18, {
      ...found,
      'sale.order.read': { result: [{ ...confirmedRow, user_id: [7, 'Ponte'] }] },
    });
    await odoo.client.orders.upsert({ ...draft, userId: 7 });
    expect(odoo.called().slice(1)).toEqual(['read']);
  });

  it('is reported and left alone where somebody cancelled it', async () => {
    const odoo = clientOf(19, { ...found, 'sale.order.read': { result: [orderRow({ state: 'cancel' })] } });
    expect(await odoo.client.orders.upsert(draft)).toEqual({ outcome: 'cancelled', id: 81, name: 'S00081' });
    expect(odoo.called().slice(1)).toEqual(['read']);
  });

  it('is a missing right where the user may read no orders at all', async () => {
    const { client, heard } = clientOf(18, {
      'ir.model.data.check_object_reference': { fault: 'odoo.exceptions.AccessError' },
    });
    await expect(client.orders.upsert(draft)).rejects.toMatchObject({ code: 'forbidden' });
    expect(heard).toHaveLength(1);
  });

  it('is a missing right where it exists but hides', async () => {
    const { client } = clientOf(18, {
      'ir.model.data.check_object_reference': { result: ['sale.order', false] },
    });
    await expect(client.orders.upsert(draft)).rejects.toMatchObject({ code: 'forbidden', advice: 'give-up' });
  });
});

describe('reading by key', () => {
  it('answers what is known of the order', async () => {
    const { client } = clientOf(16, {
      'ir.model.data.check_object_reference': { result: ['sale.order', 81] },
      'sale.order.read': { result: [orderRow()] },
    });
    const totals = { total: decimal('275.7'), untaxed: decimal('225.98') };
    expect(await client.orders.byKey('order_t1_918273')).toEqual({
      id: 81,
      name: 'S00081',
      state: 'draft',
      currency: 'EUR',
      ...totals,
    });
  });

  it.each(odooVersions)('answers null on Odoo %s where no order has it', async (version) => {
    const { client } = clientOf(version, {
      'ir.model.data.check_object_reference': { fault: 'builtins.ValueError' },
    });
    expect(await client.orders.byKey('order_t1_1')).toBeNull();
  });

  it('finds what is archived too', async () => {
    const odoo = clientOf(18, {
      'ir.model.data.check_object_reference': { result: ['sale.order', 81] },
      'sale.order.read': { result: [orderRow()] },
    });
    await odoo.client.orders.byKey('order_t1_918273');
    expect(odoo.nth(0).context).toMatchObject({ active_test: false });
  });

  it('answers null where the order was deleted meanwhile', async () => {
    const { client } = clientOf(18, {
      'ir.model.data.check_object_reference': { result: ['sale.order', 81] },
      'sale.order.read': { result: [] },
    });
    expect(await client.orders.byKey('order_t1_1')).toBeNull();
  });
});

describe('values that Odoo refuses', () => {
  it('end the upsert with its words, without another attempt, where it names the field', async () => {
    const odoo = clientOf(18, {
      'sale.order.load': notLoaded("No matching record found for database id '46'", 'order_line'),
      'ir.model.data.check_object_reference': { fault: 'builtins.ValueError' },
    });
    await expect(odoo.client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'refused',
      advice: 'give-up',
      mayHaveHappened: false,
      message: "sale.order.load: No matching record found for database id '46'",
    });
    expect(odoo.called()).toEqual(['load', 'ir.model.data.check_object_reference']);
  });

  it('do not matter where the order was confirmed meanwhile and is locked', async () => {
    const { client } = clientOf(18, {
      'sale.order.load': notLoaded('It is forbidden to modify the following fields in a locked order'),
      'ir.model.data.check_object_reference': { result: ['sale.order', 81] },
      'sale.order.read': { result: [confirmedRow] },
    });
    expect(await client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'confirmed', already: true });
  });

  it('are told apart from a delivery module that is not installed', async () => {
    const odoo = clientOf(17, {
      'sale.order.load': [
        { fault: 'builtins.ValueError', message: "Invalid field name 'is_delivery'" },
        loadedAs(81),
      ],
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'confirmed' });
    const columns = odoo.heard.slice(0, 2).map(({ args }) => JSON.stringify(args).includes('is_delivery'));
    expect(columns).toEqual([true, false]);
  });
});
