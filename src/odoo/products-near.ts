import { z } from 'zod';
import { anyOf, type Domain, type OdooProduct, searchProducts } from './products.ts';
import type { Session } from './session.ts';

const mostFound = 40;

/** Codes of this length are also looked for with any one letter changed. */
const shortest = 4;
const longest = 24;

const companies = z.tuple([z.object({ company_ids: z.array(z.number().int().positive()) })]);

/**
 * Products whose code is about this SKU, for a person to choose from: other case, blanks, dashes or leading zeros, one
 * letter changed; those of the user's other companies too. Two calls: only for what is held anyway.
 */
export async function productsNear(session: Session, sku: string): Promise<OdooProduct[]> {
  const user = { model: 'res.users', method: 'read', ids: [session.connection.uid] };
  const [{ company_ids: all }] = await session.ask({ ...user, args: { fields: ['company_ids'] } }, companies);
  const { companyId } = session.connection;
  const others = all.filter((id) => id !== companyId);
  return searchProducts(session, {
    domain: nearby(sku),
    more: [],
    limit: mostFound,
    companyIds: [companyId, ...others],
  });
}

function nearby(sku: string): Domain {
  const letters = sku.match(/[\p{L}\p{N}]+/gu) ?? [];
  const loose = `%${letters.join('%').replace(/^0+(?=.)/, '')}`;
  const spellings = sku.length < shortest || sku.length > longest ? [] : oneLetterOff(sku);
  const codes = [loose, ...spellings].map((pattern) => ['default_code', '=ilike', pattern]);
  return anyOf([['barcode', '=', sku], ...codes]);
}

/** As patterns: `_` is any one letter. Signs of a pattern in the SKU itself only widen the search. */
function oneLetterOff(sku: string): string[] {
  const letters = Array.from(sku);
  const changed = letters.map((_letter, at) => letters.with(at, '_').join(''));
  const missing = letters.map((_letter, at) => letters.toSpliced(at, 1).join(''));
  return [...new Set([...changed, ...missing])];
}
