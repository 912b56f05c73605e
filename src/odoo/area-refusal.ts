import { SyncError } from '../kit/errors.ts';
import { missingRight } from './hints.ts';
import { mayDo } from './rights.ts';
import type { Session } from './session.ts';

/** What reading a catalogue needs beside products: the model whose rights decide, and what people call it. */
const areas = {
  /** Without it Odoo computes no quantity. */
  stock: {
    model: 'stock.move',
    words: { it: 'leggere le giacenze (Inventario)', en: 'read stock (Inventory)' },
  },
  /** 17 reads the tags of a tax to compute it. */
  invoices: {
    model: 'account.account.tag',
    words: { it: 'calcolare le imposte (Fatturazione)', en: 'compute taxes (Invoicing)' },
  },
} as const;

/** A refusal that is about the rights to this area, said so with the group that is missing; any other as it is. */
export async function areaRefusal(
  session: Session,
  area: keyof typeof areas,
  thrown: unknown,
): Promise<unknown> {
  if (!(thrown instanceof SyncError) || thrown.code !== 'forbidden') return thrown;
  const { model, words } = areas[area];
  if ((await mayDo(session, { model, operation: 'read' })) !== false) return thrown;
  return new SyncError(`${area}: ${thrown.message}`, {
    code: 'forbidden',
    side: 'odoo',
    hint: missingRight(words, session.dialect.groups[area]),
    vendorCode: thrown.vendorCode,
  });
}
