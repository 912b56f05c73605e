import type { ProductRow } from '../store/product-states.ts';
import { withdrawn } from '../store/product-states.ts';
import type { Relative } from '../store/family-store.ts';
import { isLive } from './family-ties.ts';
import type { Sheet } from './gather-sheets.ts';
import { type Problem, problem } from './problems.ts';

/** A product that claims a SKU at Poleepo. */
interface Bearer {
  kind: 'variant' | 'parent';
  odooId: number;
  name: string;
  /** Poleepo has accepted it under this SKU and has it in sale. */
  accepted: boolean;
}

/** Who claims which SKU: of variants that are being worked out, and of what is known beside them. */
export class SkuBearers {
  readonly #bearers: ReadonlyMap<string, Bearer[]>;
  readonly #outside: readonly Relative[];

  constructor(
    sheets: readonly Sheet[],
    { gone, relatives }: { gone: readonly ProductRow[]; relatives: readonly Relative[] },
  ) {
    const page = new Set<number>([
      ...sheets.map(({ product }) => product.id),
      ...gone.map((row) => row.odooId),
    ]);
    this.#outside = relatives.filter(({ kind, odooId }) => kind === 'parent' || !page.has(odooId));
    const ofPage = sheets.flatMap((sheet) =>
      sheet.offered && sheet.sku !== null ? [{ ...bearerOf(sheet), sku: sheet.sku }] : [],
    );
    const known = this.#outside.flatMap((one) =>
      isLive(one) && one.sku !== null ? [{ ...one, sku: one.sku, accepted: isAccepted(one) }] : [],
    );
    this.#bearers = Map.groupBy([...ofPage, ...known], ({ sku }) => sku);
  }

  /** What keeps a variant from going under its SKU; null where nothing does. The one that Poleepo knows under it goes on. */
  ofVariant(sheet: Sheet): Problem | null {
    if (sheet.sku === null) return problem('NO_SKU');
    if (bearerOf(sheet).accepted) return null;
    const others = this.#others(sheet.sku, { kind: 'variant', odooId: sheet.product.id });
    const parent = others.find(({ kind, accepted }) => kind === 'parent' && accepted);
    if (parent !== undefined) return taken('PARENT_SKU_TAKEN', sheet.sku, [parent]);
    const twins = others.filter(({ kind }) => kind === 'variant');
    return twins.length === 0 ? null : taken('DUPLICATE_SKU', sheet.sku, twins);
  }

  /** What keeps a family's parent from going under its SKU. */
  ofParent(
    sku: string,
    { templateId, parent }: { templateId: number; parent: Relative | null },
  ): Problem | null {
    if (parent !== null && isAccepted(parent)) return null;
    const others = this.#others(sku, { kind: 'parent', odooId: templateId });
    return others.length === 0 ? null : taken('PARENT_SKU_TAKEN', sku, others);
  }

  /** Other variants whose SKU became another's too, or theirs alone again. */
  upset(): number[] {
    return this.#outside
      .filter((one) => one.kind === 'variant' && isLive(one) && !isAccepted(one))
      .filter((one) => {
        const others = this.#others(one.sku ?? '', one).filter(({ kind }) => kind === 'variant');
        return others.length > 0 !== (one.error?.['code'] === 'DUPLICATE_SKU');
      })
      .map(({ odooId }) => odooId);
  }

  #others(sku: string, { kind, odooId }: Pick<Bearer, 'kind' | 'odooId'>): Bearer[] {
    return (this.#bearers.get(sku) ?? []).filter((one) => one.kind !== kind || one.odooId !== odooId);
  }
}

function bearerOf({ product, row, sku }: Sheet): Bearer {
  const accepted = row !== null && row.sku === sku && isAccepted(row);
  return { kind: 'variant', odooId: product.id, name: product.name, accepted };
}

/** Whether Poleepo has it in sale. */
export function isAccepted({ acceptedRest }: Pick<Relative, 'acceptedRest'>): boolean {
  return acceptedRest !== null && acceptedRest !== withdrawn;
}

const mostNamed = 3;

function taken(code: 'DUPLICATE_SKU' | 'PARENT_SKU_TAKEN', sku: string, others: readonly Bearer[]): Problem {
  const named = others.slice(0, mostNamed).map(({ name, odooId }) => `${name} (${odooId})`);
  return problem(code, { sku, others: named.join(', ') });
}
