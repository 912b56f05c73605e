import type { Outcome } from '../jobs/outcome.ts';
import { newId } from '../kit/ids.ts';
import type { NewOrderEvent, NewOrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { amountText } from '../trade/money.ts';
import { claimStock } from './claim-stock.ts';
import { endingOf, type Known, type RunEnd } from './order-endings.ts';
import { keptRecord, type OrderRecord } from './order-record.ts';
import { wantDocuments } from './want-documents.ts';

export interface Keeping extends Known {
  context: TenantContext;
  jobId: JobId;
  startedAt: number;
  /** Whether the order was changed since its job was made. */
  changedSince: boolean;
}

/** Writes down what became of an order: its link, and an event where something happened. Answers the job's outcome. */
export async function keepOrder(keeping: Keeping, end: RunEnd): Promise<Outcome> {
  const { context, order, link } = keeping;
  const ending = endingOf(keeping, end);
  await claimStock(context, order, ending.link.state ?? link?.state ?? 'held');
  const status = order.status.id ?? order.status.name;
  const newStatus = link?.status !== status;
  const sameWish = link?.invoiceRequested === order.invoiceRequested;
  const isCertain = (keeping.record?.intended ?? null) === null;
  const silent = isCertain && ending.event === null && !newStatus && link.held === null && sameWish;
  if (silent && link.fingerprint === ending.link.fingerprint) return ending.outcome;
  const saleOrder = ending.link.saleOrderName ?? link?.saleOrderName ?? null;
  const event = ending.event ?? (newStatus ? { kind: 'status', detail: {} } : null);
  const events = event === null ? [] : [eventOf(keeping, event.kind, { status, saleOrder, ...event.detail })];
  const now = context.clock.now();
  const kept = { ...describe(keeping), ...ending.link };
  const work = await wantDocuments(keeping, { saleOrderId: kept.saleOrderId, newStatus });
  await context.stores.orders.save(kept, { now, events, work });
  return ending.outcome;
}

/** Writes down what is about to be written into Odoo, so that a run after this one knows its own hand. */
export async function keepIntent(keeping: Keeping, record: OrderRecord): Promise<void> {
  const { context, link } = keeping;
  const intent = { ...describe(keeping), status: link?.status ?? null, facts: keptRecord(record) };
  await context.stores.orders.save(intent, { now: context.clock.now(), events: [] });
}

export function eventOf(
  { context, jobId }: Pick<Keeping, 'context' | 'jobId'>,
  kind: string,
  detail: Record<string, unknown>,
): NewOrderEvent {
  const at = context.clock.now();
  return { id: newId<string>('event', at, context.chance), at, kind, jobId, detail };
}

function describe({ order, link, context }: Keeping): NewOrderLink {
  return {
    poleepoOrderId: order.id,
    state: link?.state ?? 'held',
    saleOrderId: link?.saleOrderId ?? null,
    saleOrderName: link?.saleOrderName ?? null,
    odooTotal: link?.odooTotal ?? null,
    fingerprint: link?.fingerprint ?? null,
    facts: link?.facts ?? null,
    held: link?.held ?? null,
    invoiceRequested: order.invoiceRequested,
    reference: order.reference,
    channel: order.source.name ?? order.source.id,
    status: order.status.id ?? order.status.name,
    currency: order.currency,
    poleepoTotal: order.total === null ? null : amountText(order.total),
    poleepoUpdatedAt: order.updatedAt ?? context.clock.now(),
    orderedAt: order.orderedAt,
  };
}
