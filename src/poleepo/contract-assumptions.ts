import type { Shape } from './contract-shape.ts';

/** How sure we are: `confirmed` by a client that runs, `documented`, or `assumed` by ourselves. */
export type Mark = 'confirmed' | 'documented' | 'assumed';

/** A member of an answer. `rows[].sku` is one of each element of a list. */
export interface Assumption {
  member: string;
  shape: Shape;
  mark: Mark;
  /** Without it something of ours does not work. */
  needed: boolean;
}

function members(mark: Mark, shape: Shape, names: string): Assumption[] {
  return names.split(' ').map((name) => {
    const needed = name.endsWith('!');
    return { member: needed ? name.slice(0, -1) : name, shape, mark, needed };
  });
}

const addressMembers =
  'name surname company vat_number tax_code pec sdi_code address postcode city state_iso country_iso phone email';
const under = (parent: string, names: string) =>
  names
    .split(' ')
    .map((name) => `${parent}.${name}`)
    .join(' ');

/** Names end in `!` where they are needed. */
export const orderAssumptions: readonly Assumption[] = [
  ...members('confirmed', 'id', 'id!'),
  ...members('confirmed', 'list', 'shippings'),
  ...members('documented', 'text', 'reference_id source_id currency'),
  ...members('documented', 'name', 'status!'),
  ...members('documented', 'object', 'customer delivery_address'),
  ...members('documented', 'number', 'total_price!'),
  ...members('documented', 'time', 'order_date!'),
  ...members('assumed', 'name', 'source'),
  ...members('assumed', 'time', 'update_date!'),
  ...members('assumed', 'number', 'shipping_price cod_price discount'),
  ...members('assumed', 'flag', 'prices_include_tax invoice_requested payment.cash_on_delivery'),
  ...members('assumed', 'object', 'payment billing_address'),
  ...members('assumed', 'text', 'notes payment.method payment.name payment.transaction_id'),
  ...members('assumed', 'id', 'customer.id shippings[].id'),
  ...members('assumed', 'text', under('customer', 'firstname lastname email phone')),
  ...members('assumed', 'text', under('billing_address', addressMembers)),
  ...members('assumed', 'text', under('delivery_address', addressMembers)),
  ...members('assumed', 'list', 'rows!'),
  ...members('assumed', 'id', 'rows[].id rows[].product_id'),
  ...members('assumed', 'text', 'rows[].sku! rows[].title'),
  ...members(
    'assumed',
    'number',
    'rows[].quantity! rows[].price rows[].price_with_tax! rows[].vat_rate! rows[].discount',
  ),
];

export const productAssumptions: readonly Assumption[] = [
  ...members('confirmed', 'id', 'id! main_category_id'),
  ...members('confirmed', 'name', 'type'),
  ...members('confirmed', 'text', 'sku! title'),
  ...members('confirmed', 'number', 'price price_with_tax vat_rate quantity sales weight width height depth'),
  ...members('confirmed', 'flag', 'active'),
  ...members('confirmed', 'list', 'images provisions tags'),
  ...members('confirmed', 'time', 'creation_date update_date'),
  ...members('assumed', 'id', 'parent_id'),
  ...members(
    'assumed',
    'text',
    'parent_sku ean upc isbn mpn short_description long_description category_path',
  ),
  ...members('assumed', 'list', 'attributes'),
];

export const shippingAssumptions: readonly Assumption[] = [
  ...members('confirmed', 'id', 'id!'),
  ...members('confirmed', 'text', 'carrier tracking_code parcel_id reference'),
  ...members('confirmed', 'time', 'creation_date'),
  ...members('confirmed', 'object', 'delivery_address'),
  ...members('assumed', 'id', 'order_id'),
  ...members('assumed', 'name', 'status'),
  ...members('assumed', 'time', 'update_date'),
  ...members('assumed', 'list', 'parcels'),
  ...members('assumed', 'text', 'parcels[].parcel_id'),
  ...members('assumed', 'flag', 'external'),
];

export const pickupAddressAssumptions: readonly Assumption[] = [
  ...members('assumed', 'id', 'id!'),
  ...members('assumed', 'text', 'name address postcode city state_iso country_iso'),
  ...members('assumed', 'flag', 'default'),
];

export const packageTypeAssumptions: readonly Assumption[] = [
  ...members('assumed', 'id', 'id!'),
  ...members('assumed', 'text', 'name'),
  ...members('assumed', 'number', 'width height depth max_weight'),
];

/** Members whose own members are not looked into. */
export const openMembers: ReadonlySet<string> = new Set([
  'main_category_path',
  'images[]',
  'provisions[]',
  'tags[]',
  'attributes[]',
  'delivery_address',
]);
