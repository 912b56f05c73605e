import type { z } from 'zod';
import type { Account } from './account.ts';
import type { notifySchema } from './control-schemas.ts';
import { apiTime } from './dates.ts';
import type { ToDeliver } from './deliver.ts';
import { deliver, subscribers } from './deliver.ts';
import { inParallel } from './parallel.ts';
import type { SimState } from './state.ts';
import type { Delivery, News, WebhookMessage } from './webhook.ts';
import { webhookMessage } from './webhook.ts';

export type NotifyOptions = Omit<z.output<typeof notifySchema>, 'account' | 'orderId' | 'shippingId'>;

function messages(state: SimState, news: News, { mode, times }: NotifyOptions): WebhookMessage[] {
  const first = webhookMessage(state, news);
  if (mode === 'same-event-id') return Array.from({ length: times ?? 2 }, () => first);
  if (mode !== 'reorder') {
    return [first, ...Array.from({ length: (times ?? 1) - 1 }, () => webhookMessage(state, news))];
  }
  // The newest arrives first: each later one is a second older.
  return Array.from({ length: times ?? 2 }, (_, index) => ({
    ...webhookMessage(state, news),
    created_at: apiTime(state.options.now() - index * 1000),
  }));
}

/** Sends webhooks about news in a mode, to each webhook of the account that wants the event. */
export async function notify(
  state: SimState,
  account: Account,
  { news, options }: { news: News; options: NotifyOptions },
): Promise<Delivery[]> {
  const { mode, scheme, parallel } = options;
  const tamper = mode === 'ok' || mode === 'same-event-id' || mode === 'reorder' ? undefined : mode;
  const toDeliver = messages(state, news, options).flatMap((message) =>
    subscribers(account, news.event).map<ToDeliver>((webhook) => ({
      webhook: { ...webhook, scheme: scheme ?? webhook.scheme },
      message,
      tamper,
    })),
  );
  return inParallel(toDeliver, parallel, (one) => deliver(state, one));
}
