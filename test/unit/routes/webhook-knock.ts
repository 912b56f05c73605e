import { createHmac } from 'node:crypto';
import { ask } from '../../support/api.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

export const secret = 'segreto-di-prova';

export interface Shop extends TestHouse {
  tenantId: string;
  token: string;
  webhookId: string;
  /** The path of the webhook's address. */
  path: string;
}

/** A company with a webhook of its own. */
export async function openShop(
  events: readonly string[] = ['STATUS_ORDER', 'STATUS_SHIPMENT'],
): Promise<Shop> {
  const world = createTestHouse();
  const { tenantId, token } = await addCompany(world);
  const made = await ask(world.app, '/v1/webhooks', {
    token,
    body: { name: 'poleepo_webhook', secret, events },
  });
  const { pathname } = new URL(made.at('url'));
  return { ...world, tenantId, token, webhookId: made.at('id'), path: pathname };
}

export const orderMessage = (orderId: number, given: object = {}) =>
  JSON.stringify({ event: 'STATUS_ORDER', data: { id: orderId }, ...given });

export function signed(body: string, key = secret): Record<string, string> {
  return { 'x-poleepo-signature': createHmac('sha256', key).update(body).digest('hex') };
}

/** Knocks at a webhook's address as Poleepo does: signed, unless other headers are given. */
export function knock(
  { app, path }: Pick<Shop, 'app' | 'path'>,
  body: string,
  headers: Record<string, string> = signed(body),
) {
  return ask(app, path, { method: 'POST', body, headers });
}

/** Changes the webhook through the API. */
export async function change({ app, token, webhookId }: Shop, body: object): Promise<void> {
  const answer = await ask(app, `/v1/webhooks/${webhookId}`, { method: 'PATCH', token, body });
  if (answer.status !== 200) throw new Error(answer.text);
}
