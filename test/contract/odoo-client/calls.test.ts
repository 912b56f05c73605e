import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import { loadedAs, orderDraft, orderRow } from '../../unit/odoo/support/drafts.ts';
import type { Script } from '../../unit/odoo/support/scripted-odoo.ts';
import { clientOf } from '../../unit/odoo/support/scripted-odoo.ts';
import { calledIn, json2, recorded } from './support/recorded.ts';

const keyed = 'keyed-load-and-races';
const rpcVersions = odooVersions.filter((version) => version !== 19);

function upsertScript(id: number): Script {
  return {
    'sale.order.load': loadedAs(id),
    'sale.order.read': { result: [orderRow({ id })] },
    'sale.order.action_confirm': { result: true },
    'sale.order.write': { result: true },
  };
}

/** Kinds of values and names of members, whatever the values: what two calls of one shape share. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shape(member)]));
}

function shapes(args: unknown): unknown[] {
  return (args as unknown[]).map(shape);
}

describe.each(rpcVersions)('an upsert over JSON-RPC to Odoo %s', (version) => {
  it('confirms, reads and writes as was recorded', async () => {
    const confirm = recorded(version, keyed, 'confirm');
    const [[id]] = confirm.call.args as [[number]];
    const { client, nth } = clientOf(version, upsertScript(id));
    await client.orders.upsert(orderDraft());
    const [load, read, confirmed, write] = [nth(0), nth(1), nth(2), nth(3)];
    expect(shapes(load.args)).toEqual(shapes(recorded(version, keyed, 'the same load again').call.args));
    expect(shapes(read.args)).toEqual(shapes(recorded(version, keyed, 'totals').call.args));
    expect(confirmed.args).toEqual(confirm.call.args);
    expect(write.args).toEqual(
      recorded(version, keyed, 'date and user in one write after confirming').call.args,
    );
    for (const { kwargs } of [load, read, confirmed, write]) expect(kwargs).toEqual({});
    const { context } = confirm.call.kwargs as { context: object };
    expect(confirmed.context).toEqual({ ...context, allowed_company_ids: [2] });
  });
});

describe('an upsert over JSON-2 to Odoo 19', () => {
  const ours = async (id: number) => {
    const { client, nth } = clientOf(19, upsertScript(id));
    await client.orders.upsert(orderDraft());
    return [nth(0), nth(1), nth(2), nth(3)] as const;
  };

  it('posts to the recorded paths', async () => {
    const notes = ['JSON-2: the same again', 'JSON-2: read', 'JSON-2: confirm', 'JSON-2: write'];
    const paths = (await ours(102)).map(({ request }) => new URL(request.url).pathname);
    expect(paths).toEqual(notes.map((note) => json2(note).request.path));
  });

  it('posts the recorded bodies', async () => {
    const [load, read, confirm, write] = await ours(102);
    const { context, ...confirmed } = json2('JSON-2: confirm').request.body;
    expect(confirm.args).toEqual(confirmed);
    expect(Object.keys(confirm.context)).toEqual(Object.keys(context as object));
    expect(write.args).toEqual(json2('JSON-2: write').request.body);
    expect(shape(read.args)).toEqual(shape(json2('JSON-2: read').request.body));
    const { context: loadContext, ...sheet } = json2('JSON-2: the same again').request.body;
    expect(shape(load.args)).toEqual(shape(sheet));
    expect(shape(load.context)).toEqual(shape(loadContext));
  });
});

const orderRead = z.looseObject({
  id: z.number(),
  name: z.string(),
  state: z.string(),
  amount_total: z.number(),
});

describe.each(odooVersions)('the recorded reads of Odoo %s', (version) => {
  const asked = (note: string) => recorded(version, 'products', note);
  const companies: Record<OdooVersion, number> = { 16: 3, 17: 3, 18: 3, 19: 4 };
  const company = companies[version];

  it('of taxes are asked for in the same words', async () => {
    const theirs = asked(`sale taxes of company ${company}`);
    const { client, nth } = clientOf(version, { 'account.tax.search_read': { result: [] } });
    await client.taxes.forSales();
    const { args } = nth(0);
    const domain = version === 19 ? (args as { domain: unknown }).domain : (args as unknown[])[0];
    expect(JSON.parse(JSON.stringify(domain).replace(',2]', `,${company}]`))).toEqual(theirs.call.args[0]);
  });

  it('of taxes are read, percentages as exact decimals', async () => {
    const rows = recorded(version, 'extras', 'tax price_include values').result as object[];
    const result = rows.map((row) => ({ sequence: 1, ...row }));
    const { client } = clientOf(version, { 'account.tax.search_read': { result } });
    const [first] = await client.taxes.forSales();
    expect(first).toMatchObject({ included: false, simple: true });
    expect(first?.rate.gt(0)).toBe(true);
  });

  it('of products are read in full', async () => {
    const { result } = asked(`search_read company ${company} allowed_company_ids`);
    const rows = (result as { type: string }[]).map((row) => ({ ...row, detailed_type: row.type }));
    const { client } = clientOf(version, { 'product.product.search_read': { result: rows } });
    const products = await client.products.byCode(['any']);
    expect(products).toHaveLength((result as unknown[]).length);
    expect(products[0]).toMatchObject({
      id: 1,
      code: '',
      name: 'Restaurant Expenses',
      kind: 'service',
      companyId: null,
    });
  });

  it('of an order are read, in whatever state', async () => {
    const notes = ['read order', 'read order after confirm', 'read minimal'];
    const rows = calledIn(version, 'orders').flatMap(({ note, result }) =>
      notes.includes(note) ? z.array(orderRead).parse(result) : [],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const { client } = clientOf(version, {
        'ir.model.data.check_object_reference': { result: ['sale.order', row.id] },
        // The recorded reads did not ask for the customer and the lines.
        'sale.order.read': { result: [{ partner_id: [48, 'Mario Rossi'], order_line: [], ...row }] },
      });
      const state = { id: row.id, name: row.name, state: row.state, total: decimal(row.amount_total) };
      expect(await client.orders.byKey('order_1')).toMatchObject(state);
    }
  });
});

describe('looking a key up', () => {
  it('is asked as was recorded', async () => {
    const theirs = recorded(18, 'views-and-actions', 'check xmlid over RPC (private in 16+?)');
    const { client, nth } = clientOf(18, {
      'ir.model.data.check_object_reference': { fault: 'builtins.ValueError' },
    });
    await client.orders.byKey('order_1');
    expect(shapes(nth(0).args)).toEqual(shapes(theirs.call.args));
    expect(shapes(theirs.result)).toEqual(['string', 'number']);
  });
});
