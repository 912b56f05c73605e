import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../sim/random.ts';
import { byRate, chargeLine, spreadDiscount } from '../../../src/orders/charges.ts';
import { exactEncodings } from '../../../src/orders/line-encodings.ts';
import type { Rounding } from '../../../src/orders/predict-total.ts';
import type { WantedLine } from '../../../src/orders/wanted-line.ts';
import type { ProductId, TaxId } from '../../../src/trade/ids.ts';
import { decimal, roundToCents, sum, zero } from '../../../src/trade/money.ts';

const rounding: Rounding = { rounding: 'lines-first', digits: { price: 2, discount: 2, quantity: 2 } };

function goods(gross: string, quantity = '1'): WantedLine {
  const price = decimal(gross);
  return {
    suffix: gross,
    row: 1,
    productId: 7 as ProductId,
    name: 'Maglietta',
    quantity: decimal(quantity),
    isDelivery: false,
    gross: price,
    net: roundToCents(price.div('1.22')),
    reduction: zero,
    amount: roundToCents(price.times(quantity)),
    taxes: [{ id: 1 as TaxId, rate: decimal(22), included: true }],
  };
}

describe('a discount on the order', () => {
  it('is parted by what the goods of each rate come to, exact to the cent', () => {
    const rows = [
      { rate: decimal(22), amount: decimal('33.00') },
      { rate: decimal(10), amount: decimal('33.00') },
      { rate: decimal('22.0'), amount: decimal('34.00') },
    ];
    const parts = byRate(decimal('10.01'), rows).map(({ rate, amount }) => [String(rate), String(amount)]);
    expect(parts).toEqual([
      ['22', '6.71'],
      ['10', '3.3'],
    ]);
  });

  it('is parted without a cent lost, whatever the amounts', () => {
    const random = createRandom(3);
    for (let count = 0; count < 300; count += 1) {
      const amount = decimal(random.int(1, 9999)).div(100);
      const rows = Array.from({ length: random.int(1, 6) }, () => ({
        rate: decimal(random.pick([4, 10, 22])),
        amount: decimal(random.int(1, 30_000)).div(100),
      }));
      const parts = byRate(amount, rows).map((part) => part.amount);
      expect(String(sum(parts))).toBe(String(amount));
    }
  });

  it('stands on one rate where the goods cost nothing', () => {
    const free = [{ rate: decimal(22), amount: zero }];
    expect(byRate(decimal(5), free).map(({ amount }) => String(amount))).toEqual(['5']);
  });

  it('is spread over small lines as percents that come to it exactly', () => {
    const spread = spreadDiscount([goods('33.00', '2'), goods('14.99'), goods('5.50')], {
      amount: decimal('7.77'),
      rounding,
    });
    expect(String(sum(spread?.map(({ reduction }) => reduction) ?? []))).toBe('7.77');
    expect(spread?.every((line) => exactEncodings(line, rounding)[0]?.means === 'as-told')).toBe(true);
  });

  it('is not spread where percents cannot say it', () => {
    expect(spreadDiscount([goods('299.99')], { amount: decimal('33.34'), rounding })).toBeNull();
  });
});

describe('a charge', () => {
  it('is one line of one piece with its price without tax beside', () => {
    const charge = {
      suffix: 'shipping',
      name: 'Spedizione',
      productId: 9 as ProductId,
      rate: decimal(22),
      taxes: [],
      isDelivery: true,
    };
    const line = chargeLine({ ...charge, amount: decimal('6.10') });
    expect([String(line.quantity), String(line.gross), String(line.net)]).toEqual(['1', '6.1', '5']);
    expect(String(chargeLine({ ...charge, amount: decimal(5), rate: null }).net)).toBe('5');
  });
});
