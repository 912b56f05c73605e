import type { Account } from './account.ts';
import { inParallel } from './parallel.ts';
import type { SimState } from './state.ts';
import type { Delivery, News, Webhook, WebhookMessage } from './webhook.ts';
import { webhookMessage } from './webhook.ts';
import type { Tamper } from './webhook-request.ts';
import { webhookRequest } from './webhook-request.ts';

export interface ToDeliver {
  webhook: Webhook;
  message: WebhookMessage;
  tamper?: Tamper | undefined;
}

async function statusOf(state: SimState, request: Request): Promise<number | null> {
  try {
    const response = await state.options.deliver(request);
    await response.text();
    return response.status;
  } catch {
    return null;
  }
}

/** Sends one webhook, once: what fails is not repeated, since silence is normal. Never throws. */
export async function deliver(state: SimState, { webhook, message, tamper }: ToDeliver): Promise<Delivery> {
  const request = await webhookRequest(state, { webhook, message, tamper });
  const at = state.options.now();
  const status = await statusOf(state, request);
  const delivery: Delivery = {
    at,
    url: webhook.url,
    event: message.event,
    subject: message.data.id,
    eventId: message.id,
    status,
    ms: state.options.now() - at,
  };
  state.deliveries.push(delivery);
  return delivery;
}

/** The account's webhooks that are active and want an event. */
export function subscribers(account: Account, event: News['event']): Webhook[] {
  return account.webhooks.filter((webhook) => webhook.active && webhook.events.includes(event));
}

/** One message about news, for every webhook of an account that wants it. */
export function toTell(state: SimState, account: Account, news: News): ToDeliver[] {
  const message = webhookMessage(state, news);
  return subscribers(account, news.event).map((webhook) => ({ webhook, message }));
}

/** Tells every webhook of an account that wants it, one after the other. */
export async function tell(state: SimState, account: Account, news: News): Promise<Delivery[]> {
  return inParallel(toTell(state, account, news), 1, (one) => deliver(state, one));
}

/** Tells them without being waited for: the API answers its caller first. */
export function deliverLater(state: SimState, account: Account, news: News): void {
  const delivery = tell(state, account, news).finally(() => state.underway.delete(delivery));
  state.underway.add(delivery);
}
