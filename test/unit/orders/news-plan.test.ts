import { describe, expect, it } from 'vitest';
import type { OrderDraft, OrderStanding } from '../../../src/odoo/client.ts';
import type { Change } from '../../../src/orders/compare-facts.ts';
import { keptRecord, leftBy, newRecord, recordOf } from '../../../src/orders/order-record.ts';
import { obstacleIn, planChange } from '../../../src/orders/plan-change.ts';
import type { OrderLink } from '../../../src/store/link-store.ts';
import type { PartnerId, ProductId, SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal, zero } from '../../../src/trade/money.ts';
import { orderDraft } from '../odoo/support/drafts.ts';

const parties = { customer: 48 as PartnerId, invoice: 48 as PartnerId, delivery: 50 as PartnerId };
const draft = orderDraft();
const left = leftBy(draft, parties);

/** The order as it stands in Odoo when nobody has touched it. */
function standing(changes: Partial<OrderStanding> = {}, of: OrderDraft = draft): OrderStanding {
  return {
    id: 81 as SaleOrderId,
    name: 'S00081',
    state: 'sale',
    locked: false,
    total: decimal('275.70'),
    parties,
    reference: draft.reference,
    note: null,
    userId: 1,
    teamId: null,
    lines: of.lines.map(({ productId, quantity, unitPrice, discount }) => ({
      productId,
      quantity,
      unitPrice,
      discount,
    })),
    delivery: 'none',
    invoiced: false,
    ...changes,
  };
}

function changed(part: Change['part']): Change[] {
  return [{ kind: 'quantity', part, row: null, before: null, after: null }];
}

function plan(given: Partial<Parameters<typeof planChange>[0]>) {
  return planChange({
    changes: changed('lines'),
    draft,
    standing: standing(),
    left,
    intended: null,
    ...given,
  });
}

/** The draft with its first line in another quantity. */
const more = orderDraft({
  lines: draft.lines.map((line, at) => (at === 0 ? { ...line, quantity: decimal(5) } : line)),
});

describe('what stands in the way of a change', () => {
  it.each([
    ['nothing', {}, null],
    ['a lock', { locked: true }, 'locked'],
    ['goods that have left', { delivery: 'done' }, 'delivered'],
    ['a posted invoice', { invoiced: true }, 'invoiced'],
    ['goods that are being picked', { delivery: 'begun' }, 'picked'],
  ] as const)('is %s', (_what, changes, obstacle) => {
    expect(obstacleIn(standing(changes))).toBe(obstacle);
  });
});

