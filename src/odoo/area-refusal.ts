import { SyncError } from '../kit/errors.ts';
import { missingRight } from './hints.ts';
import { mayDo } from './rights.ts';
import type { Session } from './session.ts';

/** What needs more than the right to orders: the model and operation that decide, and what people call it. */
const areas = {
  /** Without it Odoo computes no quantity. */
  stock: {
    model: 'stock.move',
    operation: 'read',
    group: 'stock',
    words: { it: 'leggere le giacenze (Inventario)', en: 'read stock (Inventory)' },
  },
  /** 17 reads the tags of a tax to compute it. */
  invoices: {
    model: 'account.account.tag',
    operation: 'read',
    group: 'invoices',
    words: { it: 'calcolare le imposte (Fatturazione)', en: 'compute taxes (Invoicing)' },
  },
  transfers: {
    model: 'stock.picking',
    operation: 'write',
    group: 'stock',
    words: { it: 'consegne e colli (Inventario)', en: 'deliveries and packages (Inventory)' },
  },
  billing: {
    model: 'account.payment.register',
    operation: 'create',
    group: 'invoices',
    words: {
      it: 'emettere fatture e registrare pagamenti (Fatturazione)',
      en: 'issue invoices and register payments (Invoicing)',
    },
  },
} as const;

/** A refusal that is about the rights to this area, said so with the group that is missing; any other as it is. */
export async function areaRefusal(
  session: Session,
  area: keyof typeof areas,
  thrown: unknown,
): Promise<unknown> {
  if (!(thrown instanceof SyncError) || thrown.code !== 'forbidden') return thrown;
  const { words, group, ...need } = areas[area];
  if ((await mayDo(session, need)) !== false) return thrown;
  return new SyncError(`${area}: ${thrown.message}`, {
    code: 'forbidden',
    side: 'odoo',
    hint: missingRight(words, session.dialect.groups[group]),
    vendorCode: thrown.vendorCode,
  });
}
