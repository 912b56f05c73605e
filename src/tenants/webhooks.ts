import { hour, toIso } from '../kit/clock.ts';
import { newId, newToken } from '../kit/ids.ts';
import type { WebhookRow } from '../store/directory/webhook-rows.ts';
import type { HookKey, WebhookId } from '../trade/ids.ts';
import { audit } from './audit.ts';
import { webhookContext } from './connection-settings.ts';
import type { Office } from './desk.ts';

export const webhookEvents = ['STATUS_ORDER', 'STATUS_SHIPMENT'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export interface NewWebhook {
  name: string;
  secret: string;
  events: readonly WebhookEvent[];
}

/** A webhook of the company with the address to enter in Poleepo. `name-taken`: the company has one of this name. */
export async function createWebhook(
  office: Office,
  { name, secret, events }: NewWebhook,
): Promise<{ outcome: 'created'; id: WebhookId; url: string } | { outcome: 'name-taken' }> {
  const { house, tenant } = office;
  const { clock, chance, directory, sealer } = house;
  const now = clock.now();
  const id = newId<WebhookId>('whk', now, chance);
  const hookKey = newToken(chance, 128) as HookKey;
  const added = await directory.webhooks.add({
    id,
    tenantId: tenant.id,
    name,
    hookKey,
    secret: await sealer.seal(secret, webhookContext(tenant.id, id)),
    events: [...new Set(events)],
    trust: 'signature',
    active: true,
    createdAt: now,
  });
  if (!added) return { outcome: 'name-taken' };
  await audit(office, { action: 'webhook.create', target: name, detail: { events } });
  return { outcome: 'created', id, url: urlOf(house, hookKey) };
}

export interface WebhookEdit {
  name?: string | undefined;
  events?: readonly WebhookEvent[] | undefined;
  active?: boolean | undefined;
  trust?: WebhookRow['trust'] | undefined;
  pinnedScheme?: string | null | undefined;
}

/** Changes what is given and leaves the rest. */
export async function editWebhook(
  office: Office,
  id: WebhookId,
  edit: WebhookEdit,
): Promise<
  { outcome: 'changed'; webhook: WebhookRow } | { outcome: 'not-found' } | { outcome: 'name-taken' }
> {
  const { directory } = office.house;
  const { id: tenantId } = office.tenant;
  const before = await directory.webhooks.get(tenantId, id);
  if (before === null) return { outcome: 'not-found' };
  if (edit.name !== undefined && edit.name !== before.name) {
    if ((await directory.webhooks.named(tenantId, edit.name)) !== null) return { outcome: 'name-taken' };
  }
  const change = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  if (Object.keys(change).length === 0) return { outcome: 'changed', webhook: before };
  const webhook = await directory.webhooks.update(tenantId, id, change);
  if (webhook === null) return { outcome: 'not-found' };
  await audit(office, { action: 'webhook.change', target: before.name, detail: change });
  return { outcome: 'changed', webhook };
}

/**
 * Gives a webhook another secret. The one before stays good for `keepPreviousForHours`, so that messages signed with
 * either are let in while Poleepo is changed over; zero where it has leaked.
 */
export async function rotateWebhookSecret(
  office: Office,
  id: WebhookId,
  { secret, keepPreviousForHours }: { secret: string; keepPreviousForHours: number },
): Promise<WebhookRow | null> {
  const { directory, sealer, clock } = office.house;
  const { id: tenantId } = office.tenant;
  const before = await directory.webhooks.get(tenantId, id);
  if (before === null) return null;
  const keeps = keepPreviousForHours > 0;
  const webhook = await directory.webhooks.update(tenantId, id, {
    secret: await sealer.seal(secret, webhookContext(tenantId, id)),
    previousSecret: keeps ? before.secret : null,
    previousSecretUntil: keeps ? clock.now() + keepPreviousForHours * hour : null,
  });
  const detail = { keepPreviousForHours };
  await audit(office, { action: 'webhook.rotate', target: before.name, detail });
  return webhook;
}

/** Ends a webhook: its address is good no more. Messages that came by it stay. False where the company has none of this id. */
export async function removeWebhook(office: Office, id: WebhookId): Promise<boolean> {
  const name = await office.house.directory.webhooks.remove(office.tenant.id, id);
  if (name === null) return false;
  await audit(office, { action: 'webhook.remove', target: name });
  return true;
}

/** A webhook as people see it: with its address, without its secrets. */
export function viewWebhook(house: { variables: { PUBLIC_URL: string } }, webhook: WebhookRow) {
  const { previousSecretUntil: until, verifiedAt } = webhook;
  return {
    id: webhook.id,
    name: webhook.name,
    url: urlOf(house, webhook.hookKey),
    events: webhook.events,
    active: webhook.active,
    trust: webhook.trust,
    pinnedScheme: webhook.pinnedScheme,
    lastScheme: webhook.lastScheme,
    verifiedAt: verifiedAt === null ? null : toIso(verifiedAt),
    previousSecretUntil: until === null ? null : toIso(until),
    createdAt: toIso(webhook.createdAt),
  };
}

function urlOf({ variables }: { variables: { PUBLIC_URL: string } }, hookKey: HookKey): string {
  return `${variables.PUBLIC_URL}/w/${hookKey}`;
}
