import type { NewImage } from '../../../../src/store/image-store.ts';
import type { TenantStores } from '../../../../src/store/tenant-stores.ts';
import type { ImageId, PoleepoBatchId, PoleepoOrderId, PoleepoProductId } from '../../../../src/trade/ids.ts';
import { decimal } from '../../../../src/trade/money.ts';
import { parent, read, variant } from './catalogue.ts';
import { now } from './ledger.ts';

type Probe = (stores: TenantStores) => Promise<unknown>;

const imageRow = (recordId: number, checksum: string): NewImage => ({
  id: `img_new${recordId}k` as ImageId,
  model: 'product.template',
  recordId,
  field: 'image_1920',
  checksum,
  mimetype: 'image/png',
  size: 900,
});

const hot = {
  kind: 'variant',
  odooId: 1,
  poleepoRef: 9001 as PoleepoProductId,
  quantity: 0,
  price: null,
  priceChanged: false,
  sentAt: null,
  acceptedQuantity: 5,
  quantityOnly: false,
} as const;
const checked = { ...hot, odooId: 2, acceptedAt: null, active: null, again: false } as const;
const refused = { code: 'X' };

const ordered = 7 as PoleepoOrderId;

const result = { position: 0, kind: 'variant', odooId: 3, outcome: 'completed' } as const;

const seen = {
  poleepoId: 9002 as PoleepoProductId,
  sku: 'B',
  title: 'Other',
  price: '1.5',
  priceWithTax: null,
  vatRate: null,
  quantity: 3,
  active: true,
  type: 'SIMPLE',
  texts: null,
};

const found = { key: 'variant:9', finding: 'matched', sku: 'I', odooId: 9, poleepoId: null, detail: {} };

