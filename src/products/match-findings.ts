import type { CatalogueProduct } from '../odoo/catalogue-product.ts';
import type { PoleepoProduct } from '../poleepo/product.ts';
import type { NewReportItem } from '../store/catalogue-report-store.ts';
import type { PoleepoProductRow } from '../store/poleepo-product-store.ts';

/** What of Odoo's is looked for at Poleepo. */
export interface Sought {
  kind: 'variant' | 'parent';
  odooId: number;
  name: string;
  sku: string | null;
  templateId: number;
  /** Of a variant: it is one of several of its template. */
  inFamily: boolean;
}

/** A note of which parent a variant of Poleepo's is of, until both catalogues were seen. */
export function familyOf({ id, sku, parentId }: PoleepoProduct): NewReportItem[] {
  if (parentId === null) return [];
  const detail = { parentId };
  return [{ key: `family:${id}`, finding: 'family', sku, odooId: null, poleepoId: id, detail }];
}

/** The variants of a page, and each family that they are of once; `parentSkus` are those that families were published under. */
export function soughtOf(
  products: readonly CatalogueProduct[],
  parentSkus: ReadonlyMap<number, string>,
): Sought[] {
  const families = new Map<number, Sought>();
  const variants = products.map((product): Sought => {
    const { id, templateId, name } = product;
    const inFamily = product.variantCount > 1;
    const sku = parentSkus.get(templateId) ?? String(templateId);
    if (inFamily)
      families.set(templateId, {
        kind: 'parent',
        odooId: templateId,
        templateId,
        name,
        sku,
        inFamily: false,
      });
    return {
      kind: 'variant',
      odooId: id,
      templateId,
      name,
      sku: product.ownSku ?? product.defaultCode,
      inFamily,
    };
  });
  return [...variants, ...families.values()];
}

/** What became of looking for one of Odoo's among all that Poleepo has under its SKU. */
export function findingOf(sought: Sought, there: readonly PoleepoProductRow[]): NewReportItem {
  const { kind, odooId, name, sku } = sought;
  const [only, ...others] = there;
  const item = (finding: string, reason: string | null = null): NewReportItem => ({
    key: `${kind}:${odooId}`,
    finding,
    sku,
    odooId,
    poleepoId: only?.poleepoId ?? null,
    detail: {
      kind,
      name,
      templateId: sought.templateId,
      ...(reason === null ? {} : { reason }),
      ...(only === undefined ? {} : { poleepoTitle: only.title }),
      ...(others.length === 0 ? {} : { poleepoIds: there.map(({ poleepoId }) => poleepoId) }),
    },
  });
  if (sku === null) return item('no-sku');
  if (only === undefined) return item('only-in-odoo');
  if (others.length > 0) return item('duplicate', 'in-poleepo');
  const conflict = conflictOf(sought, only.type?.toUpperCase() ?? null);
  return conflict === null ? item('matched') : item('variant-conflict', conflict);
}

// assumed: the three types of Poleepo; another one, or none, contradicts nothing
function conflictOf({ kind, inFamily }: Sought, type: string | null): string | null {
  if (kind === 'parent') return type === 'SIMPLE' || type === 'VARIANT' ? 'parent-sku-taken' : null;
  if (type === 'PARENT') return 'is-parent-there';
  if (type === 'SIMPLE' && inFamily) return 'is-simple-there';
  return type === 'VARIANT' && !inFamily ? 'is-variant-there' : null;
}
