import { describe, expect, it } from 'vitest';
import type { VariantId } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { argument, catalogueFields, domainOf } from './support/catalogue.ts';
import { loadedAs, notLoaded, serialization } from './support/drafts.ts';
import type { Heard, Reply } from './support/scripted-odoo.ts';
import { clientOf } from './support/scripted-odoo.ts';

const fields = catalogueFields({
  sku: ['x_poleepo_sku', 'poleepo_sku'],
  ref: ['x_poleepo_ref'],
  status: ['x_poleepo_status'],
  error: ['x_poleepo_error'],
  syncedAt: ['x_poleepo_last_sync'],
});
const shirt = 46 as VariantId;
const polo = 47 as VariantId;
const mug = 50 as VariantId;
const syncedAt = Date.UTC(2026, 10, 22, 15, 49, 5);

const load = 'product.product.load';
const search = 'product.product.search';
const write = 'product.product.write';
const unknownId = notLoaded("Unknown database identifier '47'", '.id');
const unnamed = notLoaded('You are not allowed to modify products.');

function rowsOf(heard: Heard): unknown {
  return argument(18, heard, ['data', 1]);
}

describe.each(odooVersions)('telling Odoo %s', (version) => {
  it('takes one load for all variants, by their database ids', async () => {
    const odoo = clientOf(version, { [load]: loadedAs(46) });
    const rows = [
      { id: shirt, ref: 501, sku: 'TS-L', status: 'completed', error: null, syncedAt },
      { id: polo, ref: 502, sku: 'PO-M', status: 'error', error: 'CATEGORY_NOT_FOUND', syncedAt },
    ];
    expect(await odoo.client.catalogue.writeBack(rows, fields)).toBe('written');
    expect(odoo.heard).toHaveLength(1);
    expect(argument(version, odoo.nth(0), ['fields', 0])).toEqual([
      '.id',
      'x_poleepo_ref',
      'x_poleepo_sku',
      'x_poleepo_status',
      'x_poleepo_error',
      'x_poleepo_last_sync',
    ]);
    expect(argument(version, odoo.nth(0), ['data', 1])).toEqual([
      ['46', '501', 'TS-L', 'completed', '', '2026-11-22 15:49:05'],
      ['47', '502', 'PO-M', 'error', 'CATEGORY_NOT_FOUND', '2026-11-22 15:49:05'],
    ]);
    expect(odoo.nth(0).context).toMatchObject({ active_test: false, tz: 'UTC', allowed_company_ids: [2] });
  });
});

describe('telling Odoo', () => {
  it('says nothing of what is left out, and so takes a load for each set of members', async () => {
    const odoo = clientOf(18, { [load]: loadedAs(46) });
    const rows = [
      { id: shirt, ref: 501, status: 'completed' },
      { id: polo, ref: 502 },
      { id: mug, ref: 503, status: 'error' },
    ];
    expect(await odoo.client.catalogue.writeBack(rows, fields)).toBe('written');
    expect(odoo.heard.map(rowsOf)).toEqual([
      [
        ['46', '501', 'completed'],
        ['50', '503', 'error'],
      ],
      [['47', '502']],
    ]);
  });

  it('writes only into the fields that there are', async () => {
    const odoo = clientOf(18, { [load]: loadedAs(46) });
    const few = catalogueFields({ ref: ['poleepo_ref'] });
    const rows = [{ id: shirt, ref: 501, sku: 'TS-L', status: 'completed', error: 'none', syncedAt }];
    expect(await odoo.client.catalogue.writeBack(rows, few)).toBe('written');
    expect(argument(18, odoo.nth(0), ['fields', 0])).toEqual(['.id', 'poleepo_ref']);
  });

  it('is no call where Odoo has no field for it', async () => {
    const odoo = clientOf(18, {});
    const rows = [{ id: shirt, ref: 501, status: 'completed' }];
    expect(await odoo.client.catalogue.writeBack(rows, catalogueFields())).toBe('no-fields');
    expect(odoo.heard).toEqual([]);
  });

  it('is no call where the user may not write products', async () => {
    const odoo = clientOf(18, {});
    const rows = [{ id: shirt, ref: 501 }];
    const readOnly = { ...fields, mayWrite: false };
    expect(await odoo.client.catalogue.writeBack(rows, readOnly)).toBe('not-allowed');
    expect(odoo.heard).toEqual([]);
  });

  it('is no call where there is nothing to tell', async () => {
    const odoo = clientOf(18, {});
    expect(await odoo.client.catalogue.writeBack([], fields)).toBe('written');
    expect(odoo.heard).toEqual([]);
  });

  it('goes through the write queue', async () => {
    const queued: string[] = [];
    const { client } = clientOf(
      18,
      { [load]: loadedAs(46) },
      {
        write: (task) => {
          queued.push('write');
          return task();
        },
      },
    );
    await client.catalogue.writeBack([{ id: shirt, ref: 501 }], fields);
    expect(queued).toEqual(['write']);
  });
});

