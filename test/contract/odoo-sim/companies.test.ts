import { describe, expect, test } from 'vitest';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, simOf, type SimClient } from './client.ts';

const american = { context: { allowed_company_ids: [1] } };
const italian = { context: { allowed_company_ids: [2] } };

const ownerOf = ({ sim }: SimClient, order: unknown) =>
  sim.db.records('sale.order').find((row) => row.id === order)?.['company_id'];

describe.each(recordedVersions)('companies in the simulated Odoo %i', (version) => {
  test('hide their orders from a context of another company', async () => {
    const admin = simOf({ version }, 'admin');
    const order = await admin.call('sale.order/create', [{ partner_id: customerOf(admin) }], italian);

    expect(await admin.call('sale.order/search', [[]], american)).toEqual([]);
    expect(await admin.call('sale.order/search', [[]], italian)).toEqual([order]);
    expect(await admin.refusal('sale.order/read', [[order ?? 0], ['name']], american)).toContain(
      'switching to the company: Demo Italia S.r.l.',
    );
  });

  test('that are not the user’s are refused', async () => {
    const client = simOf({ version });

    expect(await client.refusal('res.partner/search', [[]], american)).toBe(
      'odoo.exceptions.AccessError: Access to unauthorized or invalid companies.',
    );
  });

  test('are the user’s own when nothing is said', async () => {
    const admin = simOf({ version }, 'admin');
    const partner = customerOf(admin);

    const own = await admin.call('sale.order/create', [{ partner_id: partner }]);
    const asked = await admin.call('sale.order/create', [{ partner_id: partner }], italian);

    expect([ownerOf(admin, own), ownerOf(admin, asked)]).toEqual([1, 2]);
  });

  test('do not mix within an order', async () => {
    const admin = simOf({ version }, 'admin');
    const field = version >= 19 ? 'tax_ids' : 'tax_id';
    const tax = admin.one('account.tax', [['company_id', '=', 1]]);
    const product = admin.one('product.product', [['default_code', '=', 'TSHIRT-L']]);
    const line = { product_id: product, [field]: [[6, 0, [tax]]] };

    const refusal = await admin.refusal(
      'sale.order/create',
      [{ partner_id: customerOf(admin), company_id: 2, order_line: [[0, 0, line]] }],
      italian,
    );

    expect(refusal).toContain(
      version >= 19
        ? `odoo.exceptions.AccessError: Failed to write field sale.order.line.${field}`
        : 'odoo.exceptions.UserError: Incompatible companies on records',
    );
    expect(admin.sim.db.count('sale.order')).toBe(0);
  });

  test('show only their own taxes of a product', async () => {
    const admin = simOf({ version }, 'admin');
    const tax = admin.one('account.tax', [['name', '=', '22% inclusa']]);
    const product = admin.sim.db.create('product.product', { name: 'Tazza', taxes_id: [[6, 0, [tax]]] });

    const taxes = async (context: typeof italian) =>
      admin.call('product.product/read', [[product], ['taxes_id']], context);

    expect(await taxes(american)).toEqual([{ id: product, taxes_id: [] }]);
    expect(await taxes(italian)).toEqual([{ id: product, taxes_id: [tax] }]);
  });
});

describe('an order for a company outside the context', () => {
  test.each([
    [16, 'is made in silence'],
    [17, 'is made in silence'],
    [18, 'is refused'],
    [19, 'is refused'],
  ] as const)('on %i %s', async (version, outcome) => {
    const admin = simOf({ version }, 'admin');
    const vals = { partner_id: customerOf(admin), company_id: 2 };

    const answer = await admin.call('sale.order/create', [vals], american).then(
      () => 'is made in silence',
      () => 'is refused',
    );

    expect(answer).toBe(outcome);
    expect(admin.sim.db.count('sale.order')).toBe(outcome === 'is refused' ? 0 : 1);
  });
});

describe('a user who sees own documents', () => {
  test('finds own orders and nobody’s, and may not read the others', async () => {
    const client = simOf({ version: 18 }, 'sales');
    const { db } = client.sim;
    const partner = customerOf(client);
    const me = client.one('res.users', [['login', '=', demoAccess.sales.login]]);
    const [own, nobody, other] = [me, false, 1].map((user) =>
      db.create('sale.order', { partner_id: partner, company_id: 2, user_id: user }),
    );

    const found = await client.call('sale.order/search', [[]], { order: 'id' });

    expect(found).toEqual([own, nobody]);
    expect(await client.refusal('sale.order/read', [[other ?? 0], ['name']])).toContain(
      "doesn't have 'read' access to:\n- Sales Order (sale.order)",
    );
  });
});
