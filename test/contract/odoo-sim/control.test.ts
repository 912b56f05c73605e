import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { customerOf, post, simOf } from './client.ts';

const calls = z.array(z.looseObject({ seq: z.int(), method: z.string(), error: z.string().optional() }));

async function get(sim: ReturnType<typeof simOf>['sim'], path: string): Promise<unknown> {
  const response = await sim.fetch(new Request(`http://odoo.test${path}`));
  expect(response.status).toBe(200);
  return response.json();
}

describe('the control API', () => {
  test('counts records, calls and writes', async () => {
    const client = simOf({ version: 18 });
    await client.call('res.partner/search', [[]]);
    await client.call('res.partner/create', [{ name: 'Uno' }]);
    await client.call('res.partner/create', [{ name: 'Due' }]);

    const counts = await get(client.sim, '/_sim/counts');

    expect(counts).toMatchObject({
      calls: { 'res.partner.search': 1, 'res.partner.create': 2 },
      writes: 2,
      records: { 'res.company': 2, 'res.country.state': 107 },
    });
  });

  test('lists calls with the names of their errors, from a number on', async () => {
    const client = simOf({ version: 18 });
    await client.call('res.partner/search', [[]]);
    await client.refusal('res.partner/read', [[1], ['nope']]);

    const all = calls.parse(await get(client.sim, '/_sim/calls'));
    const later = calls.parse(await get(client.sim, `/_sim/calls?since=${all[0]?.seq ?? 0}`));

    expect(all.map(({ method, error }) => [method, error])).toEqual([
      ['search', undefined],
      ['read', 'builtins.ValueError'],
    ]);
    expect(later).toHaveLength(1);
  });

  test('resets to the data of a seed', async () => {
    const client = simOf({ version: 18 });
    const before = client.sim.db.records('stock.quant');
    await client.call('res.partner/create', [{ name: 'Via' }]);

    await post(client.sim, '/_sim/reset', { seed: 1 });

    expect(client.sim.db.count('res.partner', [['name', '=', 'Via']])).toBe(0);
    expect(client.sim.db.records('stock.quant')).toEqual(before);
    await post(client.sim, '/_sim/reset', { seed: 2 });
    expect(client.sim.db.records('stock.quant')).not.toEqual(before);
  });

  test('sets faults', async () => {
    const client = simOf({ version: 18 });

    await post(client.sim, '/_sim/faults', [{ match: { method: 'search' }, kind: 'access-denied' }]);

    expect(await client.refusal('res.partner/search', [[]])).toContain('AccessDenied');
  });

  test.each([
    ['/_sim/faults', [{ kind: 'no-such-kind' }]],
    ['/_sim/faults', [{ kind: 'latency', surprise: true }]],
    ['/_sim/down', { down: 'yes' }],
    ['/_sim/keys', { login: 'nobody@example.com', apiKey: null }],
    ['/_sim/password-cost', { ms: -1 }],
    ['/_sim/reset', { seed: 'one' }],
  ])('refuses %s with %o', async (path, body) => {
    const { sim } = simOf({ version: 18 });

    expect((await post(sim, path, body)).status).toBe(400);
  });

  test('revokes a key, and replaces it', async () => {
    const client = simOf({ version: 18 });
    const { login } = demoAccess.ponte;

    await post(client.sim, '/_sim/keys', { login, apiKey: null });
    const refusal = await client.refusal('res.partner/search', [[]]);
    const key = 'a'.repeat(40);
    await post(client.sim, '/_sim/keys', { login, apiKey: key });

    expect(refusal).toBe('odoo.exceptions.AccessDenied: Access Denied');
    expect(await client.as(login, key).call('res.users/has_group', [[3], 'base.group_user'])).toBe(true);
    expect(await client.refusal('res.partner/search', [[]])).toContain('AccessDenied');
  });

  test('shows orders with their lines and parties', async () => {
    const client = simOf({ version: 18 });
    const product = client.one('product.product', [['default_code', '=', 'TSHIRT-L']]);
    await client.call('sale.order/create', [
      {
        partner_id: customerOf(client),
        client_order_ref: 'R-1',
        order_line: [[0, 0, { product_id: product, product_uom_qty: 2 }]],
      },
    ]);

    const orders = await get(client.sim, '/_sim/orders?ref=R-1');

    expect(orders).toMatchObject([
      {
        client_order_ref: 'R-1',
        state: 'draft',
        amount_total: 66,
        amount_tax: 11.9,
        partner_id: { name: 'Giulia Rossi' },
        lines: [{ product_uom_qty: 2, price_total: 66 }],
      },
    ]);
    expect(await get(client.sim, '/_sim/orders?ref=R-2')).toEqual([]);
  });
});
