import { z } from 'zod';
import { apiTime } from './dates.ts';
import type { Order } from './order.ts';
import type { Shipping } from './shipping.ts';
import type { SimState } from './state.ts';

export const webhookEvents = ['STATUS_ORDER', 'STATUS_SHIPMENT'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** `hex` is the one that we assume of Poleepo; the others are those that a receiver should take as well. */
export const signatureSchemes = ['hex', 'sha256-hex', 'base64', 'standard', 'secret'] as const;

/** A webhook as set up by hand in Poleepo. */
export const webhookSchema = z.strictObject({
  url: z.url(),
  secret: z.string().min(1),
  events: z.array(z.enum(webhookEvents)).default([...webhookEvents]),
  scheme: z.enum(signatureSchemes).default('hex'),
  active: z.boolean().default(true),
});

export type SignatureScheme = (typeof signatureSchemes)[number];
export type Webhook = z.infer<typeof webhookSchema>;

/** What a webhook tells of. */
export type News = { event: 'STATUS_ORDER'; order: Order } | { event: 'STATUS_SHIPMENT'; shipping: Shipping };

/** The body of a webhook. Assumed. */
export interface WebhookMessage {
  id: string;
  event: string;
  created_at: string;
  data: { id: number; order_id?: number; status: { id: string; name: string } };
}

/** One webhook that was sent, and what the receiver answered; `status` is null where it did not answer. */
export interface Delivery {
  at: number;
  url: string;
  event: string;
  /** The id of the order or the shipping. */
  subject: number;
  eventId: string;
  status: number | null;
  /** How long the answer took, in milliseconds of the simulator's clock. */
  ms: number;
}

const ulidAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new message about news, dated now. */
export function webhookMessage(state: SimState, news: News): WebhookMessage {
  const id = `evt_01J${state.random.text(23, ulidAlphabet)}`;
  const created_at = apiTime(state.options.now());
  if (news.event === 'STATUS_ORDER') {
    const { id: orderId, status } = news.order;
    return { id, event: news.event, created_at, data: { id: orderId, status: { ...status } } };
  }
  const { id: shippingId, order_id, status } = news.shipping;
  return {
    id,
    event: news.event,
    created_at,
    data: { id: shippingId, order_id, status: { id: status, name: status } },
  };
}
