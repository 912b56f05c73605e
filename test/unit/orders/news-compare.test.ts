import { describe, expect, it } from 'vitest';
import { changeLine, changeNote } from '../../../src/orders/change-words.ts';
import { type ChangeKind, type ChangedPart, compareFacts } from '../../../src/orders/compare-facts.ts';
import { factsKept, factsOf, type OrderFacts } from '../../../src/orders/order-facts.ts';
import { readOrder } from '../../../src/poleepo/order.ts';
import { contractOrder } from '../poleepo/contract-order.ts';

function facts(change: (order: ReturnType<typeof contractOrder>) => void = () => undefined): OrderFacts {
  const order = contractOrder();
  change(order);
  const reading = readOrder(order);
  if (!reading.ok) throw new Error(reading.problem);
  return factsOf(reading.order);
}

const before = facts();
const [row] = before.rows;

/** Facts with one member changed. */
function withFacts(change: Partial<OrderFacts>): OrderFacts {
  return { ...before, ...change };
}

function withRow(change: Partial<NonNullable<typeof row>>): OrderFacts {
  return { ...before, rows: before.rows.map((one, at) => (at === 0 ? { ...one, ...change } : one)) };
}

const single: [string, OrderFacts, [ChangeKind, ChangedPart]][] = [
  ['another quantity', withRow({ quantity: '5' }), ['quantity', 'lines']],
  ['another price', withRow({ priceWithTax: '99' }), ['price', 'lines']],
  ['another price without tax alone', withRow({ price: '1' }), ['price', 'lines']],
  ['another article', withRow({ sku: 'X' }), ['article', 'lines']],
  ['another title', withRow({ title: 'X' }), ['title', 'lines']],
  ['another rate', withRow({ vatRate: '10' }), ['vat-rate', 'lines']],
  ['a discount on a row', withRow({ discount: '1' }), ['row-discount', 'lines']],
  ['another shipping charge', withFacts({ shipping: '1' }), ['shipping', 'lines']],
  ['a fee at the door', withFacts({ cod: '3' }), ['cod', 'lines']],
  ['a discount', withFacts({ discount: '3' }), ['discount', 'lines']],
  ['another total', withFacts({ total: '1' }), ['total', 'lines']],
  ['another customer', withFacts({ customer: { id: 9 } }), ['customer', 'addresses']],
  ['another billing address', withFacts({ billing: { city: 'Torino' } }), ['billing', 'addresses']],
  ['no delivery address', withFacts({ delivery: null }), ['delivery', 'addresses']],
  ['another reference', withFacts({ reference: 'R' }), ['reference', 'reference']],
  ['notes', withFacts({ notes: 'Citofono' }), ['notes', 'notes']],
  ['another currency', withFacts({ currency: 'USD' }), ['currency', 'other']],
  ['another payment', withFacts({ payment: 'COD' }), ['payment', 'other']],
  ['another channel', withFacts({ source: 'eBay' }), ['source', 'other']],
  ['another date', withFacts({ orderedAt: 1 }), ['date', 'other']],
  ['prices without tax', withFacts({ taxIncluded: false }), ['price-basis', 'other']],
];

describe('two states of an order', () => {
  it('that are the same differ in nothing', () => {
    expect(compareFacts(before, facts())).toEqual([]);
  });

  it('differ in nothing by their status, their news time or their shipments', () => {
    const later = facts((order) => {
      Object.assign(order, {
        status: { id: 'SHIPPED', name: 'Spedito' },
        update_date: '2026-07-01T00:00:00Z',
      });
      Object.assign(order, { shippings: [{ id: 1 }, { id: 2 }] });
    });
    expect(compareFacts(before, later)).toEqual([]);
  });

  it.each(single)('differ by %s in just that', (_what, after, named) => {
    const changes = compareFacts(before, after);
    expect(changes.map((change) => [change.kind, change.part])).toEqual([named]);
    const back = compareFacts(after, before);
    expect(back.map((change) => [change.before, change.after])).toEqual(
      changes.map((change) => [change.after, change.before]),
    );
  });

  it('differ by a row that came and one that went, whatever their places', () => {
    const other = {
      id: 77,
      sku: 'NEW',
      title: 'Nuovo',
      quantity: '2',
      price: '1',
      priceWithTax: '1.22',
      vatRate: '22',
      discount: '0',
    };
    const after = { ...before, rows: [other, ...before.rows.slice(1)] };
    expect(compareFacts(before, after).map(({ kind, row: sku }) => [kind, sku])).toEqual([
      ['row-added', 'NEW'],
      ['row-removed', row?.sku],
    ]);
  });

  it('whose rows have no ids are compared place by place', () => {
    const bare = (quantity: string) => withRow({ id: null, quantity });
    expect(compareFacts(bare('1'), bare('2')).map(({ kind }) => kind)).toEqual(['quantity']);
  });

  it('are the same after their facts were kept as JSON', () => {
    const kept = factsKept.parse(JSON.parse(JSON.stringify(before)));
    expect(kept).toEqual(before);
    expect(compareFacts(kept, before)).toEqual([]);
  });
});

describe('the words of a change', () => {
  const [change] = compareFacts(before, withRow({ quantity: '5' }));
  if (change === undefined) throw new Error('a change is needed');

  it('name the row, what was and what is, in either language', () => {
    expect(changeLine(change, 'it')).toBe(`Quantità di «${row?.sku}»: ${row?.quantity} → 5`);
    expect(changeLine(change, 'en')).toBe(`Quantity of «${row?.sku}»: ${row?.quantity} → 5`);
  });

  it('say a day as a day, and nothing as a dash', () => {
    const [date] = compareFacts(before, withFacts({ orderedAt: Date.UTC(2026, 0, 2, 3, 4, 5) }));
    expect(date && changeLine(date, 'it')).toContain('2026-01-02T03:04:05');
    const [notes] = compareFacts(withFacts({ notes: null }), withFacts({ notes: 'X' }));
    expect(notes && changeLine(notes, 'en')).toBe('Notes: – → X');
  });

  it('begin with why a person must see to it, and end with every change', () => {
    const note = changeNote([change, change], { obstacle: 'locked', locale: 'it', words: 'Odoo dice no' });
    expect(note.split('\n')).toEqual([
      "L'ordine è bloccato in Odoo.",
      'Odoo dice no',
      changeLine(change, 'it'),
      changeLine(change, 'it'),
    ]);
  });

  it('of an address are read in the order that people write it in', () => {
    const [moved] = compareFacts(
      withFacts({ delivery: { city: 'Roma', address: 'Via Roma 1', postcode: '00184', name: 'Giulia' } }),
      withFacts({ delivery: { city: 'Torino', address: 'Via Po 2', postcode: '10123', name: 'Giulia' } }),
    );
    expect(moved && changeLine(moved, 'it')).toBe(
      'Indirizzo di consegna: Giulia, Via Roma 1, 00184, Roma → Giulia, Via Po 2, 10123, Torino',
    );
  });
});
