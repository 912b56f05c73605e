import type { ProductId, SaleOrderId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { SaleOrderState } from './order-draft.ts';

/** How an order's goods stand in the warehouse. */
export interface OrderDeliveries {
  saleOrderId: SaleOrderId;
  state: SaleOrderState;
  lines: OrderedLine[];
  /** Its transfers by id: deliveries, what is moved inside the warehouse for them, returns. */
  pickings: Delivery[];
}

export interface OrderedLine {
  productId: ProductId | null;
  ordered: Decimal;
  delivered: Decimal;
  /** Whether it is of goods: no service, no shipping costs, no section or note. */
  isGoods: boolean;
}

export type DeliveryState = 'draft' | 'waiting' | 'confirmed' | 'assigned' | 'done' | 'cancel';

export interface Delivery {
  id: number;
  /** `WH/OUT/00005`. */
  name: string;
  state: DeliveryState;
  /** `incoming` is a return, `internal` whatever does not leave the warehouse. */
  kind: 'outgoing' | 'incoming' | 'internal';
  /** The delivery whose rest it is. */
  backorderOf: number | null;
  trackingRef: string | null;
  carrier: string | null;
  packages: DeliveryPackage[];
  /** What is in no package. */
  loose: PackedLine[];
}

/** Of a delivery what one needs to know who ships it. */
export type DeliveryToShip = Omit<Delivery, 'backorderOf' | 'trackingRef' | 'carrier'>;

/** An order's goods as far as they can be shipped. */
export type OrderToShip = Omit<OrderDeliveries, 'pickings'> & { pickings: DeliveryToShip[] };

export interface DeliveryPackage {
  id: number;
  name: string;
  typeId: number | null;
  typeName: string | null;
  /** Kilograms, as Odoo works it out of the goods and the box. Of a delivery that is not done it is the box alone. */
  weight: Decimal;
  /** Kilograms that somebody weighed; null where nobody did. */
  shippingWeight: Decimal | null;
  lines: PackedLine[];
}

export interface PackedLine {
  productId: ProductId;
  quantity: Decimal;
}

/**
 * Whether everything that was ordered has been delivered. Odoo's own `delivery_status` is `full` too where the rest was
 * dropped, so the quantities decide. False where there are no goods.
 */
export function isDelivered({ state, lines }: Pick<OrderDeliveries, 'state' | 'lines'>): boolean {
  const goods = lines.filter(({ isGoods }) => isGoods);
  const confirmed = state === 'sale' || state === 'done';
  return confirmed && goods.length > 0 && goods.every(({ ordered, delivered }) => delivered.gte(ordered));
}
