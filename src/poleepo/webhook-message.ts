import { z } from 'zod';
import type { PoleepoOrderId, PoleepoShippingId } from '../trade/ids.ts';
import { instant, optionalId, text } from './members.ts';

export type WebhookEvent = 'STATUS_ORDER' | 'STATUS_SHIPMENT';

/** What a webhook hints at. The state itself is read from the API. */
export type WebhookReading =
  | {
      ok: true;
      /** Poleepo's own id of the event, by which repetitions are known. */
      eventId: string | null;
      event: WebhookEvent;
      orderId: PoleepoOrderId | null;
      shippingId: PoleepoShippingId | null;
      /** Milliseconds since 1970. */
      createdAt: number | null;
    }
  | { ok: false; reason: 'not-json' | 'unknown-event' | 'no-id'; event?: string };

// documented: the two events. assumed: all the members
const message = z.object({
  id: text.catch(null),
  event: text.catch(null),
  created_at: instant.catch(null),
  data: z
    .object({ id: optionalId.catch(null), order_id: optionalId.catch(null) })
    .catch({ id: null, order_id: null }),
});

const longestEventId = 200;

/** Reads the body of a webhook; tolerant, since only the event and an id matter. */
export function readWebhook(body: string): WebhookReading {
  const json = parsed(body);
  if (json === undefined) return { ok: false, reason: 'not-json' };
  const read = message.safeParse(json).data;
  const event = read?.event?.toUpperCase();
  if (read === undefined || event === undefined) return { ok: false, reason: 'unknown-event' };
  if (event !== 'STATUS_ORDER' && event !== 'STATUS_SHIPMENT') {
    return { ok: false, reason: 'unknown-event', event: (read.event ?? '').slice(0, 100) };
  }
  const orderId = event === 'STATUS_ORDER' ? read.data.id : read.data.order_id;
  const shippingId = event === 'STATUS_SHIPMENT' ? read.data.id : null;
  if (orderId === null && shippingId === null) return { ok: false, reason: 'no-id', event };
  return {
    ok: true,
    eventId: read.id !== null && read.id.length <= longestEventId ? read.id : null,
    event,
    orderId: orderId as PoleepoOrderId | null,
    shippingId: shippingId as PoleepoShippingId | null,
    createdAt: read.created_at,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
