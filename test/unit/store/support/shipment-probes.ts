import type { TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { JobId, PoleepoOrderId, PoleepoShippingId, SaleOrderId } from '../../../../src/trade/ids.ts';
import { blankShipment } from '../../../support/blank-shipment.ts';
import { now } from './ledger.ts';

type Probe = (stores: TenantStores) => Promise<unknown>;

const order = 1 as PoleepoOrderId;
const event = { key: 'told', at: now, kind: 'told', detail: {} };
const type = { poleepoId: 43, name: 'Scatola', width: '40', height: '30', depth: '30', maxWeight: null };

const fresh = {
  ...blankShipment,
  id: 'shp_fresh',
  poleepoOrderId: order,
  reference: 'ref-fresh',
  createdAt: now,
};

const wanted = {
  id: 'inv_fresh',
  poleepoOrderId: order,
  saleOrderId: 41 as SaleOrderId,
  saleOrderName: 'S00041',
  requestedBy: null,
  jobId: null,
  createdAt: now,
};

const work = {
  id: 'job_fresh' as JobId,
  kind: 'make-invoice',
  subject: 'order:1:invoice',
  priority: 0,
  dueAt: now,
  now,
};

const seenDocument = { poleepoOrderId: order, documentId: 'D1', type: 'INVOICE', number: '7' };
const documentEvent = { id: 'ev_document', at: now, kind: 'document-attached', jobId: null, detail: {} };

/** The id of each tenant's own shipment; of another's nothing is to be had under it. */
const its = async ({ shipments }: TenantStores) => (await shipments.ofPicking(7))?.id ?? 'shp_ten_b';

/** Calls of what ships a tenant's orders. */
export const shipping: Record<string, Probe> = {
  'packageTypes.all': ({ packageTypes }) => packageTypes.all(),
  'packageTypes.get': ({ packageTypes }) => packageTypes.get(43),
  'packageTypes.seen': ({ packageTypes }) => packageTypes.seen([type], now),
  'packageTypes.choose': ({ packageTypes }) =>
    packageTypes.choose(43, { odooPackageTypeId: 6, odooName: 'Box', now }),
  'packageTypes.byOdooId': ({ packageTypes }) => packageTypes.byOdooId(),
  'shipments.add': ({ shipments }) => shipments.add(fresh, { events: [event] }),
  'shipments.get': async (stores) => stores.shipments.get(await its(stores)),
  'shipments.byPoleepoId': ({ shipments }) => shipments.byPoleepoId(7781),
  'shipments.byReference': ({ shipments }) => shipments.byReference('ref-1'),
  'shipments.byTracking': ({ shipments }) => shipments.byTracking('BRT1'),
  'shipments.ofPicking': ({ shipments }) => shipments.ofPicking(7),
  'shipments.orderOf': ({ shipments }) => shipments.orderOf(41 as SaleOrderId),
  'shipments.ofOrder': ({ shipments }) => shipments.ofOrder(order),
  'shipments.list': ({ shipments }) => shipments.list({ limit: 50 }),
  'shipments.advance': async (stores) =>
    stores.shipments.advance(await its(stores), { from: ['issued'], to: 'attached', events: [event], now }),
  'shipments.hear': async (stores) =>
    stores.shipments.hear(await its(stores), {
      set: { status: 'IN_TRANSIT' },
      poleepoUpdatedAt: now,
      events: [event],
      now,
    }),
  'shipments.withLabel': ({ shipments }) => shipments.withLabel(now + 1, 50),
  'shipments.forgetLabels': async (stores) => stores.shipments.forgetLabels([await its(stores)], now),
  'shippingNews.known': ({ shippingNews }) => shippingNews.known([7781 as PoleepoShippingId]),
  'shippingNews.unfinished': ({ shippingNews }) => shippingNews.unfinished(50),
  'shippingNews.ofSales': ({ shippingNews }) => shippingNews.ofSales([41 as SaleOrderId]),
  'invoices.want': ({ invoices }) => invoices.want({ ...wanted }, { after: null, work }),
  'invoiceNews.orders': ({ invoiceNews }) =>
    invoiceNews.orders({ from: 0, onRequest: false, invoicedSince: 0, after: 0, limit: 50 }),
  'invoiceNews.standing': ({ invoiceNews }) => invoiceNews.standing('refused', { after: '', limit: 50 }),
  'orderDocuments.ofOrder': ({ orderDocuments }) => orderDocuments.ofOrder(order),
  'orderDocuments.seen': ({ orderDocuments }) =>
    orderDocuments.seen({ ...seenDocument, documentId: 'D2' }, { now, event: documentEvent }),
  'orderDocuments.attached': ({ orderDocuments }) =>
    orderDocuments.attached(seenDocument, { attachmentId: 9, now, event: documentEvent, before: 'D0' }),
  'invoices.get': async ({ invoices }) => invoices.get((await invoices.ofOrder(order))[0]?.id ?? 'inv_ten_b'),
  'invoices.ofOrder': ({ invoices }) => invoices.ofOrder(order),
  'invoices.list': ({ invoices }) => invoices.list({ limit: 50 }),
  'invoices.advance': async ({ invoices }) =>
    invoices.advance((await invoices.ofOrder(order))[0]?.id ?? 'inv_ten_b', {
      from: ['posted'],
      set: { state: 'offered' },
      now,
    }),
  'shipments.eventsOf': async (stores) => stores.shipments.eventsOf(await its(stores)),
};
