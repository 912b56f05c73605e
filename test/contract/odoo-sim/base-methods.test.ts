import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, simOf } from './client.ts';

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test('searches by name and answers pairs', async () => {
    const client = simOf({ version });
    const id = client.one('product.product', [['default_code', '=', 'MOKA-3']]);

    expect(await client.call('product.product/name_search', ['moka-3'])).toEqual([
      [id, '[MOKA-3] Moka tre tazze'],
    ]);
    expect(await client.call('product.product/name_search', ['moka'], { limit: 1 })).toHaveLength(1);
  });

  test('tells the defaults of a model, the context’s first', async () => {
    const client = simOf({ version });

    const defaults = await client.call(
      'sale.order/default_get',
      [['state', 'company_id', 'origin', 'note']],
      {
        context: { default_origin: 'Prova' },
      },
    );

    expect(defaults).toEqual({ state: 'draft', company_id: 2, origin: 'Prova' });
  });

  test('finds a record by its external id', async () => {
    const client = simOf({ version });
    await client.call('res.partner/load', [['id', 'name'], [['chiavi.uno', 'Uno']]]);
    const id = client.sim.db.ref('chiavi.uno') ?? 0;

    expect(await client.call('ir.model.data/check_object_reference', ['chiavi', 'uno'])).toEqual([
      'res.partner',
      id,
    ]);
    expect(await client.refusal('ir.model.data/check_object_reference', ['chiavi', 'due'])).toContain(
      'builtins.ValueError: External ID not found in the system: chiavi.due',
    );
    expect(await client.call('res.partner/get_external_id', [[id, 1]])).toEqual({
      [id]: 'chiavi.uno',
      1: '',
    });
  });

  test('posts messages as its time did', async () => {
    const client = simOf({ version });
    const order = client.sim.db.create('sale.order', { partner_id: customerOf(client), company_id: 2 });

    const answer = await client.call('sale.order/message_post', [[order]], { body: '<b>Ciao</b>' });

    const [message] = client.sim.db.records('mail.message');
    expect(answer).toEqual(version >= 19 ? [message?.id] : message?.id);
    expect(message?.['body']).toBe(version === 16 ? '<b>Ciao</b>' : '<p>&lt;b&gt;Ciao&lt;/b&gt;</p>');
    expect(client.sim.db.read('sale.order', [order], ['message_ids'])).toEqual([
      { id: order, message_ids: [message?.id] },
    ]);
  });

  test('computes taxes in the open, until 17 without rounding each where the company rounds globally', async () => {
    const client = simOf({ version });
    const tax = client.one('account.tax', [['name', '=', '22% inclusa']]);

    expect(await client.call('account.tax/compute_all', [[tax], 33])).toMatchObject({
      total_excluded: 27.05,
      total_included: 33,
      taxes: [{ id: tax, amount: version <= 17 ? 5.9508197 : 5.95, price_include: true }],
    });
  });

  test('stamps who made a record and when, to the second', async () => {
    const client = simOf({ version });
    const id = await client.call('res.partner/create', [{ name: 'Timbro' }]);

    const rows = await client.call('res.partner/read', [
      id ?? 0,
      ['create_uid', 'create_date', 'write_date'],
    ]);

    expect(rows).toEqual([
      {
        id,
        create_uid: [3, 'Ponte'],
        create_date: '2026-06-03 08:15:00',
        write_date: '2026-06-03 08:15:00',
      },
    ]);
  });
});

describe('what the user may do', () => {
  test.each([16, 17, 18] as const)('%i tells by check_access_rights', async (version) => {
    const client = simOf({ version });
    const quietly = { raise_exception: false };

    expect(await client.call('sale.order/check_access_rights', ['create'], quietly)).toBe(true);
    expect(await client.call('sale.order/check_access_rights', ['unlink'], quietly)).toBe(false);
    expect(await client.refusal('sale.order/check_access_rights', ['unlink'])).toContain(
      "You are not allowed to delete 'Sales Order' (sale.order) records.",
    );
  });

  test.each([18, 19] as const)('%i tells by has_access, record by record', async (version) => {
    const client = simOf({ version });
    const orderOf = (company: number) =>
      client.sim.db.create('sale.order', { partner_id: customerOf(client), company_id: company });
    const [own, foreign] = [orderOf(2), orderOf(1)];

    expect(await client.call('sale.order/has_access', [[own], 'write'])).toBe(true);
    expect(await client.call('sale.order/has_access', [[own], 'unlink'])).toBe(false);
    expect(await client.call('sale.order/has_access', [[own, foreign], 'read'])).toBe(false);
  });

  test.each([
    [16, 'has_access'],
    [17, 'has_access'],
    [19, 'check_access_rights'],
  ] as const)('%i does not know %s', async (version, method) => {
    const client = simOf({ version });

    expect(await client.refusal(`sale.order/${method}`, [[1], 'read'])).toContain('builtins.AttributeError');
  });
});
