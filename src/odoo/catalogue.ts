import { z } from 'zod';
import type { Json } from '../kit/fingerprint.ts';
import { areaRefusal } from './area-refusal.ts';
import type { CatalogueFields } from './catalogue-fields.ts';
import type { CatalogueProduct, VariantId } from './catalogue-product.ts';
import type { RawProduct } from './catalogue-reading.ts';
import { catalogueColumns, productOrWhyNot } from './catalogue-reading.ts';
import type { Session } from './session.ts';
import { odooInstant } from './values.ts';

/** How products are read, and in which language. */
export interface Reading {
  fields: CatalogueFields;
  /** An installed one, as `it_IT`: 18 and 19 refuse others. That of the client where left out. */
  language?: string | undefined;
}

export interface Page extends Reading {
  /** Only variants of higher id; 0 begins. */
  after: VariantId | 0;
  limit: number;
}

export interface ChangesPage extends Page {
  /** Milliseconds, cut to Odoo's seconds; what changed in that second is among it. */
  since: number;
  /** Whether reservations and planned moves count, which change the free and the forecast quantity. */
  stock: 'quants' | 'quants-and-moves';
}

/** Shows archived records too. `search_read` heeds it for what is found only: counts and taxes stay those in use. */
export const withArchived = { active_test: false };

/**
 * Variants that Odoo wrote since then, themselves, their template or their stock, archived ones too, by id. One call.
 *
 * Odoo's dates are those of a transaction's beginning: ask with an overlap. Price extras, names of attributes and of
 * categories, and taxes move none of them.
 */
export async function changedSince(session: Session, page: ChangesPage): Promise<CatalogueProduct[]> {
  const { since, after, fields, stock } = page;
  const at = odooInstant(since);
  const dated = [
    'write_date',
    // 16 does not write the variant where its template is written.
    'product_tmpl_id.write_date',
    ...(fields.stock ? ['stock_quant_ids.write_date'] : []),
    ...(fields.stock && stock === 'quants-and-moves' ? ['stock_move_ids.write_date'] : []),
  ];
  const any = [...dated.slice(1).map(() => '|'), ...dated.map((field) => [field, '>=', at])];
  return readProducts(session, [['id', '>', after], ...any], page);
}

/** The next variants by id, archived ones too: a walk over the whole catalogue. One call. */
export async function cataloguePage(session: Session, page: Page): Promise<CatalogueProduct[]> {
  return readProducts(session, [['id', '>', page.after]], page);
}

/** These variants by id, archived ones too; those that are gone, or another company's, are left out. One call. */
export async function productsById(
  session: Session,
  ids: readonly VariantId[],
  reading: Reading,
): Promise<CatalogueProduct[]> {
  if (ids.length === 0) return [];
  return readProducts(session, [['id', 'in', [...new Set(ids)]]], reading);
}

const raws = z.array(z.record(z.string(), z.custom<Json>()));

async function readProducts(
  session: Session,
  domain: readonly Json[],
  { fields, language, limit }: Reading & { limit?: number },
): Promise<CatalogueProduct[]> {
  const { dialect } = session;
  const columns = catalogueColumns(dialect, fields);
  const call = {
    model: 'product.product',
    method: 'search_read',
    args: { domain },
    kwargs: { fields: columns, ...(limit === undefined ? {} : { limit }), order: 'id' },
    context: { ...withArchived, ...(language === undefined ? {} : { lang: language }) },
  };
  const rows: RawProduct[] = await session.ask(call, raws).catch(async (thrown: unknown) => {
    throw fields.stock ? await areaRefusal(session, 'stock', thrown) : thrown;
  });
  return rows.map((raw) => productOrWhyNot(raw, { dialect, fields, call }));
}
