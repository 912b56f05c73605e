import { excerpt } from '../kit/call-record.ts';
import { SyncError } from '../kit/errors.ts';
import type { PoleepoProductId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import type { Call } from './call.ts';
import { UnreadableAnswer } from './errors.ts';
import { exactNumber, wholeNumber } from './exact-number.ts';
import { largestPage, nextOffset } from './page.ts';
import type { PoleepoProduct } from './product.ts';
import { readProduct } from './product.ts';

/** A product of a page that could not be understood. */
export interface UnreadableProduct {
  id: PoleepoProductId | null;
  problem: string;
}

export interface ProductPage {
  products: PoleepoProduct[];
  unreadable: UnreadableProduct[];
  last: boolean;
  /** The offset of the next page, since a page may be shorter than asked; null where this is the last. */
  next: number | null;
}

/** What is to change of a product; what is not named stays. */
export interface ProductChange {
  /** Whole pieces. */
  quantity?: number;
  /** Without tax. */
  price?: Decimal;
  priceWithTax?: Decimal;
  /** In percent: 22. */
  vatRate?: Decimal;
  active?: boolean;
  title?: string;
}

export interface PoleepoProducts {
  /** One product; null where Poleepo has none of that id. Throws UnreadableAnswer where a member of it is not understood. */
  get(id: PoleepoProductId): Promise<PoleepoProduct | null>;
  /** A page of all products, at most 100. Poleepo has no filter by SKU or by date. */
  list(page: { offset: number; max: number }): Promise<ProductPage>;
  /**
   * Changes some members of a product. Harmless to repeat; not read back, though Poleepo may say yes and ignore it.
   * Throws SyncError `not-found`; `invalid`, before anything is sent, where a number cannot be written.
   */
  update(id: PoleepoProductId, change: ProductChange): Promise<void>;
}

const one = '/products/{id}'; // confirmed

export function createProducts(call: Call): PoleepoProducts {
  return {
    async get(id) {
      const envelope = await call({ method: 'GET', path: `/products/${id}`, endpoint: one }).catch(
        nullIfMissing,
      );
      if (envelope === null) return null;
      const reading = readProduct(envelope.data);
      if (!reading.ok) throw new UnreadableAnswer({ endpoint: one, ...reading });
      if (reading.product.id !== id) throw anotherProduct(reading.product.id, envelope.data);
      return reading.product;
    },

    async list({ offset, max: wanted }) {
      const max = Math.min(wanted, largestPage);
      const query = { offset: String(offset), max: String(max) };
      const { data, total } = await call({ method: 'GET', path: '/products', endpoint: '/products', query });
      if (!Array.isArray(data)) throw noList(data);
      const readings = data.map(readProduct);
      const next = nextOffset({ offset, max, count: data.length, total });
      return {
        products: readings.flatMap((reading) => (reading.ok ? [reading.product] : [])),
        unreadable: readings.flatMap((reading) =>
          reading.ok ? [] : [{ id: reading.id, problem: reading.problem }],
        ),
        last: next === null,
        next,
      };
    },

    async update(id, change) {
      await call({ method: 'PUT', path: `/products/${id}`, endpoint: one, body: changeOf(change) });
    },
  };
}

// confirmed: a partial body
function changeOf({ quantity, price, priceWithTax, vatRate, active, title }: ProductChange) {
  return {
    ...(quantity !== undefined && { quantity: wholeNumber(quantity, 'quantity') }),
    ...(price !== undefined && { price: exactNumber(price, 'price') }),
    ...(priceWithTax !== undefined && { price_with_tax: exactNumber(priceWithTax, 'price_with_tax') }),
    ...(vatRate !== undefined && { vat_rate: exactNumber(vatRate, 'vat_rate') }),
    ...(active !== undefined && { active }),
    ...(title !== undefined && { title }),
  };
}

/** For a catch: what is not there is no error. */
function nullIfMissing(thrown: unknown): null {
  if (thrown instanceof SyncError && thrown.code === 'not-found') return null;
  throw thrown;
}

function anotherProduct(id: number, data: unknown): UnreadableAnswer {
  return new UnreadableAnswer({
    endpoint: one,
    member: 'id',
    problem: `id: is ${id}, another product`,
    raw: excerpt(data),
  });
}

function noList(data: unknown): UnreadableAnswer {
  return new UnreadableAnswer({
    endpoint: '/products',
    member: 'data',
    problem: 'data: is no list',
    raw: excerpt(data ?? null),
  });
}
