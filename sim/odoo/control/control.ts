import { userError } from '../engine/errors.ts';
import type { Json, Vals } from '../engine/value.ts';
import { isVals } from '../engine/value.ts';
import type { Server } from '../rpc/server.ts';
import { type CatalogueControl, catalogueControl } from './catalogue-control.ts';
import type { CallEntry } from './call-log.ts';
import type { FaultInput } from './faults.ts';
import type { SimDatabase } from './handle.ts';
import { type WarehouseControl, warehouseControl } from './warehouse-control.ts';

export interface Counts {
  /** Records per model, of models that have any. */
  records: Record<string, number>;
  /** Calls per `model.method` or `service.method`. */
  calls: Record<string, number>;
  /** Calls that can change something. */
  writes: number;
}

/** What a test or a demonstration may do behind Odoo's back. */
export interface SimControl extends CatalogueControl, WarehouseControl {
  reset: (seed?: number) => void;
  counts: () => Counts;
  calls: (since?: number) => CallEntry[];
  setFaults: (faults: readonly FaultInput[]) => void;
  /** Answers 503 to everything. */
  setDown: (down: boolean) => void;
  /** Replaces a login's API key; null revokes it. */
  setKey: (login: string, apiKey: string | null) => void;
  setPasswordCost: (ms: number) => void;
  /** Orders with their lines, totals and parties; by customer reference, or all. */
  orders: (ref?: string) => Vals[];
}

const reading =
  /\.(search|search_read|web_search_read|search_count|read|fields_get|name_search|default_get|get_metadata|get_external_id|has_access|check_access_rights|version|login|authenticate|about|list|db_exist|server_version|context_get|has_group|compute_all|check_object_reference)$/;

export function simControl(server: Server, db: SimDatabase): SimControl {
  return {
    reset: (seed) => server.reset(seed ?? server.options.seed ?? 1),
    counts: () => counts(server),
    calls: (since = 0) => server.log.since(since),
    setFaults: (faults) => server.faults.set(faults),
    setDown: (down) => {
      server.down = down;
    },
    setKey: (login, apiKey) => {
      if (db.count('res.users', [['login', '=', login]]) === 0) throw userError(`No user ${login}`);
      server.secrets.setKey(login, apiKey);
    },
    setPasswordCost: (ms) => {
      server.passwordCostMs = ms;
    },
    orders: (ref) => orders(server, db, ref),
    ...catalogueControl(server),
    ...warehouseControl(server),
  };
}

function counts(server: Server): Counts {
  const records: Record<string, number> = {};
  for (const name of server.db.models.keys()) {
    const { size } = server.db.table(name).rows;
    if (size > 0) records[name] = size;
  }
  const calls = server.log.counts();
  const writes = Object.entries(calls)
    .filter(([name]) => !reading.test(name))
    .reduce((sum, [, times]) => sum + times, 0);
  return { records, calls, writes };
}

const headFields = [
  'name',
  'state',
  'client_order_ref',
  'origin',
  'date_order',
  'user_id',
  'company_id',
  'currency_id',
  'amount_untaxed',
  'amount_tax',
  'amount_total',
  'order_line',
  'picking_ids',
];

const partnerFields = [
  'name',
  'type',
  'email',
  'phone',
  'street',
  'street2',
  'zip',
  'city',
  'state_id',
  'country_id',
  'vat',
];

function orders(server: Server, db: SimDatabase, ref: string | undefined): Vals[] {
  const { lineTaxes } = server.db.dialect;
  const lineFields = [
    'product_id',
    'name',
    'product_uom_qty',
    'price_unit',
    'discount',
    lineTaxes,
    'price_subtotal',
    'price_tax',
    'price_total',
    'is_delivery',
    'display_type',
  ];
  const ids = db.search('sale.order', ref === undefined ? [] : [['client_order_ref', '=', ref]]);
  const parties = ['partner_id', 'partner_invoice_id', 'partner_shipping_id'];
  return db.read('sale.order', ids, [...headFields, ...parties]).map((order) => {
    const whole: Vals = {
      ...order,
      lines: db.read('sale.order.line', idList(order['order_line']), lineFields),
    };
    for (const party of parties) {
      const id = idList(order[party])[0];
      whole[party] = id === undefined ? false : (db.read('res.partner', [id], partnerFields)[0] ?? false);
    }
    return whole;
  });
}

function idList(value: Json | undefined): number[] {
  return Array.isArray(value) && !isVals(value) ? value.filter((id) => typeof id === 'number') : [];
}
