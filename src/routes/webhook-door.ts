import { z } from 'zod';
import { jobKinds } from '../jobs/kinds.ts';
import { fromUtf8 } from '../kit/encoding.ts';
import { newId } from '../kit/ids.ts';
import { readWebhook, type WebhookReading } from '../poleepo/webhook-message.ts';
import { type Scheme, verifySignature } from '../poleepo/webhook-signature.ts';
import type { CallRow } from '../store/api-log-store.ts';
import type { WebhookRow } from '../store/directory/webhook-rows.ts';
import type { MessageStore } from '../store/message-store.ts';
import { webhookContext } from '../tenants/connection-settings.ts';
import type { HookKey, JobId, MessageId, PoleepoOrderId, TenantId } from '../trade/ids.ts';
import { orderSubject, shippingSubject } from '../trade/subject.ts';
import { readBody } from './body.ts';
import type { House } from './house.ts';
import { Problem, problem } from './problem.ts';
import { refusal, type RefusalReason } from './refusal.ts';
import type { Refusals } from './refusals.ts';
import { type Entry, publicRoute, type RouteModule } from './route.ts';

const largest = 256 * 1024;

const secretHeaders = /secret|authorization|cookie|token/i;

interface Knock {
  house: House;
  webhook: WebhookRow;
  tenant: { id: TenantId; shard: string };
  messages: MessageStore;
  headers: Record<string, string>;
  body: Uint8Array;
  arrivedAt: number;
}

/** Where Poleepo's webhooks arrive. A message is acknowledged only once it and its job are in the database. */
export function webhookDoor(refusals: Refusals): RouteModule {
  return [
    publicRoute({
      method: 'post',
      path: '/w/{hookKey}',
      summary: "Poleepo's webhooks",
      tag: 'Webhook door',
      publicBecause: 'Poleepo signs its messages; the address itself is secret.',
      params: z.object({
        hookKey: z
          .string()
          .regex(/^[A-Za-z0-9_-]{22}$/)
          .transform((key) => key as HookKey),
      }),
      status: 202,
      answer: z.object({ id: z.string().nullable(), repeated: z.boolean() }),
      example: { params: { hookKey: 'a'.repeat(22) } },
      handle: (entry) => receive(entry, { hookKey: entry.params.hookKey, refusals }),
    }),
  ];
}

async function receive(
  { house, context }: Entry,
  { hookKey, refusals }: { hookKey: HookKey; refusals: Refusals },
) {
  const found = await house.directory.webhooks.byHookKey(hookKey);
  if (found === null) throw problem('not-found');
  const { webhook } = found;
  if (found.tenant.suspendedAt !== null) throw problem('suspended');
  const tenant = { id: found.tenant.tenantId, shard: found.tenant.shard };
  const { messages } = house.storesOf(tenant);
  const request = context.req.raw;
  const headers = Object.fromEntries(request.headers);
  const knock: Knock = {
    house,
    webhook,
    tenant,
    messages,
    headers,
    body: new Uint8Array(),
    arrivedAt: house.clock.now(),
  };
  const refuse = (reason: RefusalReason) => turnAway(knock, { reason, refusals });
  if (!webhook.active) throw await refuse('inactive');
  try {
    knock.body = await readBody(request, largest);
  } catch (thrown) {
    throw thrown instanceof Problem ? await refuse('too-large') : thrown;
  }
  const trust = await trustIn(knock);
  if (!trust.ok) throw await refuse(trust.reason);
  const read = readWebhook(fromUtf8(knock.body));
  if (!read.ok) throw await refuse(read.reason);
  if (!webhook.events.includes(read.event)) throw await refuse('event-not-selected');
  return accept(knock, { trust: trust.by, event: read.event, eventId: read.eventId, work: workOf(read) });
}

