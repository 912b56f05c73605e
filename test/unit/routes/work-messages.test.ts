import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores, type TenantStores } from '../../../src/store/tenant-stores.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { ask } from '../../support/api.ts';
import { addMember } from '../../support/members.ts';
import { claimOne, settlement } from '../store/support/ledger.ts';
import { knock, openShop, orderMessage, type Shop } from './webhook-knock.ts';

async function shopWithMessage(orderId = 7) {
  const shop = await openShop();
  const stores = openTenantStores(openDatabase(shop.d1), shop.tenantId as TenantId);
  const id = (await knock(shop, orderMessage(orderId))).at('id');
  return { shop, stores, id };
}

/** Runs the one job that waits, to this end. */
async function end(stores: TenantStores, state: 'completed' | 'failed' | 'held' | 'skipped'): Promise<void> {
  const [waiting] = (await stores.jobs.list({ state: 'waiting', limit: 2 })).items;
  const now = waiting?.dueAt ?? 0;
  const job = await claimOne(stores, { now, leaseUntil: now + 1000 });
  await stores.claims.settle(settlement(job, { state, now: now + 500 }));
}

const get = (shop: Shop, path: string) => ask(shop.app, path, { token: shop.token });

describe('a message', () => {
  test('is seen with the state of its job, from waiting to completed', async () => {
    const { shop, stores, id } = await shopWithMessage();
    const seen = async () => (await get(shop, '/v1/webhook-messages')).json as { items: object[] };
    expect((await seen()).items).toMatchObject([
      { id, state: 'waiting', event: 'STATUS_ORDER', subject: 'order:7', trust: 'hmac-hex', eventId: null },
    ]);
    await end(stores, 'completed');
    expect((await seen()).items).toMatchObject([{ id, state: 'completed' }]);
    expect((await get(shop, '/v1/webhook-messages?state=waiting')).json).toMatchObject({ items: [] });
    expect((await get(shop, '/v1/webhook-messages?state=completed')).json).toMatchObject({ items: [{ id }] });
  });

  test('shows its payload as it came, its job and its attempts', async () => {
    const { shop, stores, id } = await shopWithMessage();
    await end(stores, 'failed');
    const { json } = await get(shop, `/v1/webhook-messages/${id}`);
    expect(json).toMatchObject({
      id,
      payload: orderMessage(7),
      attempts: 1,
      job: { state: 'failed', subject: 'order:7' },
    });
  });

  test('that is not there is answered 404', async () => {
    const { shop } = await shopWithMessage();
    for (const path of [`msg_${'0'.repeat(32)}`, 'msg_x', 'x'])
      expect((await get(shop, `/v1/webhook-messages/${path}`)).status).not.toBe(200);
    const retried = await ask(shop.app, `/v1/webhook-messages/msg_${'0'.repeat(32)}/retry`, {
      method: 'POST',
      token: shop.token,
    });
    expect(retried.status).toBe(404);
  });
});

describe('retry of a message', () => {
  const retry = (shop: Shop, id: string) =>
    ask(shop.app, `/v1/webhook-messages/${id}/retry`, { method: 'POST', token: shop.token });

  test('opens its job, notes who did it, and wakes the lane', async () => {
    const { shop, stores, id } = await shopWithMessage();
    await end(stores, 'failed');
    shop.woken.length = 0;
    const answer = await retry(shop, id);
    expect([answer.status, answer.at('state')]).toEqual([202, 'waiting']);
    expect(shop.woken).toHaveLength(1);
    expect(shop.rows("SELECT action, target FROM audit_log WHERE action LIKE 'message.%'")).toEqual([
      { action: 'message.retry', target: 'order:7' },
    ]);
  });

  test('is refused with 409 where its work is completed', async () => {
    const { shop, stores, id } = await shopWithMessage();
    await end(stores, 'completed');
    const answer = await retry(shop, id);
    expect([answer.status, answer.at('error.code')]).toEqual([409, 'not-now']);
    expect((await stores.jobs.countByState()).waiting).toBeUndefined();
  });
});

describe('removing messages', () => {
  const remove = (shop: Shop, state: string, token = shop.token) =>
    ask(shop.app, `/v1/webhook-messages?state=${state}`, { method: 'DELETE', token });

  test('removes those whose work is done with, and no other', async () => {
    const { shop, stores } = await shopWithMessage(1);
    await end(stores, 'completed');
    await knock(shop, orderMessage(2));
    await end(stores, 'held');
    await knock(shop, orderMessage(3));
    expect((await remove(shop, 'completed')).json).toEqual({ removed: 1 });
    expect((await remove(shop, 'completed')).json).toEqual({ removed: 0 });
    expect(shop.rows('SELECT subject FROM webhook_messages ORDER BY rowid')).toEqual([
      { subject: 'order:2' },
      { subject: 'order:3' },
    ]);
    expect(shop.rows("SELECT action FROM audit_log WHERE action = 'message.remove'")).toHaveLength(2);
  });

  test('is refused for messages whose work is not done with, and for operators', async () => {
    const { shop } = await shopWithMessage();
    for (const state of ['waiting', 'failed', 'held', 'running', ''])
      expect((await remove(shop, state)).status).toBe(400);
    const { token } = await addMember(shop, shop.tenantId, 'operator');
    expect((await remove(shop, 'completed', token)).status).toBe(403);
    expect(shop.rows('SELECT 1 FROM webhook_messages')).toHaveLength(1);
  });
});
