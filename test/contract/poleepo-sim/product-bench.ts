import type { PoleepoSimOptions } from '../../../sim/poleepo/app.ts';
import type { BatchItem } from '../../../sim/poleepo/batch.ts';
import type { Answer, Bench } from './poleepo-client.ts';
import { createBench, record } from './poleepo-client.ts';

export const batchDelay = 20_000;

export interface Report {
  id: number;
  status: string;
  total: number;
  items?: BatchItem[];
}

/** A simulated Poleepo without products, and a caller who sends batches. */
export interface ProductBench extends Bench {
  send: (entries: unknown) => Promise<Answer>;
  /** Sends a batch that must be accepted; its id. */
  accepted: (entries: unknown) => Promise<number>;
  read: (id: number) => Promise<Report>;
  poll: (id: number | string) => Promise<Answer>;
  /** The items of a batch that has had its time. */
  settled: (entries: unknown) => Promise<BatchItem[]>;
}

export function createProductBench(options: PoleepoSimOptions = {}): ProductBench {
  const bench = createBench({ products: 'none', ...options });
  const send = (entries: unknown) => bench.call('POST', '/products/batch', { body: { products: entries } });
  const poll = (id: number | string) => bench.call('GET', `/products/batch/${id}`);
  const accepted = async (entries: unknown) => Number(record(await send(entries))['id']);
  const read = async (id: number) => record(await poll(id)) as unknown as Report;
  return {
    ...bench,
    send,
    poll,
    accepted,
    read,
    settled: async (entries) => {
      const id = await accepted(entries);
      bench.clock.now += batchDelay;
      return (
        bench.sim.control
          .batches()
          .find((batch) => batch.id === id)
          ?.items.slice() ?? []
      );
    },
  };
}

/** The entry of an article without a family. */
export function simple(sku: string, members: object = {}): Record<string, unknown> {
  return {
    product_id: '',
    sku,
    ean: '',
    upc: '',
    isbn: '',
    mpn: '',
    title: `Articolo ${sku}`,
    short_description: '',
    long_description: '',
    category_path: 'Casa / Cucina',
    price: 27.05,
    price_with_tax: 33,
    vat_rate: 22,
    quantity: 4,
    images: [],
    attributes: [],
    ...members,
  };
}

export function parent(sku: string, members: object = {}): Record<string, unknown> {
  return { product_id: '', sku, title: `Famiglia ${sku}`, category_path: 'Moda', price: 27.05, ...members };
}

export function variant(sku: string, parentSku: string, members: object = {}): Record<string, unknown> {
  return simple(sku, {
    parent_sku: parentSku,
    attributes: [{ name: 'Taglia', value: sku }],
    ...members,
  });
}

/** The status of each item, and the codes of its errors. */
export function outcomes(items: readonly BatchItem[]): unknown[] {
  return items.map(({ status, errors }) =>
    errors.length === 0 ? status : errors.map(({ code, field }) => [code, field]),
  );
}
