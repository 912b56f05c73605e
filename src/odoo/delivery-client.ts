import type { SaleOrderId } from '../trade/ids.ts';
import { deliveriesOf, deliveriesToShip, orderOfPicking } from './deliveries.ts';
import type { OrderDeliveries, OrderToShip } from './delivery.ts';
import type { AttachedFile, OrderFileDraft } from './order-files.ts';
import { attachFile } from './order-files.ts';
import { type OrderedGoods, orderedLines } from './ordered-lines.ts';
import type { OdooPackageType, PackageTypeDraft } from './package-types.ts';
import { createPackageType, packageTypes } from './package-types.ts';
import type { Session } from './session.ts';
import type { ShipmentFields, ShipmentNews } from './shipment-fields.ts';
import { shipmentFields, tellShipment } from './shipment-fields.ts';
import type { ShippedDelivery, ShippedPage } from './shipped.ts';
import { byTracking, shippedSince } from './shipped.ts';
import type { DeliveryMethod, Tracking, TrackingWritten } from './tracking.ts';
import { deliveryMethods, setTracking } from './tracking.ts';

/** Deliveries of sale orders. A user without rights to them gets SyncError `forbidden` with the group that is missing. */
export interface OdooDeliveries {
  /** How an order's goods stand in the warehouse; null where there is no such order. Two calls, up to four on 16. */
  ofOrder(id: SaleOrderId): Promise<OrderDeliveries | null>;
  /** What was ordered and what is delivered of it, of many orders; those that are gone are left out. One call. */
  lines(ids: readonly SaleOrderId[]): Promise<Map<SaleOrderId, OrderedGoods>>;
  /** What of an order can be shipped; null where there is no such order. Transfers with nothing in them may be missing. Two calls, three on 16. */
  toShip(id: SaleOrderId): Promise<OrderToShip | null>;
  /** The delivery methods that a transfer may be given without ordering anything of a courier. One call; meant to be kept. */
  methods(): Promise<DeliveryMethod[]>;
  /** The order that a transfer is of; null where there is none. One call. */
  ofPicking(pickingId: number): Promise<SaleOrderId | null>;
  /** Writes a tracking code on transfers. Safe to repeat. One call, two with the name of a delivery method. */
  setTracking(tracking: Tracking): Promise<TrackingWritten>;
  /** The next deliveries that have left with a tracking code, by id. One call. */
  shippedSince(page: ShippedPage): Promise<ShippedDelivery[]>;
  /** Transfers with that tracking code. One call. */
  byTracking(code: string): Promise<ShippedDelivery[]>;
  /** Where orders can tell of their shipment. One call; meant to be kept. */
  shipmentFields(): Promise<ShipmentFields>;
  /** Tells an order of its shipment, where Odoo has fields for it. Safe to repeat. One call. */
  tellShipment(
    order: { id: SaleOrderId; news: ShipmentNews },
    fields: ShipmentFields,
  ): Promise<'written' | 'no-fields'>;
}

export interface OdooPackageTypes {
  /** The package types of the company and those of all. One call; meant to be kept. */
  all(): Promise<OdooPackageType[]>;
  /** Creates one under a key; answers its id. Safe to repeat. Two calls. */
  create(draft: PackageTypeDraft): Promise<number | 'not-allowed'>;
}

export interface OdooFiles {
  /** Puts a file into an order's chatter, once however often it is repeated. Two calls. */
  attach(file: OrderFileDraft): Promise<AttachedFile>;
}

export function openDeliveries(session: Session): OdooDeliveries {
  return {
    ofOrder: (id) => deliveriesOf(session, id),
    lines: (ids) => orderedLines(session, ids),
    toShip: (id) => deliveriesToShip(session, id),
    methods: () => deliveryMethods(session),
    ofPicking: (pickingId) => orderOfPicking(session, pickingId),
    setTracking: (tracking) => setTracking(session, tracking),
    shippedSince: (page) => shippedSince(session, page),
    byTracking: (code) => byTracking(session, code),
    shipmentFields: () => shipmentFields(session),
    tellShipment: (order, fields) => tellShipment(session, order, fields),
  };
}

export function openPackageTypes(session: Session): OdooPackageTypes {
  return {
    all: () => packageTypes(session),
    create: (draft) => createPackageType(session, draft),
  };
}

export function openFiles(session: Session): OdooFiles {
  return { attach: (file) => attachFile(session, file) };
}
