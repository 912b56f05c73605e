import { describe, expect, it } from 'vitest';
import { rowsOf, sheetOf } from '../../../src/odoo/sheet.ts';

describe('a sheet', () => {
  it('has the columns in the order in which they are first named', () => {
    const sheet = sheetOf('res.partner', [
      { id: 'ponte.a', name: 'A' },
      { city: 'Roma', name: 'B' },
    ]);
    expect(sheet.columns).toEqual(['id', 'name', 'city']);
    expect(sheet.rows).toEqual([
      ['ponte.a', 'A', ''],
      ['', 'B', 'Roma'],
    ]);
  });

  it('leaves out what no row says anything about, since Odoo would empty it', () => {
    expect(sheetOf('res.partner', [{ id: 'ponte.a', phone: null, vat: null }]).columns).toEqual(['id']);
  });

  it('keeps a column that is empty on purpose', () => {
    expect(sheetOf('sale.order', [{ id: 'ponte.a', 'order_line/tax_id/.id': '' }])).toMatchObject({
      columns: ['id', 'order_line/tax_id/.id'],
      rows: [['ponte.a', '']],
    });
  });
});

describe('rows of a record with children', () => {
  it('name the parent on the first row only', () => {
    expect(rowsOf({ id: 'p' }, [{ id: 'c1' }, { id: 'c2' }], 'child_ids')).toEqual([
      { id: 'p', 'child_ids/id': 'c1' },
      { 'child_ids/id': 'c2' },
    ]);
  });

  it('are the parent alone where it has none', () => {
    expect(rowsOf({ id: 'p' }, [], 'child_ids')).toEqual([{ id: 'p' }]);
  });
});
