import { describe, expect, test } from 'vitest';
import { hour, minute } from '../../../src/kit/clock.ts';
import { type BothSides, differenceOf } from '../../../src/orders/order-differences.ts';
import { differenceWords } from '../../../src/orders/difference-words.ts';
import { readOrder } from '../../../src/poleepo/order.ts';
import type { ComparedLink } from '../../../src/store/comparison-store.ts';
import type { PoleepoOrderId, SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { orderWith } from '../poleepo/contract-order.ts';

const now = Date.UTC(2026, 5, 3, 12);
const id = 41 as SaleOrderId;

const link: ComparedLink = {
  poleepoOrderId: 918273 as PoleepoOrderId,
  state: 'confirmed',
  saleOrderId: id,
  saleOrderName: 'S00041',
  reference: null,
  status: 'PAYMENT_ACCEPTED',
  poleepoTotal: '71.90',
  odooTotal: '71.90',
  heldReason: null,
};

function sides(given: Partial<BothSides> & { listed?: Record<string, unknown> } = {}): BothSides {
  const { listed = {}, ...rest } = given;
  const reading = readOrder(orderWith(listed));
  if (!reading.ok) throw new Error(reading.problem);
  const odoo = { id, name: 'S00041', state: 'sale', total: decimal('71.90') } as const;
  return { order: reading.order, meaning: 'payable', link, job: null, odoo, wanted: true, now, ...rest };
}

const told = (given: Parameters<typeof sides>[0]) => {
  const found = differenceOf(sides(given));
  return found === null ? null : `${found.kind} ${found.cause} ${found.mend}`;
};

const noSaleOrder = { ...link, saleOrderId: null, saleOrderName: null };
const glance = (state: 'draft' | 'sale' | 'cancel', total = '71.90') => ({
  id,
  name: 'S00041',
  state,
  total: decimal(total),
});

describe('an order on both sides', () => {
  test.each<[string, Parameters<typeof sides>[0], string | null]>([
    ['agrees', {}, null],
    [
      'is not in Odoo and nothing told of it',
      { link: null, odoo: null },
      'missing-in-odoo never-heard import-again',
    ],
    [
      'is not in Odoo since its import failed',
      { link: null, odoo: null, job: { state: 'failed', reason: 'refused' } },
      'missing-in-odoo failed:refused import-again',
    ],
    [
      'is not in Odoo since its import is held',
      { link: { ...noSaleOrder, state: 'held', heldReason: 'unknown-sku' }, odoo: null },
      'missing-in-odoo held:unknown-sku person',
    ],
    ['was set aside by a person', { link: { ...noSaleOrder, state: 'skipped' }, odoo: null }, null],
    ['was placed before the orders begin', { link: null, odoo: null, wanted: false }, null],
    [
      'was placed before, and its import failed',
      { link: null, odoo: null, wanted: false, job: { state: 'failed', reason: 'refused' } },
      'missing-in-odoo failed:refused import-again',
    ],
    ['waits for payment', { meaning: 'wait-for-payment', link: null, odoo: null }, null],
    ['was cancelled before it was imported', { meaning: 'cancelled', link: null, odoo: null }, null],
    ['is on its way', { link: null, odoo: null, job: { state: 'waiting', reason: null } }, null],
    ['was deleted in Odoo', { odoo: null }, 'missing-in-odoo deleted-in-odoo import-again'],
    ['was cancelled in Odoo', { odoo: glance('cancel') }, 'state-differs cancelled-in-odoo person'],
    [
      'was cancelled in Poleepo, which nobody heard',
      { meaning: 'cancelled', listed: { status: 'CANCELED' } },
      'state-differs cancelled-in-poleepo import-again',
    ],
    [
      'was cancelled in Poleepo, which people were told',
      { meaning: 'cancelled', listed: { status: 'CANCELED' }, link: { ...link, status: 'CANCELED' } },
      'state-differs cancelled-in-poleepo person',
    ],
    ['was cancelled on both sides', { meaning: 'cancelled', odoo: glance('cancel') }, null],
    ['was set back to quotation', { odoo: glance('draft') }, 'state-differs set-back-to-quotation person'],
    [
      'is a quotation as the tenant wants',
      { odoo: glance('draft'), link: { ...link, state: 'quotation' } },
      null,
    ],
    [
      'is a quotation since its total differs',
      { odoo: glance('draft', '71.80'), link: { ...link, state: 'held', heldReason: 'total-differs' } },
      'state-differs held:total-differs person',
    ],
    ['was edited in Odoo', { odoo: glance('sale', '60.00') }, 'edited-in-odoo edited-in-odoo person'],
    ['changed in Poleepo', { listed: { total_price: 80 } }, 'total-differs changed-in-poleepo import-again'],
    [
      'differs by what a person accepted',
      { odoo: glance('sale', '71.80'), link: { ...link, odooTotal: '71.80' } },
      null,
    ],
  ])('that %s', (_name, given, expected) => {
    expect(told(given)).toBe(expected);
  });

  test('that changed a moment ago is left alone', () => {
    const moment = { update_date: new Date(now - 5 * minute).toISOString() };
    expect(told({ link: null, odoo: null, listed: moment })).toBeNull();
    const earlier = { update_date: new Date(now - hour).toISOString() };
    expect(told({ link: null, odoo: null, listed: earlier })).not.toBeNull();
  });

  test('shows what each side says', () => {
    expect(differenceOf(sides({ odoo: glance('sale', '60.00') }))).toMatchObject({
      poleepo: '71.90',
      odoo: '60.00',
    });
    expect(differenceOf(sides({ odoo: glance('cancel') }))).toMatchObject({
      poleepo: 'Pagamento accettato',
      odoo: 'cancel',
    });
  });
});

test('every difference has words in both languages for what it is, why, and what to do', () => {
  const base = { poleepo: '1', odoo: '2', saleOrderName: 'S1', poleepoOrderId: 1 as PoleepoOrderId };
  const causes = [
    'never-heard',
    'held:x',
    'deleted-in-odoo',
    'cancelled-in-poleepo',
    'edited-in-odoo',
    'new-cause',
  ];
  for (const kind of ['missing-in-odoo', 'missing-in-poleepo', 'state-differs', 'total-differs'])
    for (const cause of causes)
      for (const mend of ['import-again', 'person'] as const) {
        const { title, cause: why, nextStep } = differenceWords({ ...base, kind, cause, mend });
        for (const words of [title, why, nextStep]) {
          expect(words.it.length).toBeGreaterThan(5);
          expect(words.en).not.toBe(words.it);
        }
      }
});
