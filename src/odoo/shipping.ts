import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { ProductId } from '../trade/ids.ts';
import { productsByCode } from './products.ts';
import type { Session } from './session.ts';
import { requiredMany2one } from './values.ts';

/** The internal reference that Odoo gives its own delivery product. */
const standardCode = 'Delivery_007';

const carriers = z.array(z.object({ product_id: requiredMany2one }));

/**
 * The product that stands for shipping costs: that of the company's first delivery method where the user may read
 * those, else Odoo's own delivery product; null where neither is there. Two calls at most.
 */
export async function shippingProduct(session: Session): Promise<ProductId | null> {
  const [carrier] = await carriersOf(session);
  if (carrier !== undefined) return carrier.product_id as ProductId;
  const [standard] = (await productsByCode(session, [standardCode])).filter(({ active }) => active);
  return standard?.id ?? null;
}

async function carriersOf(session: Session): Promise<z.infer<typeof carriers>> {
  const domain = [['company_id', 'in', [session.connection.companyId, false]]];
  const kwargs = { fields: ['product_id'], limit: 1, order: 'sequence, id' };
  try {
    return await session.ask(
      { model: 'delivery.carrier', method: 'search_read', args: { domain }, kwargs },
      carriers,
    );
  } catch (thrown) {
    const withoutDelivery =
      thrown instanceof SyncError && (thrown.code === 'forbidden' || thrown.code === 'refused');
    if (withoutDelivery) return [];
    throw thrown;
  }
}
