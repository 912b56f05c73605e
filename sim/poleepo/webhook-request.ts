import { apiTime } from './dates.ts';
import { signatureHeaders } from './signature.ts';
import type { SimState } from './state.ts';
import type { Webhook, WebhookMessage } from './webhook.ts';

/** The ways in which one webhook can be other than it should be. */
export const tampers = [
  'unsigned',
  'wrong-signature',
  'changed-body',
  'not-json',
  'huge',
  'unknown-event',
  'unknown-order',
  'unknown-status',
  'unknown-members',
  'status-as-string',
  'missing-id',
  'late',
] as const;

export type Tamper = (typeof tampers)[number];

/** The size of a `huge` body, in bytes and a little more. */
export const hugeBytes = 2 * 1024 * 1024;

const dayMs = 86_400_000;
const noOrder = 999_999_999;

/** The body before it is signed. */
function bodyOf(state: SimState, message: WebhookMessage, tamper: Tamper | undefined): string {
  const { id: _id, ...withoutId } = message;
  switch (tamper) {
    case 'not-json':
      return `id=${message.id}&event=${message.event}`;
    case 'huge':
      return JSON.stringify({ ...message, padding: 'x'.repeat(hugeBytes) });
    case 'unknown-event':
      return JSON.stringify({ ...message, event: 'STATUS_RETURN' });
    case 'unknown-order':
      return JSON.stringify({ ...message, data: { ...message.data, id: noOrder } });
    case 'unknown-status':
      return JSON.stringify({
        ...message,
        data: { ...message.data, status: { id: 'FRAUD_REVIEW', name: '?' } },
      });
    case 'unknown-members':
      return JSON.stringify({ ...message, version: 3, data: { ...message.data, channel: { id: 7 } } });
    case 'status-as-string':
      return JSON.stringify({ ...message, data: { ...message.data, status: message.data.status.id } });
    case 'missing-id':
      return JSON.stringify(withoutId);
    case 'late':
      return JSON.stringify({ ...message, created_at: apiTime(state.options.now() - dayMs) });
    default:
      return JSON.stringify(message);
  }
}

/** The request that brings a message to a webhook's address: signed by its scheme, unless tampered with. */
export async function webhookRequest(
  state: SimState,
  { webhook, message, tamper }: { webhook: Webhook; message: WebhookMessage; tamper?: Tamper | undefined },
): Promise<Request> {
  const body = bodyOf(state, message, tamper);
  const secret = tamper === 'wrong-signature' ? `${webhook.secret}x` : webhook.secret;
  const at = state.options.now();
  const signed = await signatureHeaders({ scheme: webhook.scheme, secret, body, at, id: message.id });
  return new Request(webhook.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(tamper === 'unsigned' ? {} : signed) },
    body: tamper === 'changed-body' ? body.replace(/"id":(\d+)/, '"id":1$1') : body,
  });
}
