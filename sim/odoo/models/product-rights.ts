import type { Acl } from '../engine/model.ts';
import type { OdooVersion } from '../engine/value.ts';

/** Everybody reads products; who changes them is another group from 19 on. */
export function productRights(version: OdooVersion): Acl {
  const everybody = { 'base.group_user': 'r', 'base.group_system': 'rwcu' };
  if (version >= 19) return { ...everybody, 'product.group_product_manager': 'rwcu' };
  return {
    ...everybody,
    'sales_team.group_sale_manager': 'rwcu',
    'stock.group_stock_manager': 'rwcu',
  };
}
