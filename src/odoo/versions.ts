export const odooVersions = [16, 17, 18, 19] as const;

/** The major versions of Odoo that this client speaks to. */
export type OdooVersion = (typeof odooVersions)[number];

/**
 * How Odoo adds an order up. `per-line`: amount and tax of each line are rounded. `lines-first`: the amount of each line
 * is rounded, and each tax that comes on top once for the order. `raw-sums`: nothing is rounded but the base of the whole
 * order and each of its taxes. `raw-sums-included-kept`: as that, but an order without a tax on top comes to the rounded
 * sum of its prices.
 */
export const roundingRules = ['per-line', 'lines-first', 'raw-sums', 'raw-sums-included-kept'] as const;

export type RoundingRule = (typeof roundingRules)[number];

/** What differs between versions, as far as this client meets it. */
export interface Dialect {
  transport: 'json-rpc' | 'json-2';
  /** The field of sale.order.line that holds its taxes. */
  lineTaxes: 'tax_id' | 'tax_ids';
  /** The field of product.product that tells goods from services. */
  productKind: 'detailed_type' | 'type';
  /** The field that tells whether stock of a product is counted; 16 and 17 have a kind for it. */
  storableField: 'is_storable' | null;
  /** The member of the context that quantities of one warehouse are asked for by. */
  warehouseContext: 'warehouse' | 'warehouse_id';
  /** The field of sale.order that says that it is locked; 16 has a state for it. */
  lockedField: 'locked' | null;
  /** The field of stock.move that tells that somebody has set its done quantity. */
  pickedField: 'quantity_done' | 'picked';
  /** Whether an order that is confirmed is confirmed once more, and dated anew, rather than refused. */
  confirmsAgain: boolean;
  /** Whether `web_search_read` answers what records point to along with them. */
  nestedReading: boolean;
  /** Whether an invoice may have its official PDF stored beside it. */
  storedInvoicePdf: boolean;
  /** Whether a `lang` in the context that is not installed is an error rather than ignored. */
  refusesUnknownLanguage: boolean;
  /** How to ask whether the caller may do something with a model. */
  modelRight: 'check_access_rights' | 'has_access';
  /** Whether res.users.has_group asks about the caller or about the records of the call. */
  groupOf: 'caller' | 'records';
  /** How a company that rounds globally adds orders up, by the builds that we know; others may differ. */
  globalRounding: RoundingRule;
  /** What people call the groups that we may find missing. */
  groups: { orders: string; customers: string; stock: string; invoices: string };
}

const orders = 'Sales / User: All Documents';
const stock = 'Inventory / User';
const customers = 'Extra Rights / Contact Creation';

const dialects: Record<OdooVersion, Dialect> = {
  16: {
    transport: 'json-rpc',
    lineTaxes: 'tax_id',
    productKind: 'detailed_type',
    storableField: null,
    warehouseContext: 'warehouse',
    lockedField: null,
    pickedField: 'quantity_done',
    confirmsAgain: true,
    nestedReading: false,
    storedInvoicePdf: false,
    refusesUnknownLanguage: false,
    modelRight: 'check_access_rights',
    groupOf: 'caller',
    globalRounding: 'lines-first',
    groups: { orders, customers, stock, invoices: 'Invoicing / Billing' },
  },
  17: {
    transport: 'json-rpc',
    lineTaxes: 'tax_id',
    productKind: 'detailed_type',
    storableField: null,
    warehouseContext: 'warehouse',
    lockedField: 'locked',
    pickedField: 'picked',
    confirmsAgain: false,
    nestedReading: true,
    storedInvoicePdf: true,
    refusesUnknownLanguage: false,
    modelRight: 'check_access_rights',
    groupOf: 'caller',
    globalRounding: 'lines-first',
    groups: { orders, customers, stock, invoices: 'Invoicing / Billing' },
  },
  18: {
    transport: 'json-rpc',
    lineTaxes: 'tax_id',
    productKind: 'type',
    storableField: 'is_storable',
    warehouseContext: 'warehouse_id',
    lockedField: 'locked',
    pickedField: 'picked',
    confirmsAgain: false,
    nestedReading: true,
    storedInvoicePdf: true,
    refusesUnknownLanguage: true,
    modelRight: 'has_access',
    groupOf: 'records',
    globalRounding: 'raw-sums',
    groups: { orders, customers, stock, invoices: 'Invoicing / Invoicing' },
  },
  19: {
    transport: 'json-2',
    lineTaxes: 'tax_ids',
    productKind: 'type',
    storableField: 'is_storable',
    warehouseContext: 'warehouse_id',
    lockedField: 'locked',
    pickedField: 'picked',
    confirmsAgain: false,
    nestedReading: true,
    storedInvoicePdf: true,
    refusesUnknownLanguage: true,
    modelRight: 'has_access',
    groupOf: 'records',
    globalRounding: 'raw-sums-included-kept',
    groups: { orders, customers: 'Contact / Creation', stock, invoices: 'Accounting / Invoicing' },
  },
};

export function dialectOf(version: OdooVersion): Dialect {
  return dialects[version];
}

/** The major version in Odoo's version text (`18.0-20250421`, `saas~17.2+e`), or null where it is none that we know. */
export function versionIn(text: string): OdooVersion | null {
  const major = /^(?:saas[~-])?(\d+)/.exec(text)?.[1];
  return odooVersions.find((version) => String(version) === major) ?? null;
}