describe('the plan of a change', () => {
  it('writes the lines that differ, and no other part', () => {
    expect(plan({ draft: more })).toMatchObject({
      kind: 'write',
      lineKeys: ['line_t1_1'],
      addresses: false,
      reference: false,
      note: false,
    });
  });

  it('writes nothing where the draft is what was left', () => {
    expect(plan({})).toMatchObject({ kind: 'write', lineKeys: [] });
  });

  it('leaves a line that is gone with nothing of it, and does so once', () => {
    const fewer = orderDraft({ lines: draft.lines.slice(1) });
    const first = plan({ draft: fewer });
    if (first.kind !== 'write') throw new Error('a plan to write');
    expect(first.lineKeys).toEqual(['line_t1_1']);
    expect(first.draft.lines.at(-1)).toMatchObject({ key: 'line_t1_1', quantity: zero });
    const after = { left: leftBy(first.draft, parties), standing: standing({}, first.draft) };
    expect(plan({ draft: fewer, ...after })).toMatchObject({ kind: 'write', lineKeys: [] });
  });

  it.each([
    ['another quantity', { quantity: decimal(3) }],
    ['another price', { unitPrice: decimal(1) }],
    ['a discount', { discount: decimal(50) }],
    ['another product', { productId: 99 as ProductId }],
  ])('leaves lines to the person who has given one %s', (_what, edit) => {
    const lines = standing().lines.map((line, at) => (at === 1 ? { ...line, ...edit } : line));
    expect(plan({ draft: more, standing: standing({ lines }) })).toEqual({
      kind: 'tell',
      obstacle: 'edited',
    });
  });

  it('takes neither sections nor notes nor the order of lines for an edit', () => {
    const section = { productId: null, quantity: zero, unitPrice: zero, discount: zero };
    const lines = [section, ...standing().lines.toReversed()];
    expect(plan({ draft: more, standing: standing({ lines }) }).kind).toBe('write');
  });

  it('knows its own hand where it was cut short, be it behind this change or behind one that was overtaken', () => {
    expect(plan({ draft: more, standing: standing({}, more) }).kind).toBe('write');
    const most = orderDraft({
      lines: draft.lines.map((line, at) => (at === 0 ? { ...line, quantity: decimal(9) } : line)),
    });
    const overtaken = { draft: most, standing: standing({}, more) };
    expect(plan(overtaken)).toEqual({ kind: 'tell', obstacle: 'edited' });
    expect(plan({ ...overtaken, intended: leftBy(more, null) }).kind).toBe('write');
  });

  it('writes an address only where the contacts are those that were left', () => {
    const moved = orderDraft({ deliveryAddressKey: 'address_t1_55_new' });
    const given = { draft: moved, changes: changed('addresses') };
    expect(plan(given)).toMatchObject({ kind: 'write', addresses: true, lineKeys: [] });
    const theirs = standing({ parties: { ...parties, delivery: 99 as PartnerId } });
    expect(plan({ ...given, standing: theirs })).toEqual({ kind: 'tell', obstacle: 'edited' });
    const cutShort = { ...given, standing: theirs, intended: leftBy(moved, null) };
    expect(plan(cutShort).kind).toBe('write');
  });

  it('writes an address though a person edited the lines, and lines though one edited the notes', () => {
    const lines = standing().lines.slice(1);
    const moved = orderDraft({ deliveryAddressKey: 'address_t1_55_new' });
    expect(plan({ draft: moved, changes: changed('addresses'), standing: standing({ lines }) }).kind).toBe(
      'write',
    );
    expect(plan({ draft: more, standing: standing({ note: 'Chiamare' }) }).kind).toBe('write');
  });

  it('writes notes and a reference only over its own', () => {
    const noted = orderDraft({ note: 'Suonare\ndue volte' });
    expect(plan({ draft: noted, changes: changed('notes') })).toMatchObject({ kind: 'write', note: true });
    const same = standing({ note: 'Suonare due volte' });
    expect(plan({ draft: noted, changes: changed('notes'), standing: same }).kind).toBe('write');
    const theirs = standing({ note: 'Chiamare' });
    expect(plan({ draft: noted, changes: changed('notes'), standing: theirs }).kind).toBe('tell');
    const renamed = orderDraft({ reference: 'R-2' });
    expect(plan({ draft: renamed, changes: changed('reference') })).toMatchObject({ reference: true });
    const other = standing({ reference: 'loro' });
    expect(plan({ draft: renamed, changes: changed('reference'), standing: other }).kind).toBe('tell');
  });

  it('leaves another customer, and what it has no way to write, to a person', () => {
    const other = orderDraft({ partnerId: 60 as PartnerId });
    expect(plan({ draft: other, changes: changed('addresses') })).toEqual({
      kind: 'tell',
      obstacle: 'by-hand',
    });
    expect(plan({ changes: changed('other') })).toEqual({ kind: 'tell', obstacle: 'by-hand' });
  });
});

describe('what is kept beside a link', () => {
  const facts = {
    reference: null,
    source: null,
    orderedAt: 1,
    currency: 'EUR',
    total: '1',
    shipping: '0',
    cod: '0',
    discount: '0',
    taxIncluded: true,
    payment: null,
    notes: null,
    customer: null,
    billing: null,
    delivery: null,
    rows: [],
  };
  const linkWith = (kept: unknown) => ({ facts: JSON.parse(JSON.stringify(kept)) as unknown }) as OrderLink;

  it('comes back from its JSON as it was, amounts exact', () => {
    const record = { ...newRecord(facts, null), left, intended: leftBy(more, null), told: 2, buyer: 'b' };
    expect(recordOf(linkWith(keptRecord(record)))).toEqual(record);
  });

  it('is nothing where there is no link, nothing kept, or something that is not understood', () => {
    for (const link of [null, linkWith(null), linkWith({ order: 'x' })]) expect(recordOf(link)).toBeNull();
  });

  it('of a later state keeps what was left and told, and forgets an end', () => {
    const record = { ...newRecord(facts, null), left, told: 3, toldOf: 'refunded' as const, buyer: 'b' };
    expect(newRecord({ ...facts, notes: 'x' }, record)).toMatchObject({
      left,
      told: 3,
      toldOf: null,
      intended: null,
      buyer: 'b',
    });
  });
});
