import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { OdooCall } from './call.ts';
import type { Session } from './session.ts';

export type Area = 'orders' | 'customers' | 'products' | 'stock' | 'invoices';

export interface Right {
  area: Area;
  ok: boolean;
  /** What is missing by Odoo's own name, '' where nothing is: a group, or an app that is not installed. */
  missing: string;
}

interface Need {
  area: Area;
  model: string;
  operation: 'read' | 'write' | 'create';
  group: string;
  app: string;
}

/** Sees all orders, also those of OdooBot: with "Own Documents Only" our orders would hide from us. */
const allDocuments = 'sales_team.group_sale_salesman_all_leads';

/** What the connection's user may do in each area that we work in. */
export async function rightsOf(session: Session): Promise<Right[]> {
  const { groups } = session.dialect;
  const needs: Need[] = [
    { area: 'orders', model: 'sale.order', operation: 'create', group: groups.orders, app: 'Sales (sale)' },
    {
      area: 'customers',
      model: 'res.partner',
      operation: 'create',
      group: groups.customers,
      app: 'Contacts',
    },
    {
      area: 'products',
      model: 'product.product',
      operation: 'read',
      group: groups.orders,
      app: 'Products (product)',
    },
    {
      area: 'stock',
      model: 'stock.picking',
      operation: 'write',
      group: groups.stock,
      app: 'Inventory (stock)',
    },
    {
      area: 'invoices',
      model: 'account.move',
      operation: 'write',
      group: groups.invoices,
      app: 'Invoicing (account)',
    },
  ];
  return Promise.all(needs.map((need) => rightTo(session, need)));
}

async function rightTo(session: Session, need: Need): Promise<Right> {
  const { area, group, app } = need;
  const allowed = await mayDo(session, need);
  if (allowed === null) return { area, ok: false, missing: app };
  const ok = allowed && (area !== 'orders' || (await session.ask(groupCall(session), z.boolean())));
  return { area, ok, missing: ok ? '' : group };
}

/**
 * Whether the connection's user may do this with records of the model at all; null where Odoo does not know the model:
 * its app is not installed. One call.
 */
export async function mayDo(
  session: Session,
  need: Pick<Need, 'model' | 'operation'>,
): Promise<boolean | null> {
  try {
    return await session.ask(rightCall(session, need), z.boolean());
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'refused') return null;
    throw thrown;
  }
}

function rightCall({ dialect }: Session, { model, operation }: Pick<Need, 'model' | 'operation'>): OdooCall {
  return dialect.modelRight === 'has_access'
    ? { model, method: 'has_access', ids: [], args: { operation } }
    : { model, method: 'check_access_rights', args: { operation, raise_exception: false } };
}

function groupCall({ dialect, connection }: Session): OdooCall {
  const call = { model: 'res.users', method: 'has_group', args: { group_ext_id: allDocuments } };
  return dialect.groupOf === 'caller' ? call : { ...call, ids: [connection.uid] };
}
