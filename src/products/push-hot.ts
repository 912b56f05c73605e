import { second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { ProductChange } from '../poleepo/products.ts';
import type { HotProduct } from '../store/product-touch-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { decimal } from '../trade/money.ts';
import { failsAlone } from './fails-alone.ts';

/** At most so many in one run, and none begun after this. */
const most = 50;
const longest = 45 * second;

/**
 * Tells Poleepo at once, one by one, what is sold out and what has another price; of what is in error the pieces alone,
 * where they have become fewer, and not again what Poleepo did not take. What is in a batch is sent and read once
 * more behind it, since nobody knows which of the two comes last. Answers how many were told.
 */
export async function pushHot({ stores, clock, poleepo }: TenantContext): Promise<number> {
  const until = clock.now() + longest;
  const hot = await stores.productTouch.hot(most);
  if (hot.length === 0) return 0;
  await stores.productTouch.pushing(hot, clock.now());
  const told: HotProduct[] = [];
  const refused: HotProduct[] = [];
  const failures: SyncError[] = [];
  try {
    for (const product of hot) {
      if (clock.now() >= until) break;
      const answer = await tell(poleepo, product);
      if (answer === 'told') told.push(product);
      else if (answer.advice !== 'give-up') failures.push(answer);
      else if (product.quantityOnly) refused.push(product);
    }
  } finally {
    if (told.length > 0) await stores.productTouch.pushed(told, clock.now());
    if (refused.length > 0) await stores.productTouch.notTaken(refused, clock.now());
  }
  const [failed] = failures;
  if (failed !== undefined) throw failed;
  return told.length;
}

/**
 * What Poleepo does not take goes by a batch, which says what is wrong with it. What fails by itself holds up no other.
 */
async function tell(
  { products }: TenantContext['poleepo'],
  product: HotProduct,
): Promise<'told' | SyncError> {
  try {
    await products.update(product.poleepoRef, changeOf(product));
    return 'told';
  } catch (thrown) {
    if (failsAlone(thrown) || (thrown instanceof SyncError && thrown.advice === 'give-up')) return thrown;
    throw thrown;
  }
}

function changeOf({ quantity, price }: HotProduct): ProductChange {
  const [net, gross, rate] = price?.split('|') ?? [];
  return {
    ...(quantity !== null && { quantity }),
    ...(net !== undefined && { price: decimal(net) }),
    ...(gross !== undefined && { priceWithTax: decimal(gross) }),
    ...(rate !== undefined && { vatRate: decimal(rate) }),
  };
}