describe('a variant that is gone', () => {
  it('is passed over: the others are loaded again without it', async () => {
    const odoo = clientOf(18, { [load]: [unknownId, loadedAs(46)], [search]: { result: [46] } });
    const rows = [
      { id: shirt, ref: 501 },
      { id: polo, ref: 502 },
    ];
    expect(await odoo.client.catalogue.writeBack(rows, fields)).toBe('written');
    expect(odoo.heard.map(({ endpoint }) => endpoint)).toEqual([load, search, load]);
    expect(domainOf(18, odoo.nth(1))).toEqual([['id', 'in', [46, 47]]]);
    expect(odoo.nth(1).context).toMatchObject({ active_test: false });
    expect(rowsOf(odoo.nth(2))).toEqual([['46', '501']]);
  });

  it('is nothing to write where all are gone', async () => {
    const odoo = clientOf(18, { [load]: [unknownId], [search]: { result: [] } });
    expect(await odoo.client.catalogue.writeBack([{ id: polo, ref: 502 }], fields)).toBe('written');
    expect(odoo.heard).toHaveLength(2);
  });
});

describe('a load that is refused', () => {
  const refusing = (reply: Reply | Reply[]) => ({
    [load]: unnamed,
    [search]: { result: [46, 47, 50] },
    [write]: reply,
  });
  const rows = [
    { id: shirt, ref: 501, error: null },
    { id: polo, ref: 502, error: 'x' },
    { id: mug, ref: 501, error: null },
  ];

  it('is done by a write for each set of values', async () => {
    const odoo = clientOf(18, refusing({ result: true }));
    expect(await odoo.client.catalogue.writeBack(rows, fields)).toBe('written');
    const writes = odoo.heard.filter(({ endpoint }) => endpoint === write).map(({ args }) => args);
    expect(writes).toEqual([
      [[46, 50], { x_poleepo_ref: '501', x_poleepo_error: false }],
      [[47], { x_poleepo_ref: '502', x_poleepo_error: 'x' }],
    ]);
  });

  it('is not allowed where the write is forbidden', async () => {
    const odoo = clientOf(18, refusing({ fault: 'odoo.exceptions.AccessError' }));
    expect(await odoo.client.catalogue.writeBack(rows, fields)).toBe('not-allowed');
  });

  it('is refused where the write is, too', async () => {
    const odoo = clientOf(
      18,
      refusing({ fault: 'odoo.exceptions.ValidationError', message: 'No such status' }),
    );
    await expect(odoo.client.catalogue.writeBack(rows, fields)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('No such status') as string,
    });
  });
});

describe('a load that meets another writer', () => {
  const conflict = notLoaded(serialization);

  it('is done again after a pause', async () => {
    const odoo = clientOf(18, { [load]: [conflict, conflict, loadedAs(46)] });
    expect(await odoo.client.catalogue.writeBack([{ id: shirt, ref: 501 }], fields)).toBe('written');
    expect(odoo.heard).toHaveLength(3);
    expect(odoo.clock.pauses).toEqual([100, 300]);
  });

  it('is a conflict where the other does not cease', async () => {
    const odoo = clientOf(18, { [load]: conflict });
    const told = odoo.client.catalogue.writeBack([{ id: shirt, ref: 501 }], fields);
    await expect(told).rejects.toMatchObject({ code: 'conflict' });
    expect(odoo.heard).toHaveLength(4);
  });

  it('is not repeated where the answer was lost, since it may have happened', async () => {
    const odoo = clientOf(18, { [load]: { lost: true } });
    const told = odoo.client.catalogue.writeBack([{ id: shirt, ref: 501 }], fields);
    await expect(told).rejects.toMatchObject({ code: 'unreachable', mayHaveHappened: true });
    expect(odoo.heard).toHaveLength(1);
  });
});
