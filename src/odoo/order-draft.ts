import type { PartnerId, ProductId, SaleOrderId, TaxId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';

export interface OrderDraft {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  /**
   * Whether the order may be in Odoo already (a link, an earlier attempt). It is then looked up before anything is
   * written, so that what people changed in a confirmed order stays. One call more, or two.
   */
  mayExist: boolean;
  /** False leaves what is right a quotation, for a person to confirm. */
  confirm?: boolean;
  partnerId: PartnerId;
  /** Key of one of the customer's addresses; null for the customer itself. */
  invoiceAddressKey: string | null;
  deliveryAddressKey: string | null;
  /** Odoo's client_order_ref. */
  reference: string;
  origin: string;
  /** Milliseconds since 1970. */
  orderedAt: number;
  /** Plain text. */
  note: string | null;
  /** The salesperson; 1 is OdooBot. */
  userId: number;
  lines: OrderLineDraft[];
  /** The code of the currency that all amounts are in; null where the order does not say. */
  currency: string | null;
  /** Odoo's own choice where null, as for the four below. */
  warehouseId: number | null;
  teamId: number | null;
  paymentTermId: number | null;
  pricelistId: number | null;
  sourceId: number | null;
  /** Taxes included. */
  expectedTotal: Decimal;
  /** A difference between both totals that a person accepted, of either sign. */
  acceptDifference?: Decimal;
}

/** What decides whether a quotation is right, and how its import ends. */
export type OrderFinish = Pick<
  OrderDraft,
  'confirm' | 'orderedAt' | 'userId' | 'currency' | 'expectedTotal' | 'acceptDifference'
>;

export interface OrderLineDraft {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  productId: ProductId;
  name: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Percent. */
  discount: Decimal;
  /** Null: left to Odoo, which then chooses for every line of the order. */
  taxIds: TaxId[] | null;
  isDelivery: boolean;
}

/** The contacts that an order names. */
export interface OrderParties {
  customer: PartnerId;
  invoice: PartnerId;
  delivery: PartnerId;
}

export type UpsertedOrder =
  | {
      outcome: 'confirmed';
      id: SaleOrderId;
      name: string;
      total: Decimal;
      already: boolean;
      parties: OrderParties;
    }
  | { outcome: 'quotation'; id: SaleOrderId; name: string; total: Decimal; parties: OrderParties }
  | {
      outcome: 'total-differs';
      id: SaleOrderId;
      name: string;
      total: Decimal;
      expected: Decimal;
      parties: OrderParties;
    }
  | { outcome: 'other-currency'; id: SaleOrderId; name: string; currency: string }
  | { outcome: 'cancelled'; id: SaleOrderId; name: string };

export type SaleOrderState = 'draft' | 'sent' | 'sale' | 'done' | 'cancel';

export interface OrderState {
  id: SaleOrderId;
  name: string;
  state: SaleOrderState;
  /** Taxes included. */
  total: Decimal;
  untaxed: Decimal;
  /** The code of its currency. */
  currency: string | null;
}
