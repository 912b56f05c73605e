import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';
import { customerOf, simOf } from './client.ts';

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test.each([
    ['copy', 'res.partner/copy', [[1]]],
    ['web_read_group', 'sale.order/web_read_group', [[], ['amount_total'], ['state']]],
    ['child_of', 'res.partner/search', [[['id', 'child_of', 1]]]],
  ] as const)('says plainly that %s is not played', async (_what, endpoint, args) => {
    const client = simOf({ version });

    const refusal = await client.refusal(endpoint, JSON.parse(JSON.stringify(args)));

    expect(refusal).toContain('builtins.NotImplementedError');
    expect(refusal).toContain('is not simulated');
  });

  test.each([
    { what: 'an ISO time', field: 'date_order', value: '2026-11-20T09:30:00', says: 'does not match format' },
    { what: 'a zone', field: 'date_order', value: '2026-11-20 09:30:00Z', says: 'does not match format' },
    { what: 'the 31st of June', field: 'date_order', value: '2026-06-31 09:30:00', says: 'does not match' },
    { what: 'a state that is none', field: 'state', value: 'shipped', says: "sale.order.state: 'shipped'" },
    { what: 'a customer who is not there', field: 'partner_id', value: 999_999, says: 'does not exist' },
  ])('refuses $what', async ({ field, value, says }) => {
    const client = simOf({ version });
    const id = client.sim.db.create('sale.order', { partner_id: customerOf(client), company_id: 2 });
    const before = client.sim.db.records('sale.order');

    const refusal = await client.refusal('sale.order/write', [[id], { [field]: value }]);

    expect(refusal).toContain(says);
    expect(client.sim.db.records('sale.order')).toEqual(before);
  });

  test.each([
    { what: 'a missing argument', args: [[1]], kwargs: {}, says: 'missing 1 required positional argument' },
    { what: 'an argument too many', args: [[1], {}, 'x'], kwargs: {}, says: 'positional arguments but' },
    { what: 'an unknown one', args: [[1]], kwargs: { colour: 'red' }, says: "argument 'colour'" },
  ])('refuses $what as Python does', async ({ args, kwargs, says }) => {
    const client = simOf({ version });

    expect(await client.refusal('res.partner/write', args, { ...kwargs })).toContain(says);
  });

  test('refuses an operator and a term that are none', async () => {
    const client = simOf({ version });

    expect(await client.refusal('res.partner/search', [[['name', '~', 'x']]])).toContain('Invalid operator');
    expect(await client.refusal('res.partner/search', [[['name', '=']]])).toContain('builtins.');
    expect(await client.refusal('res.partner/search', [['&', ['name', '=', 'x']]])).toContain(
      'builtins.IndexError',
    );
  });

  test('lets no record go that others lean on', async () => {
    const admin = simOf({ version }, 'admin');
    const partner = customerOf(admin);
    admin.sim.db.create('sale.order', { partner_id: partner, company_id: 1 });

    const refusal = await admin.refusal('res.partner/unlink', [[partner]]);

    expect(refusal).toContain('another model requires the record being deleted');
    expect(admin.sim.db.count('res.partner', [['id', '=', partner]])).toBe(1);
  });

  test('undoes the whole call when its last part fails', async () => {
    const client = simOf({ version });
    const before = client.sim.control.counts().records;

    await client.refusal('res.partner/create', [
      [{ name: 'Buono' }, { name: 'Cattivo', country_id: 999_999 }],
    ]);

    expect(client.sim.control.counts().records).toEqual(before);
    expect(client.sim.db.count('res.partner', [['name', '=', 'Buono']])).toBe(0);
  });
});

describe('a domain', () => {
  const names = async (domain: unknown[]) => {
    const client = simOf({ version: 18 });
    for (const [name, city, rank] of [
      ['Anna', 'Milano', 1],
      ['Bruno', 'Roma', 2],
      ['Carla', false, 3],
    ] as const) {
      const italy = client.one('res.country', [['code', '=', 'IT']]);
      client.sim.db.create('res.partner', { name, city, customer_rank: rank, country_id: italy });
    }
    const found = await client.call('res.partner/search_read', [
      JSON.parse(JSON.stringify([['customer_rank', '>', 0], ...domain])),
      ['name'],
    ]);
    return Array.isArray(found)
      ? found
          .map((row) => JSON.stringify(row))
          .join()
          .match(/(?<="name":")\w+/g)
      : [];
  };

  test.each([
    [[['city', '=', 'Milano']], ['Anna']],
    [[['city', '!=', 'Milano']], ['Bruno', 'Carla']],
    [[['city', '=', false]], ['Carla']],
    [[['city', 'in', ['Milano', false]]], ['Anna', 'Carla']],
    [[['city', 'not in', ['Milano']]], ['Bruno', 'Carla']],
    [[['name', 'ilike', 'RUN']], ['Bruno']],
    [[['name', 'like', 'RUN']], null],
    [[['name', '=ilike', 'a%']], ['Anna']],
    [[['customer_rank', '>=', 2]], ['Bruno', 'Carla']],
    [
      ['|', ['name', '=', 'Anna'], ['name', '=', 'Carla']],
      ['Anna', 'Carla'],
    ],
    [
      ['!', ['name', '=', 'Anna']],
      ['Bruno', 'Carla'],
    ],
    [['!', '|', ['name', '=', 'Anna'], ['name', '=', 'Carla']], ['Bruno']],
    [
      [
        ['country_id.code', '=', 'IT'],
        ['name', '=', 'Anna'],
      ],
      ['Anna'],
    ],
    [
      [
        ['country_id.name', 'ilike', 'ital'],
        ['city', '=', 'Roma'],
      ],
      ['Bruno'],
    ],
    [
      [
        ['country_id', '=', 'Italy'],
        ['city', '=', 'Roma'],
      ],
      ['Bruno'],
    ],
    [[['name', 'not ilike', 'a']], ['Bruno']],
  ])('%j finds %j', async (domain, expected) => {
    expect(await names(domain)).toEqual(expected);
  });
});

describe('archived records', () => {
  test('are found only when they are asked for', async () => {
    const client = simOf({ version: 18 });
    const id = client.sim.db.create('res.partner', { name: 'Archiviata', active: false });
    const named: [string, string, string] = ['name', '=', 'Archiviata'];

    expect(await client.call('res.partner/search', [[named]])).toEqual([]);
    expect(await client.call('res.partner/search', [[named, ['active', '=', false]]])).toEqual([id]);
    expect(await client.call('res.partner/search', [[named]], { context: { active_test: false } })).toEqual([
      id,
    ]);
  });
});

describe('a page of a search', () => {
  test('follows order, offset and limit, and counts up to a limit', async () => {
    const client = simOf({ version: 19 });
    const codes = async (paging: Record<string, string | number>) => {
      const rows = await client.call('product.product/search_read', [[]], {
        fields: ['default_code'],
        ...paging,
      });
      return JSON.stringify(rows).match(/(?<="default_code":")[^"]+/g);
    };

    const all = await codes({ order: 'default_code desc' });

    expect(await codes({ order: 'default_code desc', offset: 2, limit: 3 })).toEqual(all?.slice(2, 5));
    expect(all).toEqual([...(all ?? [])].toSorted().toReversed());
    expect(await client.call('product.product/search_count', [[]], { limit: 7 })).toBe(7);
  });
});
