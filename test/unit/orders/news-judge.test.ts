import { describe, expect, it } from 'vitest';
import type { OrderDecision } from '../../../src/orders/decision.ts';
import { judgeOrder } from '../../../src/orders/judge-order.ts';
import { type OrderSettings, orderSettings } from '../../../src/orders/order-settings.ts';
import { readOrder } from '../../../src/poleepo/order.ts';
import type { OrderLink } from '../../../src/store/link-store.ts';
import { orderWith } from '../poleepo/contract-order.ts';

interface Given {
  status?: unknown;
  decision?: OrderDecision;
  settings?: Partial<OrderSettings>;
  link?: Partial<OrderLink> | null;
  members?: Record<string, unknown>;
  since?: number;
}

function judge({
  status = 'PAYMENT_ACCEPTED',
  decision = {},
  settings,
  link = null,
  members,
  since = 0,
}: Given) {
  const reading = readOrder(orderWith({ status, ...members }));
  if (!reading.ok) throw new Error(reading.problem);
  const verdict = judgeOrder(reading.order, {
    link: link as OrderLink | null,
    policy: { decision, settings: orderSettings.parse(settings ?? {}) },
    since,
  });
  return verdict.kind === 'hold' ? { kind: 'hold', reason: verdict.hold.reason } : verdict;
}

const toImport = { kind: 'import', despite: null };
const confirmed = { state: 'confirmed', saleOrderId: 41, saleOrderName: 'S00041' } as Partial<OrderLink>;

describe('an order', () => {
  it.each(['PAYMENT_ACCEPTED', 'IN_PROCESS', 'SHIPPED', 'DELIVERED', { name: 'In lavorazione' }])(
    'in status %j is imported',
    (status) => {
      expect(judge({ status })).toEqual(toImport);
    },
  );

  it('whose payment is not accepted waits for it, and for a person once it is confirmed', () => {
    expect(judge({ status: 'AWAITING_PAYMENT' })).toEqual({ kind: 'hold', reason: 'payment-not-accepted' });
    const later = { status: 'AWAITING_PAYMENT', link: confirmed };
    expect(judge(later)).toEqual({ kind: 'hold', reason: 'payment-withdrawn' });
  });

  it.each([
    ['CANCELED', 'cancelled'],
    ['REFUNDED', 'refunded'],
  ])('in status %s is at its end', (status, of) => {
    expect(judge({ status })).toEqual({ kind: 'end', of });
    expect(judge({ status, link: confirmed })).toEqual({ kind: 'end', of });
  });

  it('in a status that nobody knows waits, and says which word it is', () => {
    expect(judge({ status: 'FRAUD_REVIEW' })).toEqual({ kind: 'hold', reason: 'unknown-status' });
    expect(judge({ status: null })).toEqual({ kind: 'hold', reason: 'unknown-status' });
  });

  it('is judged by the settings, and by what was decided over them', () => {
    const settings = { statuses: { fraud_review: 'cancelled' as const } };
    expect(judge({ status: 'FRAUD_REVIEW', settings })).toEqual({ kind: 'end', of: 'cancelled' });
    const decision = { statuses: { 'fraud review': 'payable' as const } };
    expect(judge({ status: 'FRAUD_REVIEW', settings, decision })).toEqual(toImport);
    expect(judge({ status: 'CANCELED', decision })).toEqual({ kind: 'end', of: 'cancelled' });
  });

  it('that a person wants imported is, whatever its status, until Odoo has it and it ends', () => {
    const decision = { importAnyway: true as const };
    for (const status of ['AWAITING_PAYMENT', 'FRAUD_REVIEW'])
      expect(judge({ status, decision })).toEqual(toImport);
    expect(judge({ status: 'CANCELED', decision })).toEqual({ kind: 'import', despite: 'cancelled' });
    expect(judge({ status: 'CANCELED', decision, link: confirmed })).toEqual({
      kind: 'end',
      of: 'cancelled',
    });
  });

  it('that a person skipped is left alone as long as Odoo does not have it', () => {
    const decision = { setAside: true };
    expect(judge({ decision })).toEqual({ kind: 'skip', reason: 'set-aside' });
    expect(judge({ decision, link: confirmed })).toEqual(toImport);
  });

  it('that was placed before the orders begin is left alone, unless Odoo has it or a person wants it', () => {
    const placedAt = Date.UTC(2026, 5, 3, 8, 15);
    const since = placedAt + 1;
    const left = { kind: 'skip', reason: 'too-old' };
    expect(judge({ since: placedAt })).toEqual(toImport);
    for (const status of ['PAYMENT_ACCEPTED', 'AWAITING_PAYMENT', 'CANCELED', 'FRAUD_REVIEW'])
      expect(judge({ since, status })).toEqual(left);
    expect(judge({ since, link: { state: 'held', saleOrderId: null } })).toEqual(left);
    expect(judge({ since, link: confirmed })).toEqual(toImport);
    expect(judge({ since, decision: { evenOld: true } })).toEqual(toImport);
    expect(judge({ since, decision: { importAnyway: true } })).toEqual(toImport);
    expect(judge({ since, members: { order_date: undefined } })).toEqual({
      kind: 'hold',
      reason: 'no-total',
    });
  });

  it.each([{ total_price: undefined }, { order_date: undefined }, { rows: [] }])(
    'without what no order can be made without waits: %j',
    (members) => {
      expect(judge({ members })).toEqual({ kind: 'hold', reason: 'no-total' });
    },
  );
});
