import { describe, expect, test } from 'vitest';
import { contractReport } from '../../../src/poleepo/contract-check.ts';
import { formatReport } from '../../../scripts/format-contract-report.ts';
import { createBench, json, type Route } from '../../unit/poleepo/fake-poleepo.ts';
import { orderWith } from '../../unit/poleepo/contract-order.ts';
import { type Bridge, createBridge } from './bridge.ts';

async function checked(prepare: (bridge: Bridge) => unknown, kind: 'plain' | 'company' = 'plain') {
  const bridge = createBridge();
  await bridge.sim.control.makeOrders({ count: 4, kind });
  const [order] = bridge.sim.control.orders();
  await bridge.sim.control.makeShipping({ orderId: order?.id ?? 0 });
  await prepare(bridge);
  const report = await bridge.client.checkContract();
  expect(contractReport.parse(report)).toEqual(report);
  return { report, differences: report.differences, bridge };
}

describe('a Poleepo that is as we assume', () => {
  test('shows no difference that breaks anything, and is asked by reads alone', async () => {
    const { differences, bridge } = await checked(() => undefined);
    expect(differences.filter(({ weight }) => weight === 'breaks')).toEqual([]);
    expect(differences.filter(({ mark }) => mark === 'unknown')).toEqual([]);
    const asked = Object.keys(bridge.sim.control.counts().calls);
    expect(asked).toEqual(expect.arrayContaining(['GET /products', 'GET /products/{id}']));
    expect(asked.filter((call) => call.includes('batch'))).toEqual([]);
    expect(asked.filter((call) => !call.startsWith('GET ') && call !== 'POST /oauth/access_token')).toEqual(
      [],
    );
  });

  test.each(['numbers-as-strings', 'statuses-as-strings'] as const)(
    'may write its members as %s',
    async (kind) => {
      const { differences } = await checked(({ sim }) => sim.control.setFaults([{ kind }]));
      expect(differences.filter(({ weight }) => weight === 'breaks')).toEqual([]);
    },
  );
});

