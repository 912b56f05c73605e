import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { loadedAs, notLoaded, orderDraft, orderRow, serialization } from './support/drafts.ts';
import type { Reply } from './support/scripted-odoo.ts';
import { clientOf } from './support/scripted-odoo.ts';

const lookup = 'ir.model.data.check_object_reference';
const unknownKey: Reply = { fault: 'builtins.ValueError' };
const finished = orderRow({ state: 'sale', user_id: [1, 'OdooBot'] });

describe('a load beside another of the same order', () => {
  it('takes the order that the other made, if its total is right', async () => {
    const odoo = clientOf(18, {
      'sale.order.load': [notLoaded(serialization)],
      [lookup]: { result: ['sale.order', 81] },
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({
      outcome: 'confirmed',
      already: false,
    });
    expect(odoo.called()).toEqual(['load', lookup, 'read', 'action_confirm', 'write']);
    expect(odoo.clock.pauses).toEqual([]);
  });

  it('loads again over a quotation of another total', async () => {
    const odoo = clientOf(18, {
      'sale.order.load': [notLoaded(serialization), loadedAs(81)],
      [lookup]: { result: ['sale.order', 81] },
      'sale.order.read': [{ result: [orderRow({ amount_total: 10 })] }, { result: [orderRow()] }],
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'confirmed' });
    expect(odoo.clock.pauses).toEqual([100]);
  });

  it('finds the order confirmed by the other', async () => {
    const odoo = clientOf(16, {
      'sale.order.load': notLoaded(serialization),
      [lookup]: { result: ['sale.order', 81] },
      'sale.order.read': { result: [finished] },
    });
    expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({
      outcome: 'confirmed',
      already: true,
    });
  });

  it('gives up for now after four attempts with growing pauses', async () => {
    const odoo = clientOf(18, { 'sale.order.load': notLoaded(serialization), [lookup]: unknownKey });
    await expect(odoo.client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'conflict',
      advice: 'retry',
    });
    expect(odoo.clock.pauses).toEqual([100, 300, 900]);
    expect(odoo.called().filter((endpoint) => endpoint === 'load')).toHaveLength(4);
  });

  it('is tried twice where Odoo names neither field nor conflict', async () => {
    const odoo = clientOf(18, {
      'sale.order.load': notLoaded('Something of a module'),
      [lookup]: unknownKey,
    });
    await expect(odoo.client.orders.upsert(orderDraft())).rejects.toMatchObject({ code: 'refused' });
    expect(odoo.clock.pauses).toEqual([100]);
  });

  it('is a conflict where the order is deleted before it is read', async () => {
    const { client } = clientOf(18, { 'sale.order.load': loadedAs(81), 'sale.order.read': { result: [] } });
    await expect(client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'conflict',
      advice: 'retry',
    });
  });
});

describe.each(odooVersions)('confirming beside another on Odoo %s', (version) => {
  const script = (after: object, refusal: Reply) => ({
    'sale.order.load': loadedAs(81),
    'sale.order.read': [{ result: [orderRow()] }, { result: [after] }],
    'sale.order.action_confirm': refusal,
    'sale.order.write': { result: true },
  });

  it.each(['odoo.exceptions.UserError', 'odoo.exceptions.ValidationError'])(
    'is done where %s came and the order is sold',
    async (fault) => {
      const odoo = clientOf(version, script(finished, { fault }));
      expect(await odoo.client.orders.upsert(orderDraft())).toMatchObject({
        outcome: 'confirmed',
        already: true,
      });
      expect(odoo.called()).toEqual(['load', 'read', 'action_confirm', 'read']);
    },
  );

  it('writes date and salesperson where the other has not yet', async () => {
    const odoo = clientOf(
      version,
      script({ ...finished, user_id: [7, 'Ponte'] }, { fault: 'odoo.exceptions.UserError' }),
    );
    await odoo.client.orders.upsert(orderDraft());
    expect(odoo.called().at(-1)).toBe('write');
  });

  it('is reported where a person cancelled meanwhile', async () => {
    const { client } = clientOf(
      version,
      script(orderRow({ state: 'cancel' }), { fault: 'odoo.exceptions.UserError' }),
    );
    expect(await client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'cancelled' });
  });

  it("fails with Odoo's words where the order is still a quotation", async () => {
    const { client } = clientOf(
      version,
      script(orderRow(), { fault: 'odoo.exceptions.UserError', message: 'Credit limit' }),
    );
    await expect(client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'refused',
      message: 'sale.order.action_confirm: Credit limit',
    });
  });
});

describe('confirming', () => {
  const script = (confirm: Reply, after: object = orderRow()) => ({
    'sale.order.load': loadedAs(81),
    'sale.order.read': [{ result: [orderRow()] }, { result: [after] }],
    'sale.order.action_confirm': confirm,
    'sale.order.write': { result: true },
  });

  it('is refused where a module opens a dialogue instead', async () => {
    const { client } = clientOf(18, script({ result: { type: 'ir.actions.act_window' } }));
    await expect(client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'refused',
      advice: 'give-up',
    });
  });

  it('succeeded where a module answers otherwise but the order is sold', async () => {
    const { client } = clientOf(18, script({ result: null }, { ...finished, user_id: [7, 'Ponte'] }));
    expect(await client.orders.upsert(orderDraft())).toMatchObject({ outcome: 'confirmed' });
  });

  it('may have happened where the answer was lost, and is not repeated', async () => {
    const odoo = clientOf(18, script({ lost: true }));
    await expect(odoo.client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
    expect(odoo.called()).toEqual(['load', 'read', 'action_confirm']);
  });

  it('is refused with what to set up where the company has no warehouse', async () => {
    const { client } = clientOf(19, script({ fault: 'odoo.exceptions.RedirectWarning', status: 422 }));
    const hint = { en: expect.stringContaining('warehouse') as string };
    await expect(client.orders.upsert(orderDraft())).rejects.toMatchObject({ code: 'refused', hint });
  });
});
