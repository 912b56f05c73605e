import { describe, expect, test } from 'vitest';
import type { Recorded } from '../../support/recordings.ts';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, simOf, type SimClient } from './client.ts';

const load = (client: SimClient, model: string, table: [fields: string[], ...rows: Recorded[][]]) => {
  const [fields, ...rows] = table;
  return client.call(`${model}/load`, [fields, rows], { context: { allowed_company_ids: [2], tz: 'UTC' } });
};

const refused = (message: string) =>
  expect.objectContaining({ ids: false, messages: [expect.objectContaining({ message })] });

const sku = (client: SimClient, code: string) =>
  String(client.one('product.product', [['default_code', '=', code]]));

describe.each(recordedVersions)('a load on the simulated Odoo %i', (version) => {
  test('makes several records from several rows, and answers their ids in order', async () => {
    const client = simOf({ version });

    const answer = await load(client, 'res.partner', [
      ['id', 'name'],
      ['carico.uno', 'Uno'],
      ['carico.due', 'Due'],
    ]);

    const { db } = client.sim;
    expect(answer).toEqual({ ids: [db.ref('carico.uno'), db.ref('carico.due')], messages: [], nextrow: 0 });
  });

  test('leaves nothing of the good rows behind when one is bad', async () => {
    const client = simOf({ version });
    const before = client.sim.db.count('res.partner');

    const answer = await load(client, 'res.partner', [
      ['id', 'name', 'customer_rank'],
      ['carico.uno', 'Uno', '1'],
      ['carico.due', 'Due', 'tanti'],
    ]);

    expect(answer).toEqual(refused("'tanti' does not seem to be an integer for field 'Customer Rank'"));
    expect(client.sim.db.count('res.partner')).toBe(before);
    expect(client.sim.db.ref('carico.uno')).toBeUndefined();
  });

  test('refers to records by database id, by external id and by name', async () => {
    const client = simOf({ version });
    await load(client, 'res.partner', [
      ['id', 'name', 'is_company'],
      ['carico.madre', 'Madre S.r.l.', '1'],
    ]);
    const mother = client.sim.db.ref('carico.madre');

    await load(client, 'res.partner', [
      ['id', 'name', 'parent_id/.id'],
      ['carico.a', 'A', String(mother)],
    ]);
    await load(client, 'res.partner', [
      ['id', 'name', 'parent_id/id'],
      ['carico.b', 'B', 'carico.madre'],
    ]);
    await load(client, 'res.partner', [
      ['id', 'name', 'parent_id'],
      ['carico.c', 'C', 'Madre S.r.l.'],
    ]);

    const parents = client.sim.db
      .read('res.partner', client.sim.db.search('res.partner', [['name', 'in', ['A', 'B', 'C']]]), [
        'parent_id',
      ])
      .map((row) => row['parent_id']);
    expect(parents).toEqual([0, 1, 2].map(() => [mother, 'Madre S.r.l.']));
  });

  test('says which external id or name it does not find', async () => {
    const client = simOf({ version });

    const byKey = await load(client, 'res.partner', [
      ['name', 'parent_id/id'],
      ['A', 'no.such'],
    ]);
    const byName = await load(client, 'res.partner', [
      ['name', 'parent_id'],
      ['A', 'Nessuno'],
    ]);

    expect(byKey).toEqual(
      refused("No matching record found for external id 'no.such' in field 'Related Company'"),
    );
    expect(byName).toEqual(refused("No matching record found for name 'Nessuno' in field 'Related Company'"));
  });

  test('clears what an empty cell stands for, and leaves alone what has no column', async () => {
    const client = simOf({ version });
    await load(client, 'res.partner', [
      ['id', 'name', 'email', 'phone'],
      ['carico.x', 'X', 'x@example.com', '02'],
    ]);

    await load(client, 'res.partner', [
      ['id', 'email'],
      ['carico.x', ''],
    ]);

    const [row] = client.sim.db.read(
      'res.partner',
      [client.sim.db.ref('carico.x') ?? 0],
      ['name', 'email', 'phone'],
    );
    expect(row).toMatchObject({ name: 'X', email: false, phone: '02' });
  });

  test('empties the lines of an order whose line cells are empty', async () => {
    const client = simOf({ version });
    const partner = String(customerOf(client));
    const fields = ['id', 'partner_id/.id', 'order_line/id', 'order_line/product_id/.id'];
    await load(client, 'sale.order', [fields, ['carico.o', partner, 'carico.l', sku(client, 'MOKA-3')]]);

    await load(client, 'sale.order', [fields, ['carico.o', partner, '', '']]);

    expect(client.sim.db.count('sale.order.line')).toBe(0);
    expect(client.sim.db.ref('carico.l')).toBeUndefined();
  });

  test('keeps lines that a later load does not name', async () => {
    const client = simOf({ version });
    const partner = String(customerOf(client));
    const fields = ['id', 'partner_id/.id', 'order_line/id', 'order_line/product_id/.id'];
    const first = ['carico.o', partner, 'carico.l1', sku(client, 'MOKA-3')];
    const second = ['', '', 'carico.l2', sku(client, 'MOKA-6')];
    await load(client, 'sale.order', [fields, first, second]);

    await load(client, 'sale.order', [fields, first]);

    expect(client.sim.db.count('sale.order.line')).toBe(2);
  });

  test('puts several taxes into one cell, with commas', async () => {
    const client = simOf({ version });
    const field = version >= 19 ? 'tax_ids' : 'tax_id';
    const taxes = ['22%', '10%'].map((name) => client.one('account.tax', [['name', '=', name]]));
    const fields = ['id', 'partner_id/.id', 'order_line/product_id/.id', `order_line/${field}/.id`];
    const row = ['carico.o', String(customerOf(client)), sku(client, 'MOKA-3'), taxes.join(',')];

    await load(client, 'sale.order', [fields, row]);

    expect(client.sim.db.records('sale.order.line')[0]?.[field]).toEqual(taxes);
  });
});

