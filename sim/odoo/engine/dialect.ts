import type { OdooVersion } from './value.ts';

/**
 * How a build of Odoo adds taxes up. `lines-first` (16, 17): the amount of each line is rounded before its taxes are
 * taken. `raw-sums` (18): nothing is rounded but the base of the whole order and each of its taxes.
 * `raw-sums-included-kept` (19): as that, but an order whose taxes are all included comes to the rounded sum of its
 * prices.
 */
export type TaxTotals = 'lines-first' | 'raw-sums' | 'raw-sums-included-kept';

/** What changed between the versions. */
export interface Dialect {
  lineTaxes: 'tax_id' | 'tax_ids';
  lineUom: 'product_uom' | 'product_uom_id';
  userGroups: 'groups_id' | 'group_ids';
  /** The argument of write() that a TypeError names. */
  writeValues: 'values' | 'vals';
  listView: 'tree,form' | 'list,form';
  /** How orders are added up; builds of one version may differ. */
  taxTotals: TaxTotals;
}

const taxTotals = {
  16: 'lines-first',
  17: 'lines-first',
  18: 'raw-sums',
  19: 'raw-sums-included-kept',
} as const;

export function dialectOf(version: OdooVersion): Dialect {
  const v19 = version >= 19;
  return {
    lineTaxes: v19 ? 'tax_ids' : 'tax_id',
    lineUom: v19 ? 'product_uom_id' : 'product_uom',
    userGroups: v19 ? 'group_ids' : 'groups_id',
    writeValues: v19 ? 'vals' : 'values',
    listView: version >= 18 ? 'list,form' : 'tree,form',
    taxTotals: taxTotals[version],
  };
}
