import type { Delivery, DeliveryPackage, OrderDeliveries, OrderedLine } from '../../../src/odoo/client.ts';
import type { PackageTypeRow } from '../../../src/store/package-type-store.ts';
import type { ShipmentRow } from '../../../src/store/shipment-store.ts';
import type { ProductId, SaleOrderId, TenantId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';
import { decimal } from '../../../src/trade/money.ts';

export function box(given: Partial<DeliveryPackage> = {}): DeliveryPackage {
  return {
    id: 71,
    name: 'PACK0000071',
    typeId: 5,
    typeName: 'Box M',
    weight: decimal('1.2'),
    shippingWeight: null,
    lines: [{ productId: 41 as ProductId, quantity: decimal(1) }],
    ...given,
  };
}

export function delivery(given: Partial<Delivery> = {}): Delivery {
  return {
    id: 7,
    name: 'WH/OUT/00007',
    state: 'done',
    kind: 'outgoing',
    backorderOf: null,
    trackingRef: null,
    carrier: null,
    packages: [box()],
    loose: [],
    ...given,
  };
}

export function goods(ordered: number, delivered: number): OrderedLine {
  return {
    productId: 41 as ProductId,
    ordered: decimal(ordered),
    delivered: decimal(delivered),
    isGoods: true,
  };
}

export function orderWith(given: Partial<OrderDeliveries> = {}): OrderDeliveries {
  return {
    saleOrderId: 41 as SaleOrderId,
    state: 'sale',
    lines: [goods(1, 1)],
    pickings: [delivery()],
    ...given,
  };
}

export function packageType(given: Partial<PackageTypeRow> = {}): PackageTypeRow {
  return {
    tenantId: 'ten_a' as TenantId,
    poleepoId: 43,
    name: 'Scatola media',
    width: '40',
    height: '30',
    depth: '30',
    maxWeight: '20',
    odooPackageTypeId: 5,
    odooName: 'Box M',
    seenAt: 0,
    updatedAt: 0,
    ...given,
  };
}

export function shipment(given: Partial<ShipmentRow> = {}): ShipmentRow {
  return {
    ...blankShipment,
    tenantId: 'ten_a' as TenantId,
    state: 'attached',
    trackingCode: 'BRT1',
    updatedAt: 0,
    ...given,
  };
}
