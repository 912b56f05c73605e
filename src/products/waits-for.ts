import type { Bilingual } from '../kit/text.ts';
import type { ProductRow } from '../store/product-states.ts';
import { isAccepted } from './sku-conflicts.ts';

export const waitings = ['parent-in-error', 'parent'] as const;

/** What a variant waits for before it may be sent: its parent is in error, or was not accepted yet. */
export type Waiting = (typeof waitings)[number];

export const waitingWords: Readonly<Record<Waiting, Bilingual>> = {
  'parent-in-error': {
    it: 'Aspetta il prodotto principale, che è in errore: correggi quello e questa variante parte da sola',
    en: 'Waits for its parent product, which is in error: correct that one and this variant goes by itself',
  },
  parent: {
    it: 'Aspetta che Poleepo accetti il prodotto principale',
    en: 'Waits for Poleepo to accept its parent product',
  },
};

/** Null where a product waits for nothing but its turn, or does not wait. `parent`: of its template; null for none. */
export function waitsFor({ kind, state, entry }: ProductRow, parent: ProductRow | null): Waiting | null {
  if (kind === 'parent' || state !== 'waiting') return null;
  const parentSku = entry?.['parentSku'] ?? null;
  if (parentSku === null || (parent !== null && isAccepted(parent))) return null;
  return parent?.state === 'error' ? 'parent-in-error' : 'parent';
}
