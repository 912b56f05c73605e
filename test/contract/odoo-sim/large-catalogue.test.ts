import { describe, expect, test } from 'vitest';
import { simOf, type SimClient } from './client.ts';

const fields = [
  'default_code',
  'lst_price',
  'write_date',
  'product_template_attribute_value_ids',
  'free_qty',
];

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const begun = performance.now();
  const result = await run();
  return { result, ms: performance.now() - begun };
}

/** The shortest of some runs: the machine may have other things to do. */
async function best(run: () => Promise<unknown>): Promise<number> {
  let shortest = Infinity;
  for (let at = 0; at < 5; at += 1) shortest = Math.min(shortest, (await timed(run)).ms);
  return shortest;
}

async function pagesOf(client: SimClient, limit: number): Promise<number> {
  let last = 0;
  let seen = 0;
  for (;;) {
    const ids = await client.call('product.product/search', [[['id', '>', last]]], {
      limit,
      order: 'id',
      context: { active_test: false },
    });
    if (!Array.isArray(ids) || ids.length === 0) return seen;
    seen += ids.length;
    last = Number(ids.at(-1));
  }
}

describe('a hundred thousand variants', () => {
  test('are made, paged and searched without going through all of them', { timeout: 60_000 }, async () => {
    const clock = { ms: Date.parse('2026-06-03T08:00:00Z') };
    const client = simOf({ version: 18, now: () => clock.ms });
    const { control, db } = client.sim;
    const before = db.count('product.product');

    const made = await timed(async () =>
      control.addProducts({ templates: 20_000, variants: 5, sku: 'TANTI' }),
    );
    clock.ms += 3_600_000;
    control.changeProduct({ sku: 'TANTI-777-3' }, { lst_price: 12 });
    control.setStock({ sku: 'TANTI-900-1' }, { quantity: 3 });
    const since = (field: string) => () =>
      client.call('product.product/search', [[[field, '>=', '2026-06-03 09:00:00']]], { order: 'id' });
    const middle = made.result.variants[50_000] ?? 0;
    const page = () =>
      client.call('product.product/search_read', [[['id', '>', middle]]], {
        fields,
        limit: 500,
        order: 'id',
      });

    expect(made.result.variants).toHaveLength(100_000);
    expect(made.ms).toBeLessThan(10_000);
    expect(await since('write_date')()).toHaveLength(5);
    expect(await since('stock_quant_ids.write_date')()).toHaveLength(1);
    expect(await best(since('write_date'))).toBeLessThan(50);
    expect(await best(since('stock_quant_ids.write_date'))).toBeLessThan(50);
    expect(await page()).toHaveLength(500);
    expect(await best(page)).toBeLessThan(200);
    expect(await pagesOf(client, 5000)).toBe(before + 100_000);
  });

  test('are like those that are made one by one', async () => {
    const { sim } = simOf({ version: 18 });

    const { variants } = sim.control.addProducts({
      templates: 3,
      variants: 2,
      sku: 'F',
      name: 'Foglia',
      price: 4,
      quantity: 7,
    });

    const rows = sim.db.read('product.product', variants, [
      'display_name',
      'list_price',
      'qty_available',
      'product_variant_count',
    ]);
    expect(rows.map((row) => row['display_name'])).toEqual([
      '[F-1-1] Foglia 1 (M1)',
      '[F-1-2] Foglia 1 (M2)',
      '[F-2-1] Foglia 2 (M1)',
      '[F-2-2] Foglia 2 (M2)',
      '[F-3-1] Foglia 3 (M1)',
      '[F-3-2] Foglia 3 (M2)',
    ]);
    expect(rows.every((row) => row['list_price'] === 4 && row['qty_available'] === 7)).toBe(true);
    expect(rows.every((row) => row['product_variant_count'] === 2)).toBe(true);
  });

  test('are read by date and id, page by page, each once', async () => {
    const clock = { ms: Date.parse('2026-06-03T08:00:00Z') };
    const client = simOf({ version: 18, now: () => clock.ms });
    const { variants } = client.sim.control.addProducts({ templates: 6000, sku: 'P' });
    clock.ms += 1000;
    for (const id of variants.slice(10, 20).toReversed())
      client.sim.control.changeProduct({ id }, { barcode: `B${id}` });
    const found: unknown[] = [];
    let [date, id] = ['2026-06-03 08:00:00', 0];
    for (;;) {
      const domain = ['|', ['write_date', '>', date], '&', ['write_date', '=', date], ['id', '>', id]];
      const rows = await client.call('product.product/search_read', [domain], {
        fields: ['write_date'],
        order: 'write_date, id',
        limit: 700,
      });
      if (!Array.isArray(rows) || rows.length === 0) break;
      for (const row of rows) {
        const one = typeof row === 'object' && row !== null && !Array.isArray(row) ? row : {};
        [date, id] = [JSON.stringify(one['write_date']).slice(1, -1), Number(one['id'])];
        found.push(id);
      }
    }

    expect(found).toHaveLength(client.sim.db.count('product.product'));
    expect(new Set(found).size).toBe(found.length);
    expect(found.slice(-10)).toEqual(variants.slice(10, 20));
  });
});
