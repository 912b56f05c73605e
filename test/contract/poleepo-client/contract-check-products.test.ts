import { describe, expect, test } from 'vitest';
import type { ContractReport } from '../../../src/poleepo/client.ts';
import { contractProduct, productWith } from '../../unit/poleepo/contract-product.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import type { Route } from '../../unit/poleepo/fake-poleepo.ts';
import { createBench, json } from '../../unit/poleepo/fake-poleepo.ts';
import { createBridge } from './bridge.ts';

const none: Route = () => json({ data: [], total: 0 });
const others = {
  'GET /orders': none,
  'GET /shippings': none,
  'GET /pickup_addresses': none,
  'GET /package_types': none,
};

/** A list that pages, of these products. */
const paged =
  (products: readonly unknown[]): Route =>
  ({ query }) => {
    const offset = Number(query['offset']);
    return json({ data: products.slice(offset, offset + Number(query['max'])), total: products.length });
  };

async function checked(routes: Readonly<Record<string, Route>>): Promise<ContractReport> {
  return createBench({ ...others, ...routes }).client.checkContract();
}

const ofProducts = ({ differences }: ContractReport) =>
  differences
    .filter(({ endpoint }) => endpoint.startsWith('/products'))
    .map(
      ({ endpoint, member, found, weight, mark }) => `${endpoint} ${member}: ${found} (${mark}) ${weight}`,
    );

const two = [productWith({ id: 1 }), productWith({ id: 2 })];
const first: Route = () => json({ data: two[0] });

describe('products that are as we assume', () => {
  test('break nothing, the first being read by itself too', async () => {
    const report = await checked({ 'GET /products': paged(two), 'GET /products/1': first });
    expect(ofProducts(report).filter((line) => line.endsWith('breaks'))).toEqual([]);
    expect(report.endpoints).toEqual(
      expect.arrayContaining([
        { endpoint: '/products', answered: true, records: 2 },
        { endpoint: '/products/{id}', answered: true, records: 1 },
      ]),
    );
  });

  test('may show what their entries held: none of it is unknown', async () => {
    const told = {
      ean: '8001234567897',
      upc: '',
      isbn: '',
      mpn: 'M',
      short_description: 'Cotone',
      long_description: 'Cotone pettinato',
      category_path: 'Abbigliamento',
      attributes: [{ name: 'Taglia', value: 'L' }],
    };
    const product = productWith({ id: 1, ...told });
    const report = await checked({
      'GET /products': paged([product]),
      'GET /products/1': () => json({ data: product }),
    });
    expect(ofProducts(report).filter((line) => line.includes('unknown'))).toEqual([]);
  });

  test('that are none are not asked for by themselves', async () => {
    const report = await checked({ 'GET /products': none });
    expect(report.endpoints.map(({ endpoint }) => endpoint)).not.toContain('/products/{id}');
  });

  test.each(['demo', 'catalogue', 'none'] as const)(
    'are those of the simulator that starts with %s',
    async (start) => {
      const bridge = createBridge();
      const { clientId, clientSecret } = bridge.sim.control.createAccount({ products: start });
      const report = await bridge.clientWith({ clientId, clientSecret }).checkContract();
      expect(ofProducts(report).filter((line) => /breaks|unknown/.test(line))).toEqual([]);
    },
  );
});

describe('products that are otherwise', () => {
  test('are told where the list does not page', async () => {
    const report = await checked({
      'GET /products': () => json({ data: two, total: 2 }),
      'GET /products/1': first,
    });
    expect(ofProducts(report)).toContain('/products offset: the first record again (confirmed) breaks');
  });

  test('are told where a member cannot be read', async () => {
    const odd = productWith({ id: 1, quantity: 'tanti', images: {} });
    const report = await checked({
      'GET /products': paged([odd]),
      'GET /products/1': () => json({ data: odd }),
    });
    expect(ofProducts(report)).toEqual(
      expect.arrayContaining([
        '/products quantity: text (confirmed) breaks',
        '/products quantity: quantity: is no number (assumed) breaks',
        '/products/{id} images: object (confirmed) breaks',
      ]),
    );
  });

  test('are told where a product has no SKU', async () => {
    const { sku, ...nameless } = contractProduct();
    expect(sku).toBe('TSHIRT-L');
    const report = await checked({
      'GET /products': paged([nameless]),
      'GET /products/16292716': () => json({ data: nameless }),
    });
    expect(ofProducts(report)).toContain('/products sku: missing (confirmed) breaks');
  });

  test.each<[string, Route]>([
    ['is no object', () => json({ data: [two[0]] })],
    ['is refused', () => json({ success: false, code: 'NOPE' }, 422)],
  ])('are told where one by itself %s, and the rest is checked', async (_, one) => {
    const report = await checked({ 'GET /products': paged(two), 'GET /products/1': one });
    expect(ofProducts(report).filter((line) => line.startsWith('/products/{id}'))).toHaveLength(1);
    expect(report.endpoints).toContainEqual({ endpoint: '/package_types', answered: true, records: 0 });
  });

  test('are not told where Poleepo has no time for them: there is no report', async () => {
    const { client } = createBench({ ...others, 'GET /products': () => json({ success: false }, 429) });
    expect(await failing(client.checkContract())).toMatchObject({ code: 'rate-limited' });
  });
});