describe.each(recordedVersions)('a load on the simulated Odoo %i also', (version) => {
  test('reads times in the zone of the context', async () => {
    const client = simOf({ version });
    const table = [
      ['id', 'partner_id/.id', 'date_order'],
      [['carico.o', String(customerOf(client)), '2026-07-01 10:00:00']],
    ];

    await client.call('sale.order/load', table, { context: { tz: 'Europe/Rome' } });

    expect(client.sim.db.records('sale.order')[0]).toMatchObject({ date_order: '2026-07-01 08:00:00' });
  });

  test('refuses a time that is none', async () => {
    const client = simOf({ version });

    const answer = await load(client, 'sale.order', [
      ['id', 'partner_id/.id', 'date_order'],
      ['carico.o', String(customerOf(client)), '2026-07-01T10:00:00Z'],
    ]);

    expect(answer).toEqual(
      refused("'2026-07-01T10:00:00Z' does not seem to be a valid datetime for field 'Order Date'"),
    );
  });

  test('passes a constraint on as a message without a field', async () => {
    const client = simOf({ version });
    const italy = String(client.one('res.country', [['code', '=', 'IT']]));

    const answer = await load(client, 'res.partner', [
      ['id', 'name', 'vat', 'country_id/.id'],
      ['carico.iva', 'Falsa', 'IT123', italy],
    ]);

    expect(answer).toMatchObject({
      ids: false,
      messages: [{ message: expect.stringContaining('VAT number') }],
    });
    expect(JSON.stringify(answer)).not.toContain('"field"');
  });

  test('will not turn a key into a record of another model', async () => {
    const client = simOf({ version });
    await load(client, 'res.partner', [
      ['id', 'name'],
      ['carico.chiave', 'Uno'],
    ]);

    const answer = await load(client, 'sale.order', [
      ['id', 'partner_id/.id'],
      ['carico.chiave', String(customerOf(client))],
    ]);

    expect(JSON.stringify(answer)).toContain('found record of different model res.partner');
  });

  test('takes texts only', async () => {
    const client = simOf({ version });

    const refusal = await client.refusal('res.partner/load', [['id', 'customer_rank'], [['carico.n', 1]]]);

    expect(refusal).toContain('builtins.TypeError');
  });

  test('gives a key again once its record is gone', async () => {
    const admin = simOf({ version }, 'admin');
    await load(admin, 'res.partner', [
      ['id', 'name'],
      ['carico.k', 'Primo'],
    ]);
    const first = admin.sim.db.ref('carico.k') ?? 0;

    await admin.call('res.partner/unlink', [[first]]);
    const gone = admin.sim.db.ref('carico.k');
    await load(admin, 'res.partner', [
      ['id', 'name'],
      ['carico.k', 'Secondo'],
    ]);

    expect(gone).toBeUndefined();
    expect(admin.sim.db.ref('carico.k')).toBeGreaterThan(first);
  });
});
