import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import type { OrderPage, PoleepoOrders } from '../poleepo/client.ts';
import { walkList, type Walked } from '../poleepo/walk-list.ts';

export { beginWalk } from '../poleepo/walk-list.ts';

/** Where a walk through Poleepo's orders stands. Kept between two jobs of one walk. */
export const walkPlace = z.object({
  /** Orders that changed at this moment or later, in ms. */
  since: z.number(),
  offset: z.number(),
  /** When the walk began, in ms. */
  startedAt: z.number(),
  /** The latest change that was listed, in ms. */
  newest: z.number().nullable(),
  /** The ids of the page before, to see that none was lost between two pages. */
  before: z.array(z.number()),
});

export type WalkPlace = z.output<typeof walkPlace>;

/** What a walk needs of its context. */
export interface Walking {
  poleepo: { orders: Pick<PoleepoOrders, 'updatedSince'> };
  clock: Pick<Clock, 'now'>;
}

/** Walks over Poleepo's orders as `walkList` says. */
export async function walkOrders(
  { poleepo, clock }: Walking,
  start: WalkPlace,
  visit: (page: OrderPage, next: WalkPlace | null) => Promise<boolean | void>,
): Promise<{ ended: boolean; place: WalkPlace }> {
  const list: Walked<OrderPage> = {
    name: 'orders',
    read: (since, offset) => poleepo.orders.updatedSince(since, { offset }),
    idsOf,
    timesOf: ({ orders }) => orders.flatMap(({ updatedAt }) => (updatedAt === null ? [] : [updatedAt])),
  };
  return walkList({ list, clock }, start, visit);
}

function idsOf({ orders, unreadable }: OrderPage): number[] {
  return [
    ...orders.map((order): number => order.id),
    ...unreadable.flatMap(({ id }) => (id === null ? [] : [id])),
  ];
}
