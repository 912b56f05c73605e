import { describe, expect, it } from 'vitest';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { read, save, variant } from './support/catalogue.ts';
import { createLedger, now } from './support/ledger.ts';

const order = (id: number) => id as PoleepoOrderId;
const claim = (sku: string, quantity: number | string) => ({ sku, quantity: decimal(quantity) });

describe('what orders claim of the stock', () => {
  it('adds up over rows and orders, by SKU', async () => {
    const { stockClaims } = createLedger();
    await stockClaims.replace(order(1), [claim('A', 1), claim('A', '0.5'), claim('B', 2)], now);
    await stockClaims.replace(order(2), [claim('A', 3)], now);
    const claims = await stockClaims.bySkus(['A', 'B', 'C']);
    expect([...claims].map(([sku, quantity]) => [sku, quantity.toFixed()])).toEqual([
      ['A', '4.5'],
      ['B', '2'],
    ]);
  });

  it('answers what is another quantity than before, and has it read again', async () => {
    const ledger = createLedger();
    const { stockClaims, products } = ledger;
    await save(ledger, read(1), read(2));
    expect(await stockClaims.replace(order(1), [claim('SKU-1', 1), claim('SKU-2', 2)], now)).toEqual([
      'SKU-1',
      'SKU-2',
    ]);
    expect(await stockClaims.replace(order(1), [claim('SKU-1', 1), claim('SKU-2', 2)], now + 1)).toEqual([]);
    expect((await products.get(variant(1)))?.dirtyAt).toBe(now);
    expect(await stockClaims.replace(order(1), [claim('SKU-1', 1)], now + 2)).toEqual(['SKU-2']);
    const marked = [await products.get(variant(1)), await products.get(variant(2))].map(
      (row) => row?.dirtyAt,
    );
    expect(marked).toEqual([now, now + 2]);
  });

  it('is given back when the order claims nothing more', async () => {
    const { stockClaims } = createLedger();
    await stockClaims.replace(order(1), [claim('A', 1)], now);
    expect(await stockClaims.replace(order(1), [], now)).toEqual(['A']);
    expect(await stockClaims.replace(order(1), [], now)).toEqual([]);
    expect(await stockClaims.bySkus(['A'])).toEqual(new Map());
  });
});

describe('a family', () => {
  it('is its known variants and its parent, and a SKU names whoever bears it', async () => {
    const ledger = createLedger();
    const parent = read(70, {}, { kind: 'parent', templateId: 70, sku: '70' });
    await save(ledger, read(1, {}, { templateId: 70 }), read(2, {}, { templateId: 70 }), read(3), parent);
    const family = await ledger.families.of([70, 71]);
    expect(family.map(({ kind, odooId }) => `${kind} ${odooId}`).toSorted()).toEqual([
      'parent 70',
      'variant 1',
      'variant 2',
    ]);
    expect(family.every(({ hasEntry }) => hasEntry)).toBe(true);
    expect(
      (await ledger.families.bearing(['70', 'SKU-3'])).map(({ odooId }) => odooId).toSorted((a, b) => a - b),
    ).toEqual([3, 70]);
    expect(await ledger.families.of([])).toEqual([]);
  });
});
