import type { PoleepoProduct } from '../poleepo/product.ts';
import type { NewReportItem } from '../store/catalogue-report-store.ts';
import type { SeenProduct } from '../store/poleepo-product-store.ts';
import { decimalText } from '../trade/money.ts';
import type { ReportPhase } from './report-run.ts';
import { countIn } from './report-tally.ts';
import { textMarksOf } from './text-marks.ts';

const pageSize = 100;

/** So many products are read again with the next page: as many may vanish from the list in between. */
const overlap = 5;

/** One page of Poleepo's catalogue, written down as it is seen; after the last one what was not seen is forgotten. */
export const walkPoleepo: ReportPhase = walkNoting(() => []);

/** The same, with what a report notes of a product beside that. */
export function walkNoting(note: (product: PoleepoProduct) => NewReportItem[]): ReportPhase {
  return async ({ poleepo, stores, clock }, { id: walk, summary }, offset) => {
    const { products, unreadable, next } = await poleepo.products.list({ offset, max: pageSize });
    await stores.poleepoProducts.save(await Promise.all(products.map(seenOf)), { walk, now: clock.now() });
    if (next === null) await stores.poleepoProducts.forgetUnseen(walk);
    return {
      next: next === null ? null : Math.max(offset + 1, next - overlap),
      items: products.flatMap(note),
      summary: { unreadable: countIn(summary, 'unreadable') + unreadable.length },
    };
  };
}

/** A product of Poleepo's as it is kept. */
export async function seenOf(product: PoleepoProduct): Promise<SeenProduct> {
  const { price, priceWithTax, vatRate, quantity, shortDescription: short, longDescription: long } = product;
  return {
    poleepoId: product.id,
    sku: product.sku,
    title: product.title,
    price: price === null ? null : decimalText(price),
    priceWithTax: priceWithTax === null ? null : decimalText(priceWithTax),
    vatRate: vatRate === null ? null : decimalText(vatRate),
    quantity: quantity === null ? null : quantity.round(0, 0).toNumber(),
    active: product.active,
    type: product.typeId,
    texts: { ...(await textMarksOf({ short, long })) },
  };
}