async function trustIn(
  knock: Knock,
): Promise<{ ok: true; by: Scheme | 'address' } | { ok: false; reason: 'unsigned' | 'wrong' }> {
  const { house, webhook, body, headers } = knock;
  const now = house.clock.now();
  const sealed = [webhook.secret];
  if (webhook.previousSecret !== null && (webhook.previousSecretUntil ?? 0) > now)
    sealed.push(webhook.previousSecret);
  const context = webhookContext(webhook.tenantId, webhook.id);
  const secrets = await Promise.all(sealed.map((secret) => house.sealer.open(secret, context)));
  const pinned = webhook.pinnedScheme as Scheme | null;
  const verdict = await verifySignature({
    headers: new Headers(headers),
    body,
    secrets,
    now,
    ...(pinned === null ? {} : { pinned }),
  });
  if (!verdict.ok) return webhook.trust === 'address' ? { ok: true, by: 'address' } : verdict;
  if (webhook.lastScheme !== verdict.scheme)
    await house.directory.webhooks.verified(webhook.id, verdict.scheme, now);
  return { ok: true, by: verdict.scheme };
}

interface Accepted {
  trust: Scheme | 'address';
  event: string;
  eventId: string | null;
  work: { kind: 'import-order' | 'take-shipping'; subject: string };
}

/** News of a shipment whose id is missing is news of its order: that tells of its shipments too. */
function workOf({ orderId, shippingId }: Extract<WebhookReading, { ok: true }>): Accepted['work'] {
  if (shippingId !== null) return { kind: 'take-shipping', subject: shippingSubject(shippingId) };
  return { kind: 'import-order', subject: orderSubject(orderId as PoleepoOrderId) };
}

async function accept(
  { house, webhook, tenant, messages, headers, body, arrivedAt }: Knock,
  { trust, event, eventId, work: { kind, subject } }: Accepted,
) {
  const now = house.clock.now();
  const id = newId<MessageId>('msg', now, house.chance);
  const message = {
    id,
    webhookId: webhook.id,
    eventId,
    event,
    trust,
    headers: shown(headers),
    payload: fromUtf8(body),
    receivedAt: now,
  };
  const work = {
    id: newId<JobId>('job', now, house.chance),
    kind,
    subject,
    priority: jobKinds[kind].priority,
    dueAt: now,
    now,
  };
  const jobId = await messages.receive(
    message,
    work,
    received(house, { at: arrivedAt, status: 202, error: null }),
  );
  if (jobId === null) return { id: null, repeated: true };
  await house.wake(tenant.id, jobId);
  return { id, repeated: false };
}

async function turnAway(
  knock: Knock,
  { reason, refusals }: { reason: RefusalReason; refusals: Refusals },
): Promise<Problem> {
  const { house, webhook, messages, headers, body, arrivedAt } = knock;
  const answer = refusal(reason);
  const now = house.clock.now();
  const count = refusals.count(`${webhook.id} ${reason}`, now);
  if (count > 0) {
    const payload = fromUtf8(body.slice(0, 4096));
    const sample = {
      id: newId<string>('ref', now, house.chance),
      webhookId: webhook.id,
      reason,
      status: answer.facts.status,
      count,
      headers: shown(headers),
      payload,
      receivedAt: now,
    };
    await messages.quarantine(
      sample,
      received(house, { at: arrivedAt, status: answer.facts.status, error: reason }),
    );
  }
  return answer;
}

/** Headers as a tenant may see them: some schemes send the secret itself. */
function shown(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.test(name) ? '[secret]' : value]),
  );
}

function received(
  house: House,
  { at, status, error }: { at: number; status: number; error: string | null },
): CallRow {
  return {
    id: newId<string>('call', at, house.chance),
    jobId: null,
    at,
    direction: 'in',
    side: 'poleepo',
    method: 'POST',
    endpoint: '/w/{hookKey}',
    status,
    durationMs: house.clock.now() - at,
    error,
    request: null,
    response: null,
  };
}
