import type { ProductRow } from '../store/product-states.ts';
import { withdrawn } from '../store/product-states.ts';
import type { Relative } from '../store/family-store.ts';
import type { Sheet } from './gather-sheets.ts';
import { parentSkuOf } from './map-parent.ts';

/** A template's family, as one page of variants and what we know of the others show it. */
export interface Family {
  templateId: number;
  /** Its parent as it is with us; null where there is none yet. */
  parent: Relative | null;
  parentSku: string;
  /** A variant of the page that shows what the template says; null where all of the page are gone. */
  shown: Sheet | null;
  /** Whether Poleepo is to have a parent of it. */
  needsParent: boolean;
  /** Known variants that are not of this page. */
  others: readonly Relative[];
  /** Variants of it that were deleted from Odoo since they were read last. */
  lost: boolean;
}

export interface FamiliesOf {
  /** Every variant of the page, and those of it that are gone from Odoo. */
  sheets: readonly Sheet[];
  gone: readonly ProductRow[];
  relatives: readonly Relative[];
}

/** Known to be offered, as far as it was read; a variant in error is. */
export const isLive = ({ published, wantedRest }: Pick<Relative, 'published' | 'wantedRest'>): boolean =>
  published && wantedRest !== withdrawn;

/** The families that variants of this page belong to, by template. */
export function familiesOf({ sheets, gone, relatives }: FamiliesOf): Map<number, Family> {
  const page = new Set([...sheets.map(({ product }) => product.id), ...gone.map(({ odooId }) => odooId)]);
  const ofPage = Map.groupBy(sheets, ({ product }): number => product.templateId);
  const lost = new Set(
    gone.filter((row) => row.wantedRest !== withdrawn).map(({ templateId }) => templateId),
  );
  const known = Map.groupBy(relatives, ({ templateId }) => templateId);
  const templates = new Set([...ofPage.keys(), ...gone.map(({ templateId }) => templateId)]);
  return new Map(
    [...templates].map((templateId) => {
      const here = ofPage.get(templateId) ?? [];
      const there = known.get(templateId) ?? [];
      const others = there.filter(({ kind, odooId }) => kind === 'variant' && !page.has(odooId as never));
      const parent = there.find(({ kind, odooId }) => kind === 'parent' && odooId === templateId) ?? null;
      const shown = here.find(({ product }) => product.active) ?? here[0] ?? null;
      const several = shown === null ? parent !== null : shown.product.variantCount > 1;
      const offered = here.some((sheet) => sheet.offered) || others.some(isLive);
      const family: Family = {
        templateId,
        parent,
        parentSku: parent?.sku ?? parentSkuOf(templateId),
        shown,
        needsParent: several && offered,
        others,
        lost: lost.has(templateId),
      };
      return [templateId, family];
    }),
  );
}

/** The SKU of the parent that a variant goes under; null where it has none. */
export function parentOf({ product }: Sheet, families: ReadonlyMap<number, Family>): string | null {
  if (product.variantCount <= 1) return null;
  return families.get(product.templateId)?.parentSku ?? null;
}

/** Variants of other pages that are to be read again, since their family became one, or ceased to be. */
export function leftBehind({ parent, needsParent, others, lost }: Family): number[] {
  const had = parent !== null && isLive(parent);
  if (had === needsParent && !lost) return [];
  return others.filter(({ published }) => published).map(({ odooId }) => odooId);
}