describe('a Poleepo that is otherwise', () => {
  test('has the members named that we do not know', async () => {
    const { differences } = await checked(({ sim }) => sim.control.setFaults([{ kind: 'unknown-members' }]));
    const unknown = differences.filter(({ mark, endpoint }) => mark === 'unknown' && endpoint === '/orders');
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.every(({ weight, assumed }) => weight === 'note' && assumed === 'nothing')).toBe(true);
  });

  test('has a form of its dates told without the dates', async () => {
    const { differences } = await checked(({ sim }) => {
      for (const order of sim.control.orders()) order.update_date = '03/06/2026 10:15';
    });
    expect(differences).toContainEqual({
      endpoint: '/orders',
      member: 'update_date',
      assumed: 'time',
      found: '99/99/9999 99:99',
      mark: 'assumed',
      weight: 'breaks',
    });
  });

  test('has its unknown statuses told', async () => {
    const { differences } = await checked(async ({ sim }) => {
      await sim.control.makeOrders({ count: 1, kind: 'unknown-status' });
    });
    expect(differences).toContainEqual(
      expect.objectContaining({ member: 'status', found: 'FRAUD_REVIEW / FRAUD_REVIEW', weight: 'breaks' }),
    );
  });

  test('that tells no total of its lists is noted', async () => {
    const { differences } = await checked(({ sim }) => sim.control.setFaults([{ kind: 'total-missing' }]));
    expect(differences).toContainEqual(expect.objectContaining({ member: 'total', weight: 'note' }));
  });

  test('has what a key may not do told, and the rest checked', async () => {
    const { differences, report } = await checked(({ sim }) =>
      sim.control.changeAccount(sim.accounts()[0]?.clientId ?? '', { rights: { products: 'none' } }),
    );
    expect(differences).toContainEqual(
      expect.objectContaining({ endpoint: '/products', assumed: 'an answer', found: 'forbidden, FORBIDDEN' }),
    );
    expect(report.endpoints).toContainEqual({ endpoint: '/products', answered: false, records: 0 });
    expect(report.endpoints).toContainEqual({ endpoint: '/shippings', answered: true, records: 1 });
  });

  test('whose key is not accepted gives no report', async () => {
    const bridge = createBridge();
    const client = bridge.clientWith({ clientSecret: `plpscrt_${'x'.repeat(32)}` });
    await expect(client.checkContract()).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('a list that neither pages nor filters', () => {
  const orders = [orderWith({ id: 1 }), orderWith({ id: 2 })];
  const always: Route = () => json({ data: orders, total: 2 });
  const one: Route = () => json({ data: orders[0] });
  const none: Route = () => json({ data: [] });
  const routes = {
    'GET /orders': always,
    'GET /orders/1': one,
    'GET /products': none,
    'GET /shippings': none,
    'GET /pickup_addresses': none,
    'GET /package_types': none,
  };

  test('is found out', async () => {
    const { client } = createBench(routes);
    const { differences } = await client.checkContract();
    expect(differences.filter(({ weight }) => weight === 'breaks')).toMatchObject([
      { endpoint: '/orders', member: 'offset', found: 'the first record again', mark: 'confirmed' },
      { endpoint: '/orders', member: 'updated_after', weight: 'breaks', mark: 'confirmed' },
    ]);
  });

  test('that is no list at all is a difference', async () => {
    const { client } = createBench({ ...routes, 'GET /orders': () => json({ data: { items: orders } }) });
    const { differences } = await client.checkContract();
    expect(differences).toContainEqual(
      expect.objectContaining({ endpoint: '/orders', member: 'data', assumed: 'list', found: 'object' }),
    );
  });

  test('whose rows lack what we need says which members', async () => {
    const rows = [{ id: 1, product_sku: 'A', qty: 2, price_with_tax: 10, vat_rate: '22%' }];
    const odd = [orderWith({ id: 1, rows })];
    const { client } = createBench({
      ...routes,
      'GET /orders': (received) => json({ data: 'updated_after' in received.query ? [] : odd, total: 1 }),
      'GET /orders/1': () => json({ data: odd[0] }),
    });
    const { differences } = await client.checkContract();
    const told = differences
      .filter(({ endpoint }) => endpoint === '/orders')
      .map(({ member, found, weight }) => `${member} ${found} ${weight}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'rows[].sku missing breaks',
        'rows[].quantity missing breaks',
        'rows[].vat_rate text breaks',
        'rows[].product_sku text note',
        'rows[].qty number note',
      ]),
    );
  });
});

test('a report holds nothing that a buyer has told', async () => {
  const { report, bridge } = await checked(
    ({ sim }) => sim.control.setFaults([{ kind: 'unknown-members' }]),
    'company',
  );
  const said = JSON.stringify(report) + formatReport(report);
  for (const { customer, billing_address: address } of bridge.sim.control.orders())
    for (const word of [
      customer.lastname,
      customer.email,
      address.address,
      address.vat_number,
      address.company,
    ])
      expect(said).not.toContain(word);
});

test('a report for a terminal lists what breaks something first', () => {
  const difference = { endpoint: '/orders', member: 'a', assumed: 'text', found: 'number' };
  const shown = formatReport({
    endpoints: [{ endpoint: '/orders', answered: true, records: 5 }],
    differences: [
      { ...difference, mark: 'unknown', weight: 'note' },
      { ...difference, member: 'b', mark: 'assumed', weight: 'breaks' },
    ],
  });
  expect(shown.split('\n')).toEqual([
    'Asked:',
    '  5 records\t/orders',
    'Differences: 2, of which 1 break something',
    '  breaks\t/orders b: assumed text (assumed), found number',
    '  note\t/orders a: assumed text (unknown), found number',
  ]);
});
