import type { Hold, Outcome } from '../jobs/outcome.ts';
import { SyncError } from '../kit/errors.ts';
import { UnreadableAnswer } from '../poleepo/errors.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, PoleepoOrderId } from '../trade/ids.ts';
import { eventOf } from './keep-order.ts';
import { notUnderstood } from './news-holds.ts';
import { isInOdoo } from './order-endings.ts';

/** The order as Poleepo tells it now, or what is not understood in it. Throws SyncError of Poleepo. */
export async function readNews(
  context: TenantContext,
  id: PoleepoOrderId,
): Promise<{ ok: true; order: PoleepoOrder } | { ok: false; hold: Hold }> {
  try {
    return { ok: true, order: await context.poleepo.orders.get(id) };
  } catch (thrown) {
    if (thrown instanceof UnreadableAnswer) {
      const detail = { order: id, member: thrown.vendorCode ?? '', problem: thrown.message };
      return { ok: false, hold: notUnderstood(detail, thrown.raw) };
    }
    if (thrown instanceof SyncError && thrown.code === 'not-found') throw goneInPoleepo(id, thrown);
    throw thrown;
  }
}

/** Holds what could not be read, on the order's page as well; what came is kept with the job alone. */
export async function keepUnread(
  context: TenantContext,
  { id, jobId, link, hold }: { id: PoleepoOrderId; jobId: JobId; link: OrderLink | null; hold: Hold },
): Promise<Outcome> {
  const now = context.clock.now();
  const { raw: _raw, ...shown } = hold;
  const state = isInOdoo(link) && link !== null ? link.state : 'held';
  const base = link ?? { ...blank, poleepoOrderId: id };
  await context.stores.orders.save(
    { ...withoutKeys(base), state, held: { ...shown } },
    { now, events: [eventOf({ context, jobId }, `held:${hold.reason}`, { member: hold.detail['member'] })] },
  );
  return { kind: 'held', hold };
}

const blank = {
  saleOrderId: null,
  saleOrderName: null,
  odooTotal: null,
  fingerprint: null,
  facts: null,
  invoiceRequested: null,
  reference: null,
  channel: null,
  status: null,
  currency: null,
  poleepoTotal: null,
  /** Older than anything that can be read later. */
  poleepoUpdatedAt: 0,
  orderedAt: null,
};

function withoutKeys<T extends object>(row: T): Omit<T, 'tenantId' | 'createdAt' | 'updatedAt'> {
  const { tenantId: _t, createdAt: _c, updatedAt: _u, ...rest } = row as T & Record<string, unknown>;
  return rest as Omit<T, 'tenantId' | 'createdAt' | 'updatedAt'>;
}

function goneInPoleepo(id: PoleepoOrderId, cause: SyncError): SyncError {
  return new SyncError(`order ${id} is not in Poleepo: ${cause.message}`, {
    code: 'not-found',
    side: 'poleepo',
    vendorCode: cause.vendorCode,
    cause,
    hint: {
      it: `L'ordine ${id} non c'è in Poleepo, o la chiave API non può vederlo. Se è stato eliminato lì, salta questo lavoro: in Odoo non è cambiato nulla.`,
      en: `Order ${id} is not in Poleepo, or the API key may not see it. If it was deleted there, skip this job: nothing was changed in Odoo.`,
    },
  });
}
