import type { Env } from '../engine/env.ts';
import { nameRecord } from '../engine/external-ids.ts';
import { create } from '../engine/orm.ts';
import type { OdooVersion } from '../engine/value.ts';

/** External id, full name, and what the group implies. */
type Group = readonly [xmlId: string, fullName: string, implied?: readonly string[]];

const user = 'base.group_user';

const groups: readonly Group[] = [
  [user, 'User types / Internal User'],
  ['base.group_portal', 'User types / Portal'],
  ['base.group_public', 'User types / Public'],
  ['base.group_erp_manager', 'Administration / Access Rights', [user]],
  ['base.group_system', 'Administration / Settings', ['base.group_erp_manager']],
  ['base.group_multi_company', 'Extra Rights / Multi Companies'],
  ['base.group_partner_manager', 'Extra Rights / Contact Creation'],
  ['sales_team.group_sale_salesman', 'Sales / User: Own Documents Only', [user]],
  [
    'sales_team.group_sale_salesman_all_leads',
    'Sales / User: All Documents',
    ['sales_team.group_sale_salesman'],
  ],
  ['sales_team.group_sale_manager', 'Sales / Administrator', ['sales_team.group_sale_salesman_all_leads']],
  ['stock.group_stock_user', 'Inventory / User', [user]],
  ['stock.group_stock_manager', 'Inventory / Administrator', ['stock.group_stock_user']],
  ['account.group_account_invoice', 'Invoicing / Billing', [user]],
  ['account.group_account_manager', 'Invoicing / Billing Administrator', ['account.group_account_invoice']],
];

/** Makes the access groups with their external ids. */
export function seedGroups(env: Env, version: OdooVersion): void {
  const own: readonly Group[] =
    version >= 19 ? [...groups, ['product.group_product_manager', 'Product / Creation']] : groups;
  for (const [xmlId, fullName, implied = []] of own) {
    const ids = implied.flatMap((group) => env.ref(group) ?? []);
    const [id = 0] = create(env, env.model('res.groups'), [
      {
        name: fullName.split(' / ').at(-1) ?? fullName,
        full_name: fullName,
        implied_ids: [[6, 0, ids]],
      },
    ]);
    nameRecord(env, xmlId, { model: 'res.groups', id });
  }
}

/** What the integration's user needs, and no more. */
export const runtimeGroups = [
  user,
  'base.group_partner_manager',
  'sales_team.group_sale_salesman_all_leads',
  'stock.group_stock_user',
  'account.group_account_invoice',
] as const;

export const adminGroups = [
  'base.group_system',
  'base.group_partner_manager',
  'base.group_multi_company',
  'sales_team.group_sale_manager',
  'stock.group_stock_manager',
  'account.group_account_manager',
] as const;
