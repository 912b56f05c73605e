import { excerpt } from '../kit/call-record.ts';
import { second, toIsoSeconds } from '../kit/clock.ts';
import type { Json } from '../kit/fingerprint.ts';
import type { PoleepoOrderId, PoleepoShippingId } from '../trade/ids.ts';
import { allPages } from './all-pages.ts';
import type { Call } from './call.ts';
import { FailedAnswer, UnreadableAnswer } from './errors.ts';
import type { LabelReading } from './label.ts';
import { readLabel } from './label.ts';
import type { LabelFormat } from './label-format.ts';
import type { ExternalShippingDraft, ShippingDraft } from './new-shipping.ts';
import { externalShippingBody, shippingBody } from './new-shipping.ts';
import { largestPage, nextOffset } from './page.ts';
import type { Shipping } from './shipping.ts';
import { readShipping } from './shipping.ts';
import { inShippingWords } from './shipping-refusal.ts';
import type { Voiding } from './shipping-steps.ts';
import { handOver, takeBack } from './shipping-steps.ts';

/** A shipping of a page that could not be understood. */
export interface UnreadableShipping {
  id: PoleepoShippingId | null;
  /** As JSON text. Holds a buyer's data: for the tenant, never for a log. */
  raw: string;
  problem: string;
}

export interface ShippingPage {
  shippings: Shipping[];
  unreadable: UnreadableShipping[];
  /** The offset of the next page; null at the end. */
  next: number | null;
}

export interface PoleepoShippings {
  /**
   * Buys a waybill. Costs money and is not harmless to repeat: after a SyncError with `mayHaveHappened` look with
   * `ofOrder` for one with the same reference. A refusal has the reason's code as vendor code and what to do as hint;
   * `invalid`, before anything is sent, for parcels or amounts that cannot be written.
   */
  create(draft: ShippingDraft): Promise<Shipping>;
  /** Tells the channel of a parcel that was sent without Poleepo. Not harmless to repeat either. */
  createExternal(draft: ExternalShippingDraft): Promise<Shipping>;
  /** One shipping; null where Poleepo has none of that id. Throws UnreadableAnswer where a member of it is not understood. */
  get(id: PoleepoShippingId): Promise<Shipping | null>;
  /** All of an order, void ones included. Throws UnreadableAnswer where one of them is not understood, so that none is overlooked. */
  ofOrder(orderId: PoleepoOrderId): Promise<Shipping[]>;
  /** Shippings that were changed at `sinceMs` or later, a page at a time (100 unless `max` says less). */
  updatedSince(sinceMs: number, page?: { offset: number; max?: number }): Promise<ShippingPage>;
  /** The label, at most 10 MB. Harmless to repeat. */
  label(id: PoleepoShippingId, format: LabelFormat): Promise<LabelReading>;
  /**
   * Says that the courier has it, and reads it back. Harmless to repeat. Throws SyncError `conflict` where it is void,
   * `refused` with vendor code `IGNORED` where Poleepo says yes and leaves it as it was.
   */
  handOver(id: PoleepoShippingId): Promise<Shipping>;
  /** Takes a waybill back that no courier has yet, and reads it back. Harmless to repeat. */
  void(id: PoleepoShippingId): Promise<Voiding>;
}

const many = '/shippings'; // assumed, but for reading one
const one = '/shippings/{id}'; // confirmed for reading, assumed for writing

export function createShippings(call: Call): PoleepoShippings {
  const create = async (body: Json) => {
    const { data } = await call({ method: 'POST', path: many, endpoint: many, body }).catch(inShippingWords);
    const reading = readShipping(data);
    if (!reading.ok) throw new UnreadableAnswer({ endpoint: many, ...reading, mayHaveHappened: true });
    return reading.shipping;
  };

  const get = async (id: PoleepoShippingId) => {
    const asked = { method: 'GET', path: `/shippings/${id}`, endpoint: one } as const;
    const envelope = await call(asked).catch(nullIfMissing);
    return envelope === null ? null : shippingOf(envelope.data, id);
  };

  return {
    create: async (draft) => ofDraft(await create(shippingBody(draft)), draft, false),
    createExternal: async (draft) => ofDraft(await create(externalShippingBody(draft)), draft, true),
    get,

    async ofOrder(orderId) {
      const query = { order_id: String(orderId) };
      const readings = (await allPages(call, { endpoint: many, query })).map(readShipping);
      return readings
        .map((reading) => {
          if (reading.ok) return reading.shipping;
          throw new UnreadableAnswer({ endpoint: many, ...reading });
        })
        .filter((shipping) => shipping.orderId === null || shipping.orderId === orderId);
    },

    async updatedSince(sinceMs, page = { offset: 0 }) {
      const { offset } = page;
      const max = Math.min(page.max ?? largestPage, largestPage);
      // as of orders: no fractions of a second, and "after" leaves out the very second that is named
      const updatedAfter = toIsoSeconds(Math.max(0, sinceMs - second));
      const query = { offset: String(offset), max: String(max), updated_after: updatedAfter };
      const { data, total } = await call({ method: 'GET', path: many, endpoint: many, query });
      return pageOf({ data, total, offset, max });
    },

    label: (id, format) => readLabel(call, id, format),

    handOver: (id) => handOver(call, get, id),
    void: (id) => takeBack(call, get, id),
  };
}

function shippingOf(data: unknown, id: PoleepoShippingId): Shipping {
  const reading = readShipping(data);
  if (!reading.ok) throw new UnreadableAnswer({ endpoint: one, ...reading });
  if (reading.shipping.id === id) return reading.shipping;
  throw new UnreadableAnswer({
    endpoint: one,
    member: 'id',
    problem: `id: is ${reading.shipping.id}, another shipping`,
    raw: excerpt(data),
  });
}

/** What the answer to a new one leaves out is as it was asked for. */
function ofDraft(
  shipping: Shipping,
  { orderId, reference }: { orderId: PoleepoOrderId; reference: string },
  external: boolean,
): Shipping {
  return {
    ...shipping,
    orderId: shipping.orderId ?? orderId,
    reference: shipping.reference ?? reference,
    external: shipping.external || external,
  };
}

function pageOf(page: { data: unknown; total: number | null; offset: number; max: number }): ShippingPage {
  if (!Array.isArray(page.data)) {
    const problem = 'data: is no list';
    throw new UnreadableAnswer({ endpoint: many, member: 'data', problem, raw: excerpt(page.data ?? null) });
  }
  const readings = page.data.map(readShipping);
  return {
    shippings: readings.flatMap((reading) => (reading.ok ? [reading.shipping] : [])),
    unreadable: readings.flatMap((reading) =>
      reading.ok ? [] : [{ id: reading.id, raw: reading.raw, problem: reading.problem }],
    ),
    next: nextOffset({ ...page, count: page.data.length }),
  };
}

/** For a catch: what is not there is no error. */
function nullIfMissing(thrown: unknown): null {
  if (thrown instanceof FailedAnswer && thrown.code === 'not-found') return null;
  throw thrown;
}
