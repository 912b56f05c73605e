import { z } from 'zod';
import type { Api } from './api.ts';

const order = z.object({
  poleepoId: z.int(),
  state: z.string(),
  saleOrderId: z.int().nullable(),
  saleOrder: z.string().nullable(),
  channel: z.string().nullable(),
  poleepoTotal: z.string().nullable(),
  odooTotal: z.string().nullable(),
  currency: z.string().nullable(),
  reference: z.string().nullable(),
  held: z.object({ title: z.string() }).nullable(),
  updatedAt: z.iso.datetime(),
});

const page = z.object({ items: z.array(order), nextCursor: z.string().nullable() });

/** An order as the product's API lists it. */
export type ListedOrder = z.output<typeof order>;

/** The newest orders of the signed-in company. */
export async function latestOrders(api: Api): Promise<ListedOrder[]> {
  return (await api.get('/v1/orders?limit=200', page)).items;
}

/** Tells of each order once for every state that it reaches, as long as it is asked to look. */
export class OrderWatch {
  readonly #api: Api;
  readonly #told = new Map<number, string>();

  constructor(api: Api) {
    this.#api = api;
  }

  async look(): Promise<ListedOrder[]> {
    const news = (await latestOrders(this.#api)).filter(({ poleepoId, state }) => {
      const before = this.#told.get(poleepoId);
      this.#told.set(poleepoId, state);
      return before !== state;
    });
    return news.toReversed();
  }
}