/** Calls of what keeps a tenant's catalogue. */
export const catalogue: Record<string, Probe> = {
  'products.get': ({ products }) => products.get(variant(1)),
  'products.known': ({ products }) => products.known('variant', [1, 2]),
  'products.withSkus': ({ products }) => products.withSkus(['A']),
  'products.list': ({ products }) => products.list({ limit: 50 }),
  'products.counts': ({ products }) => products.counts(),
  'products.any': ({ products }) => products.any(),
  'products.publish': ({ products }) => products.publish([1, 8], { published: false, now }),
  'publishWishes.add': ({ publishWishes }) =>
    publishWishes.add({ id: 'pub_9', published: true, variants: [9], templates: null }, now),
  'publishWishes.next': ({ publishWishes }) => publishWishes.next(),
  'publishWishes.goOn': ({ publishWishes }) =>
    publishWishes.goOn('pub_1', { variants: [], templates: [5], after: 0 }),
  'publishWishes.end': ({ publishWishes }) => publishWishes.end('pub_1'),
  'products.mark': ({ products }) => products.mark('published', now + 1),
  'products.marked': ({ products }) => products.marked({ after: 0, limit: 50 }),
  'products.retry': ({ products }) => products.retry([variant(4), parent(70)], now),
  'products.missed': ({ products }) => products.missed('w2'),
  'products.unmet': ({ products }) => products.unmet('w2', { after: 0, limit: 50 }),
  'productReading.save': ({ productReading }) => productReading.save([read(1)], { readAt: now, now }),
  'productReading.met': ({ productReading }) =>
    productReading.met([{ odooId: 1, dirtyAt: null }], { readAt: now, walk: 'w2' }),
  'batches.sendable': ({ batches }) => batches.sendable(50),
  'batches.prepare': async ({ batches }) =>
    batches.prepare({ id: 'bat_new', now }, await batches.sendable(50)),
  'batches.accepted': ({ batches }) =>
    batches.accepted('bat_1', { poleepoId: 5512 as PoleepoBatchId, dueAt: now }),
  'batches.lost': ({ batches }) => batches.lost('bat_1', { dueAt: now }),
  'batches.asked': ({ batches }) => batches.asked('bat_1', { now, dueAt: now }),
  'batches.open': ({ batches }) => batches.open(),
  'batches.get': ({ batches }) => batches.get('bat_1'),
  'batches.list': ({ batches }) => batches.list({ limit: 50 }),
  'batches.itemsOf': ({ batches }) => batches.itemsOf('bat_1'),
  'batches.settle': ({ batches }) =>
    batches.settle('bat_1', { state: 'completed', results: [result], now: now + 1 }),
  'batches.durations': ({ batches }) => batches.durations(5),
  'families.of': ({ families }) => families.of([1, 2]),
  'families.bearing': ({ families }) => families.bearing(['A', 'B']),
  'stockClaims.replace': ({ stockClaims }) =>
    stockClaims.replace(ordered, [{ sku: 'A', quantity: decimal(3) }], now),
  'stockClaims.bySkus': ({ stockClaims }) => stockClaims.bySkus(['A']),
  'productTouch.hot': ({ productTouch }) => productTouch.hot(50),
  'productTouch.pushing': ({ productTouch }) => productTouch.pushing([hot], now + 1),
  'productTouch.pushed': ({ productTouch }) => productTouch.pushed([hot], now + 1),
  'productTouch.notTaken': ({ productTouch }) => productTouch.notTaken([hot], now + 1),
  'productTouch.refuse': ({ productTouch }) => productTouch.refuse([{ ...variant(1), error: refused }], now),
  'productTouch.forget': ({ productTouch }) => productTouch.forget([variant(2)], now + 1),
  'productTouch.tied': ({ productTouch }) => productTouch.tied([9002 as PoleepoProductId]),
  'productTouch.note': ({ productTouch }) => productTouch.note('bat_1', [{ position: 0, error: refused }]),
  'productChecks.toReadBack': ({ productChecks }) => productChecks.toReadBack(50),
  'productChecks.wellRead': ({ productChecks }) => productChecks.wellRead([checked]),
  'productChecks.sendAgain': ({ productChecks }) => productChecks.sendAgain([checked], now + 1),
  'productChecks.fail': ({ productChecks }) => productChecks.fail([{ ...checked, error: refused }], now),
  'productChecks.tellable': ({ productChecks }) => productChecks.tellable({ since: 0, limit: 50 }),
  'productChecks.told': ({ productChecks }) => productChecks.told([{ odooId: 2, print: 'p' }]),
  'poleepoProducts.save': ({ poleepoProducts }) => poleepoProducts.save([seen], { walk: 'w2', now }),
  'poleepoProducts.forgetUnseen': ({ poleepoProducts }) => poleepoProducts.forgetUnseen('w2'),
  'poleepoProducts.forget': ({ poleepoProducts }) => poleepoProducts.forget(seen.poleepoId),
  'poleepoProducts.withSkus': ({ poleepoProducts }) => poleepoProducts.withSkus(['B']),
  'poleepoProducts.known': ({ poleepoProducts }) => poleepoProducts.known([seen.poleepoId]),
  'productLinks.adopt': ({ productLinks }) =>
    productLinks.adopt([{ ...variant(6), poleepoRef: 9003 as PoleepoProductId }], now),
  'productLinks.sendAgain': ({ productLinks }) =>
    productLinks.sendAgain([{ ...variant(2), there: 'active' }], now),
  'productLinks.readAnew': ({ productLinks }) => productLinks.readAnew('published', now + 1),
  'productLinks.linked': ({ productLinks }) =>
    productLinks.linked('w1', { kind: 'variant', after: 0, limit: 50 }),
  'productLinks.pastOf': ({ productLinks }) => productLinks.pastOf(variant(2), 5),
  'reports.add': ({ reports }) =>
    reports.add({ id: 'rep_2', kind: 'match', place: null, summary: {}, askedBy: 'x', createdAt: now }),
  'reports.get': ({ reports }) => reports.get('rep_1'),
  'reports.running': ({ reports }) => reports.running('match', 0),
  'reports.firstRunning': ({ reports }) => reports.firstRunning(0),
  'reports.list': ({ reports }) => reports.list({ limit: 50 }),
  'reports.save': ({ reports }) =>
    reports.save('rep_1', { state: 'completed', place: null, summary: {}, finishedAt: now }, [found]),
  'reports.items': ({ reports }) => reports.items('rep_1', { limit: 50 }),
  'reports.item': ({ reports }) => reports.item('rep_1', 'variant:6'),
  'reports.unmended': ({ reports }) =>
    reports.unmended('rep_1', { finding: 'matched', keys: null, after: '', limit: 50 }),
  'reports.mended': ({ reports }) => reports.mended('rep_1', ['variant:6'], now),
  'reports.counts': ({ reports }) => reports.counts('rep_1'),
  'matches.duplicatesInOdoo': ({ matches }) => matches.duplicatesInOdoo('rep_1'),
  'matches.otherFamilies': ({ matches }) => matches.otherFamilies('rep_1'),
  'matches.onlyInPoleepo': ({ matches }) => matches.onlyInPoleepo('rep_1', 'w1'),
  'images.keep': ({ images }) =>
    images.keep([imageRow(1, 'aa'), imageRow(2, 'bb'), imageRow(3, 'cc')], { now, goodTags: ['k'] }),
  'images.refused': ({ images }) => images.refused([imageRow(1, 'aa'), imageRow(3, 'cc')]),
  'images.judge': ({ images }) => images.judge('img_1k' as ImageId, null),
  'images.lookAnew': ({ images }) => images.lookAnew('all'),
  'images.get': ({ images }) => images.get('img_1k' as ImageId),
  'images.revoke': ({ images }) => images.revoke('all', now + 1),
  'images.revoked': ({ images }) => images.revoked(50),
  'images.forget': ({ images }) => images.forget(['img_1k', 'img_2k'] as ImageId[]),
};
