/** An order as `GET /orders/{id}` shows it. `id` and `shippings` are confirmed, the rest documented or assumed. */
export interface Order {
  id: number;
  reference_id: string;
  source_id: string;
  source: { id: string; name: string };
  status: OrderStatus;
  order_date: string;
  update_date: string;
  currency: string;
  total_price: number;
  shipping_price: number;
  cod_price: number;
  discount: number;
  prices_include_tax: boolean;
  payment: Payment;
  customer: Customer;
  billing_address: Address;
  delivery_address: Address;
  rows: OrderRow[];
  invoice_requested: boolean;
  notes: string;
  shippings: { id: number }[];
}

export interface OrderStatus {
  id: string;
  name: string;
}

export interface Payment {
  method: string;
  name: string;
  cash_on_delivery: boolean;
  transaction_id?: string;
}

/** A guest has no id. */
export interface Customer {
  id?: number;
  firstname: string;
  lastname: string;
  email?: string;
  phone?: string;
}

export interface Address {
  name: string;
  surname: string;
  company?: string;
  vat_number?: string;
  tax_code?: string;
  pec?: string;
  sdi_code?: string;
  address: string;
  postcode: string;
  city: string;
  state_iso?: string;
  country_iso: string;
  phone?: string;
  email?: string;
}

/** `price` and `price_with_tax` are of one unit, `discount` is of the whole row, with tax. */
export interface OrderRow {
  id: number;
  product_id?: number;
  sku: string;
  title: string;
  quantity: number;
  price: number;
  price_with_tax: number;
  vat_rate: number;
  discount: number;
}

/** The words of the help centre under the ids that we assume. */
export const orderStatuses = {
  AWAITING_PAYMENT: 'In attesa di pagamento',
  PAYMENT_ACCEPTED: 'Pagamento accettato',
  IN_PROCESS: 'In lavorazione',
  SHIPPED: 'Spedito',
  DELIVERED: 'Consegnato',
  CANCELED: 'Annullato',
  REFUNDED: 'Rimborsato',
} as const;

export type OrderStatusId = keyof typeof orderStatuses;

/** A status with its name; an id that nobody knows is its own name. */
export function orderStatus(id: string): OrderStatus {
  return { id, name: Object.entries(orderStatuses).find(([known]) => known === id)?.[1] ?? id };
}
