import type { OdooVersion } from './value.ts';

/** Names that changed between the versions. */
export interface Dialect {
  lineTaxes: 'tax_id' | 'tax_ids';
  lineUom: 'product_uom' | 'product_uom_id';
  userGroups: 'groups_id' | 'group_ids';
  /** The argument of write() that a TypeError names. */
  writeValues: 'values' | 'vals';
  listView: 'tree,form' | 'list,form';
}

export function dialectOf(version: OdooVersion): Dialect {
  const v19 = version >= 19;
  return {
    lineTaxes: v19 ? 'tax_ids' : 'tax_id',
    lineUom: v19 ? 'product_uom_id' : 'product_uom',
    userGroups: v19 ? 'group_ids' : 'groups_id',
    writeValues: v19 ? 'vals' : 'values',
    listView: version >= 18 ? 'list,form' : 'tree,form',
  };
}
