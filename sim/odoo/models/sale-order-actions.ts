import type { Env } from '../engine/env.ts';
import { attributeError, OdooError, userError } from '../engine/errors.ts';
import type { Call, Method } from '../engine/model.ts';
import { idsOf, type Json, type OdooVersion, refOf, type Row, text } from '../engine/value.ts';
import { nameOf } from '../engine/values.ts';
import { linesOf } from './sale-totals.ts';
import { cancelDeliveries, deliver } from './deliveries.ts';
import { refreshInvoicing } from './invoicing.ts';

/** Locked: a state on 16, a mark beside the state from 17 on. */
export const isLocked = (order: Row | undefined): boolean =>
  order?.['locked'] === true || order?.['state'] === 'done';

const onRecords = (run: Method['run']): Method => ({ on: 'records', params: [], run });

/** Buttons of an order, as they can be called from outside. */
export function saleOrderActions(version: OdooVersion): Record<string, Method> {
  const locking: Record<string, Method> =
    version === 16
      ? { action_done: onRecords((call) => patch(call, { state: 'done' })) }
      : {
          action_lock: onRecords((call) => patch(call, { locked: true })),
          action_unlock: onRecords((call) => patch(call, { locked: false })),
        };
  return {
    action_confirm: onRecords(confirm),
    action_cancel: onRecords(cancel),
    action_draft: onRecords(toDraft),
    ...locking,
    ...(version === 16 ? { action_unlock: onRecords((call) => patch(call, { state: 'sale' })) } : {}),
    set_delivery_line: {
      on: 'records',
      params: ['carrier', 'amount'],
      run: () => {
        throw attributeError("'int' object has no attribute 'id'");
      },
    },
  };
}

function patch({ env, ids }: Call, values: Record<string, string | boolean>): undefined {
  for (const id of ids) change(env, env.get('sale.order', id), values);
}

function change(env: Env, order: Row, values: Record<string, string | boolean | number[]>): void {
  env.table('sale.order').update(order.id, {
    ...values,
    write_uid: env.uid,
    write_date: env.db.timestamp(),
  });
}

function confirm({ env, ids }: Call): Json {
  const orders = ids.map((id) => env.get('sale.order', id));
  checkConfirmable(env, orders);
  for (const order of orders) confirmOne(env, order);
  return true;
}

/** 16 confirms again what is confirmed, and only refuses what is locked or cancelled. */
function checkConfirmable(env: Env, orders: Row[]): void {
  const { version } = env.db;
  const wrong = orders.filter((order) => {
    const state = text(order['state']);
    return version === 16 ? ['done', 'cancel'].includes(state) : !['draft', 'sent'].includes(state);
  });
  if (wrong.length === 0) return;
  if (version === 16) {
    throw userError('It is not allowed to confirm an order in the following states: cancel, done');
  }
  const names = wrong.map((order) => text(order['name'])).join(', ');
  throw userError(
    version === 17
      ? `The following orders are not in a state requiring confirmation: ${names}`
      : 'Some orders are not in a state requiring confirmation.',
  );
}

function confirmOne(env: Env, order: Row): void {
  if (refOf(order['warehouse_id']) === undefined) noWarehouse(env, order);
  const again = order['state'] === 'sale';
  const followers = idsOf(order['message_partner_ids']);
  const customer = refOf(order['partner_id']) ?? 0;
  const joined = env.db.version <= 18 && !followers.includes(customer);
  change(env, order, {
    state: 'sale',
    date_order: env.db.timestamp(),
    ...(joined ? { message_partner_ids: [...followers, customer] } : {}),
  });
  refreshInvoicing(env, order.id);
  if (!again) deliver(env.sudo(), env.get('sale.order', order.id), linesOf(env, order.id));
}

function noWarehouse(env: Env, order: Row): never {
  const company = nameOf(env, 'res.company', refOf(order['company_id']));
  const message = `Please create a warehouse for company ${company}.`;
  throw new OdooError('odoo.exceptions.RedirectWarning', message, [
    message,
    { type: 'ir.actions.act_window', res_model: 'stock.warehouse' },
    'Go to Warehouses',
  ]);
}

function cancel({ env, ids }: Call): Json {
  const orders = ids.map((id) => env.get('sale.order', id));
  const { version } = env.db;
  if (version >= 17 && orders.some((order) => order['locked'] === true)) {
    throw userError('You cannot cancel a locked order. Please unlock it first.');
  }
  const [first] = orders;
  const asks = orders.some((order) => order['state'] !== 'draft');
  if (first !== undefined && version <= 18 && asks && env.context['disable_cancel_warning'] !== true) {
    return wizard(version, first);
  }
  for (const order of orders) {
    cancelDeliveries(env, order.id);
    change(env, order, { state: 'cancel' });
    refreshInvoicing(env, order.id);
  }
  return true;
}

function wizard(version: OdooVersion, order: Row): Json {
  return {
    name: 'Cancel Sales Order',
    view_mode: 'form',
    res_model: 'sale.order.cancel',
    view_id: 1145,
    type: 'ir.actions.act_window',
    context: {
      ...(version === 16 ? { default_use_template: true } : {}),
      default_template_id: 14,
      default_order_id: order.id,
      mark_so_as_canceled: true,
      default_email_layout_xmlid: 'mail.mail_notification_layout_with_responsible_signature',
      model_description: 'Sales Order',
    },
    target: 'new',
  };
}

function toDraft({ env, ids }: Call): Json {
  for (const id of ids) {
    const order = env.get('sale.order', id);
    if (order['state'] === 'cancel' || order['state'] === 'sent') change(env, order, { state: 'draft' });
  }
  return true;
}
