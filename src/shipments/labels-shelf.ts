import { type Shelf, shelfUnder } from '../kit/shelf.ts';
import type { LabelFormat } from '../poleepo/client.ts';
import type { TenantId } from '../trade/ids.ts';

export { labelKeyOf } from '../trade/label-key.ts';

/** A tenant's own part of a shelf, for labels alone. */
export function labelsShelf(shelf: Shelf, tenantId: TenantId): Shelf {
  return shelfUnder(shelf, `labels/${tenantId}`);
}

const kinds: Record<LabelFormat, { type: string; ending: string }> = {
  PDF: { type: 'application/pdf', ending: 'pdf' },
  ZPL: { type: 'text/plain; charset=utf-8', ending: 'zpl' },
};

export function labelTypeOf(format: LabelFormat): string {
  return kinds[format].type;
}

/** What people see as the file's name: `etichetta-BRT0042.pdf`. */
export function labelFileName(
  { id, trackingCode }: { id: string; trackingCode: string | null },
  { format, locale }: { format: LabelFormat; locale: 'it' | 'en' },
): string {
  const word = locale === 'it' ? 'etichetta' : 'label';
  const code = (trackingCode ?? id).replaceAll(/[^A-Za-z0-9_-]/g, '-');
  return `${word}-${code}.${kinds[format].ending}`;
}
