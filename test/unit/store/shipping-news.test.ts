import { describe, expect, test } from 'vitest';
import type { NewShipment } from '../../../src/store/shipment-store.ts';
import type { PoleepoOrderId, PoleepoShippingId, SaleOrderId } from '../../../src/trade/ids.ts';
import { blankShipment } from '../../support/blank-shipment.ts';
import { addRow } from './support/add-row.ts';
import { createLedger, now, work } from './support/ledger.ts';

const tenant = 'ten_a';
const shipping = (id: number) => id as PoleepoShippingId;

function open() {
  const ledger = createLedger();
  const { shipments, shippingNews, jobs } = ledger.storesOf(tenant);
  const add = async (given: Partial<NewShipment>) => {
    const id = given.id ?? `shp_${String(given.poleepoId)}`;
    const fresh = { ...blankShipment, reference: id, pickingId: null, saleOrderId: null, createdAt: now };
    return shipments.add({ ...fresh, state: 'issued', ...given, id });
  };
  const link = (poleepoOrderId: number, saleOrderId: number | null) =>
    addRow(ledger.sqlite, 'order_links', {
      tenant_id: tenant,
      poleepo_order_id: poleepoOrderId,
      sale_order_id: saleOrderId,
      state: 'confirmed',
    });
  return { shippingNews, jobs, add, link };
}

describe('what is known of a shipping', () => {
  test('is its row and the listings that work was made from', async () => {
    const { shippingNews, jobs, add } = open();
    await add({ poleepoId: 7781, status: 'CREATED', trackingCode: 'BRT1', poleepoUpdatedAt: now });
    await jobs.enqueue({ ...work('shipping:7782'), input: { print: 'as listed' } });
    const known = await shippingNews.known([7781, 7782, 7783].map(shipping));
    expect(known.get(shipping(7781))).toEqual({
      row: { status: 'CREATED', trackingCode: 'BRT1', poleepoUpdatedAt: now },
      prints: new Set(),
    });
    expect(known.get(shipping(7782))).toEqual({ row: null, prints: new Set(['as listed']) });
    expect(known.get(shipping(7783))).toEqual({ row: null, prints: new Set() });
  });
});

describe('a shipment is unfinished', () => {
  test('once its order is in Odoo, and until it knows of it', async () => {
    const { shippingNews, add, link } = open();
    await add({ poleepoId: 1, poleepoOrderId: 11 as PoleepoOrderId });
    await add({ poleepoId: 2, poleepoOrderId: 12 as PoleepoOrderId });
    await add({ poleepoId: 3, poleepoOrderId: 13 as PoleepoOrderId, saleOrderId: 43 as SaleOrderId });
    await add({ poleepoId: 4, poleepoOrderId: 11 as PoleepoOrderId, state: 'void' });
    link(11, 41);
    link(12, null);
    link(13, 43);
    expect(await shippingNews.unfinished(10)).toEqual([1]);
  });

  test('where the courier has it and only its label was missing', async () => {
    const { shippingNews, add } = open();
    await add({ poleepoId: 1, state: 'attached', handedOverAt: now });
    await add({ poleepoId: 2, state: 'attached' });
    await add({ poleepoId: 3, state: 'handed-over', handedOverAt: now });
    expect(await shippingNews.unfinished(10)).toEqual([1]);
  });

  test('unless somebody is at it already', async () => {
    const { shippingNews, jobs, add } = open();
    await add({ poleepoId: 1, state: 'attached', handedOverAt: now });
    await jobs.enqueue(work('shipping:1'));
    expect(await shippingNews.unfinished(10)).toEqual([]);
  });
});

describe('sale orders', () => {
  test('that come from Poleepo are told with all their shipments', async () => {
    const { shippingNews, add, link } = open();
    const [one, other] = [11 as PoleepoOrderId, 12 as PoleepoOrderId];
    await add({ poleepoId: 1, poleepoOrderId: one, state: 'void' });
    await add({ poleepoId: 2, poleepoOrderId: one });
    await add({ poleepoId: 3, poleepoOrderId: 99 as PoleepoOrderId });
    link(11, 41);
    link(12, 42);
    const found = await shippingNews.ofSales([41, 42, 43].map((id) => id as SaleOrderId));
    expect([...found.keys()]).toEqual([41, 42]);
    expect(found.get(41 as SaleOrderId)?.shipments.map(({ id }) => id)).toEqual(['shp_1', 'shp_2']);
    expect(found.get(42 as SaleOrderId)).toEqual({ orderId: other, shipments: [] });
  });
});
