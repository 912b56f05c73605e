import type { PoleepoProduct } from '../poleepo/product.ts';
import type { SeenProduct } from '../store/poleepo-product-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { decimalText } from '../trade/money.ts';
import type { OpenReport, ReportStep } from './report-run.ts';
import { countIn } from './report-tally.ts';

const pageSize = 100;

/** So many products are read again with the next page: as many may vanish from the list in between. */
const overlap = 5;

/** One page of Poleepo's catalogue, written down as it is seen; after the last one what was not seen is forgotten. */
export async function walkPoleepo(
  { poleepo, stores, clock }: TenantContext,
  { id: walk, summary }: OpenReport,
  offset: number,
): Promise<ReportStep> {
  const page = await poleepo.products.list({ offset, max: pageSize });
  await stores.poleepoProducts.save(page.products.map(seenOf), { walk, now: clock.now() });
  if (page.next === null) await stores.poleepoProducts.forgetUnseen(walk);
  const unreadable = countIn(summary, 'unreadable') + page.unreadable.length;
  return {
    next: page.next === null ? null : Math.max(offset + 1, page.next - overlap),
    summary: { unreadable },
  };
}

/** A product of Poleepo's as it is kept. */
export function seenOf(product: PoleepoProduct): SeenProduct {
  const { price, priceWithTax, vatRate, quantity } = product;
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
  };
}
