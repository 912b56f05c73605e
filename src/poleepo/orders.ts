import { z } from 'zod';
import { excerpt } from '../kit/call-record.ts';
import { second, toIsoSeconds } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { PoleepoOrderId } from '../trade/ids.ts';
import type { Call } from './call.ts';
import { poleepoError, UnreadableAnswer } from './errors.ts';
import { silentlyIgnored } from './hints.ts';
import { named } from './members.ts';
import type { PoleepoOrder } from './order.ts';
import { readOrder } from './order.ts';
import { largestPage, nextOffset } from './page.ts';
import { hasReached } from './status.ts';

/** An order of a page that could not be understood. */
export interface UnreadableOrder {
  id: number | null;
  /** As JSON text. Holds a buyer's data: for the tenant, never for a log. */
  raw: string;
  problem: string;
}

export interface OrderPage {
  orders: PoleepoOrder[];
  unreadable: UnreadableOrder[];
  /** The offset of the next page; null at the end. */
  next: number | null;
}

export interface PoleepoOrders {
  /** One order. Throws SyncError `not-found`; UnreadableAnswer where a member of it is not understood. */
  get(id: PoleepoOrderId): Promise<PoleepoOrder>;
  /** Orders that were changed at `sinceMs` or later, a page at a time (100 unless `max` says less). */
  updatedSince(sinceMs: number, page?: { offset: number; max?: number }): Promise<OrderPage>;
  /**
   * Sets an order's status and reads it back. Harmless to repeat. Throws SyncError `refused` with vendor code
   * `IGNORED` where Poleepo says yes and leaves the order as it was.
   */
  setStatus(id: PoleepoOrderId, status: string): Promise<void>;
}

const one = '/orders/{id}'; // assumed, for reading as for writing

export function createOrders(call: Call): PoleepoOrders {
  const read = (id: PoleepoOrderId) => call({ method: 'GET', path: `/orders/${id}`, endpoint: one });

  return {
    async get(id) {
      const { data } = await read(id);
      const reading = readOrder(data);
      if (!reading.ok) throw new UnreadableAnswer({ endpoint: one, ...reading });
      if (reading.order.id !== id) throw anotherOrder(reading.order.id, data);
      return reading.order;
    },

    async updatedSince(sinceMs, page = { offset: 0 }) {
      const { offset } = page;
      const max = Math.min(page.max ?? largestPage, largestPage);
      // confirmed: no fractions of a second. assumed: "after" leaves out the very second that is named
      const updatedAfter = toIsoSeconds(Math.max(0, sinceMs - second));
      const query = { offset: String(offset), max: String(max), updated_after: updatedAfter };
      const { data, total } = await call({ method: 'GET', path: '/orders', endpoint: '/orders', query });
      return pageOf({ data, total, offset, max });
    },

    async setStatus(id, status) {
      await call({ method: 'PUT', path: `/orders/${id}`, endpoint: one, body: { status } });
      const { data } = await read(id).catch(afterTheWrite);
      const found = z.object({ status: named }).safeParse(data);
      if (!found.success)
        throw new UnreadableAnswer({
          endpoint: one,
          member: 'status',
          problem: 'status: is not understood',
          raw: excerpt(data),
        });
      if (!hasReached(status, found.data.status)) throw ignored(status);
    },
  };
}

function pageOf(page: { data: unknown; total: number | null; offset: number; max: number }): OrderPage {
  if (!Array.isArray(page.data)) {
    throw new UnreadableAnswer({
      endpoint: '/orders',
      member: 'data',
      problem: 'data: is no list',
      raw: excerpt(page.data ?? null),
    });
  }
  const readings = page.data.map(readOrder);
  return {
    orders: readings.flatMap((reading) => (reading.ok ? [reading.order] : [])),
    unreadable: readings.flatMap((reading) =>
      reading.ok ? [] : [{ id: reading.id, raw: reading.raw, problem: reading.problem }],
    ),
    next: nextOffset({ ...page, count: page.data.length }),
  };
}

function anotherOrder(id: number, data: unknown): UnreadableAnswer {
  return new UnreadableAnswer({
    endpoint: one,
    member: 'id',
    problem: `id: is ${id}, another order`,
    raw: excerpt(data),
  });
}

function ignored(status: string): SyncError {
  return poleepoError(`poleepo accepted status ${status} and did not set it`, {
    code: 'refused',
    advice: 'retry',
    vendorCode: 'IGNORED',
    hint: silentlyIgnored,
  });
}

function afterTheWrite(thrown: unknown): never {
  if (!(thrown instanceof SyncError)) throw thrown;
  const { code, advice, hint, retryAfterMs, vendorCode } = thrown;
  throw poleepoError(`status was set, then not read back: ${thrown.message}`, {
    code,
    advice,
    hint,
    retryAfterMs,
    vendorCode,
    mayHaveHappened: true,
    cause: thrown,
  });
}
