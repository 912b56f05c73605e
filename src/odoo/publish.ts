import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import { withArchived } from './catalogue.ts';
import type { CatalogueFields } from './catalogue-fields.ts';
import type { VariantId } from './catalogue-product.ts';
import type { Session } from './session.ts';
import { productId } from './values.ts';

/** `not-allowed`: Odoo does not let the user, or does not take it. `no-field`: this Odoo has nowhere to write it. */
export type PublishedIn = 'written' | 'not-allowed' | 'no-field';

/**
 * Writes into Odoo's field for it whether these variants are published. Safe to repeat; a variant that is gone is passed
 * over. One `write` for all, two calls more where one of them is gone.
 */
export async function publish(
  session: Session,
  { ids, published }: { ids: readonly VariantId[]; published: boolean },
  fields: CatalogueFields,
): Promise<PublishedIn> {
  const [field] = fields.names.published;
  if (field === undefined) return 'no-field';
  if (!fields.mayWrite) return 'not-allowed';
  const vals = { [field]: published };
  try {
    if (!(await written(session, ids, vals))) await written(session, await standing(session, ids), vals);
    return 'written';
  } catch (thrown) {
    if (thrown instanceof SyncError && (thrown.code === 'forbidden' || thrown.code === 'refused'))
      return 'not-allowed';
    throw thrown;
  }
}

/** Answers false where one of them is gone. */
async function written(
  session: Session,
  ids: readonly VariantId[],
  vals: Record<string, boolean>,
): Promise<boolean> {
  if (ids.length === 0) return true;
  const call = { model: 'product.product', method: 'write', ids: [...ids], args: { vals } };
  try {
    await session.ask({ ...call, write: true }, z.unknown());
    return true;
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'not-found') return false;
    throw thrown;
  }
}

const idList = z.array(productId);

/** Those of these variants that are there, archived ones too. One call. */
export function standing(session: Session, ids: readonly VariantId[]): Promise<VariantId[]> {
  const domain = [['id', 'in', [...ids]]];
  const call = { model: 'product.product', method: 'search', args: { domain }, context: withArchived };
  return session.ask(call, idList);
}
