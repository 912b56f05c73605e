import { describe, expect, test } from 'vitest';
import { hour } from '../../../src/kit/clock.ts';
import { webhookContext } from '../../../src/tenants/connection-settings.ts';
import type { HookKey } from '../../../src/trade/ids.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

const wanted = { name: 'ordini', secret: 'segreto-di-poleepo', events: ['STATUS_ORDER', 'STATUS_SHIPMENT'] };

async function company() {
  const world = createTestHouse();
  const { token, tenantId } = await addCompany(world);
  const send = (path: string, method: string, body?: object) =>
    ask(world.app, `/v1/webhooks${path}`, { method, token, ...(body === undefined ? {} : { body }) });
  const create = (change: object = {}) => send('', 'POST', { ...wanted, ...change });
  const found = async (url: string) => {
    const hit = await world.house.directory.webhooks.byHookKey((url.split('/').at(-1) ?? '') as HookKey);
    if (hit === null) throw new Error(`no webhook behind ${url}`);
    return hit;
  };
  const opened = (envelope: string | null, id: string) =>
    world.house.sealer.open(envelope ?? '', webhookContext(tenantId, id));
  return { world, tenantId, send, create, found, opened };
}

describe('a new webhook', () => {
  test('has an address of 128 random bits under our own', async () => {
    const { create } = await company();
    const [first, second] = [await create(), await create({ name: 'altri' })];
    expect(first.status).toBe(201);
    expect(Object.keys(first.json ?? {})).toEqual(['id', 'url']);
    expect(first.at('url')).toMatch(/^https:\/\/ponte\.example\.com\/w\/[\w-]{22}$/);
    expect(second.at('url')).not.toBe(first.at('url'));
  });

  test('is found by its address, with the company that it belongs to', async () => {
    const { create, found, tenantId } = await company();
    const { webhook, tenant } = await found((await create()).at('url'));
    expect(webhook).toMatchObject({
      name: 'ordini',
      trust: 'signature',
      active: true,
      events: wanted.events,
    });
    expect(tenant).toMatchObject({ tenantId, shard: 'main', suspendedAt: null });
  });

  test('keeps its secret sealed, and never shows it', async () => {
    const { create, found, opened, send } = await company();
    const made = await create();
    const { webhook } = await found(made.at('url'));
    expect(await opened(webhook.secret, webhook.id)).toBe(wanted.secret);
    for (const answer of [made, await send('', 'GET'), await send(`/${webhook.id}`, 'GET')]) {
      expect(answer.text).not.toContain(wanted.secret);
      expect(answer.text).not.toContain(webhook.secret);
    }
  });

  test.each([
    ['a blank in its name', { name: 'i miei ordini' }, 'name'],
    ['no name', { name: '' }, 'name'],
    ['an event that Poleepo does not send', { events: ['STATUS_ORDER', 'DELETE_ORDER'] }, 'events.1'],
    ['no event', { events: [] }, 'events'],
    ['no secret', { secret: '' }, 'secret'],
  ])('with %s is refused', async (_what, change, member) => {
    const { create } = await company();
    const refused = await create(change);
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ error: { members: [{ member }] } });
  });

  test('has a name that no other of the company has; other companies may', async () => {
    const { create, world } = await company();
    await create();
    const again = await create();
    expect([again.status, again.at('error.code')]).toEqual([409, 'name-taken']);
    const other = await addCompany(world);
    expect((await ask(world.app, '/v1/webhooks', { token: other.token, body: wanted })).status).toBe(201);
  });
});

describe('a webhook', () => {
  test('is listed and shown with its address and its state', async () => {
    const { create, send } = await company();
    const made = await create();
    const shown = await send(`/${made.at('id')}`, 'GET');
    expect(shown.json).toEqual({
      id: made.at('id'),
      name: 'ordini',
      url: made.at('url'),
      events: wanted.events,
      active: true,
      trust: 'signature',
      pinnedScheme: null,
      lastScheme: null,
      verifiedAt: null,
      previousSecretUntil: null,
      createdAt: '2026-06-03T08:00:00.000Z',
    });
    expect((await send('', 'GET')).json).toEqual({ items: [shown.json], nextCursor: null });
  });

  test('changes what is given and keeps the rest', async () => {
    const { create, send } = await company();
    const path = `/${(await create()).at('id')}`;
    const changed = await send(path, 'PATCH', { active: false, trust: 'address', pinnedScheme: 'hmac-hex' });
    expect(changed.json).toMatchObject({
      name: 'ordini',
      active: false,
      trust: 'address',
      pinnedScheme: 'hmac-hex',
    });
    expect((await send(path, 'PATCH', { pinnedScheme: null })).json).toMatchObject({
      pinnedScheme: null,
      active: false,
    });
    expect((await send(path, 'PATCH', {})).status).toBe(200);
    expect((await send(path, 'PATCH', { pinnedScheme: 'md5' })).status).toBe(400);
  });

  test('takes no name that another has, and keeps its own', async () => {
    const { create, send } = await company();
    await create();
    const path = `/${(await create({ name: 'altri' })).at('id')}`;
    expect((await send(path, 'PATCH', { name: 'ordini' })).at('error.code')).toBe('name-taken');
    expect((await send(path, 'PATCH', { name: 'altri' })).status).toBe(200);
  });

  test('with another secret takes both for as long as was asked', async () => {
    const { create, send, found, opened } = await company();
    const made = await create();
    const rotated = await send(`/${made.at('id')}/rotate`, 'POST', {
      secret: 'nuovo',
      keepPreviousForHours: 2,
    });
    expect(rotated.json).toMatchObject({ previousSecretUntil: '2026-06-03T10:00:00.000Z' });
    const { webhook } = await found(made.at('url'));
    expect(await opened(webhook.secret, webhook.id)).toBe('nuovo');
    expect(await opened(webhook.previousSecret, webhook.id)).toBe(wanted.secret);
    expect(rotated.text).not.toContain('nuovo');
  });

  test('whose secret has leaked keeps nothing of it', async () => {
    const { create, send, found } = await company();
    const made = await create();
    await send(`/${made.at('id')}/rotate`, 'POST', { secret: 'nuovo', keepPreviousForHours: 0 });
    expect((await found(made.at('url'))).webhook).toMatchObject({
      previousSecret: null,
      previousSecretUntil: null,
    });
  });

  test('keeps the secret before for a day where nothing else is said, for a week at most', async () => {
    const { create, send, found, world } = await company();
    const made = await create();
    await send(`/${made.at('id')}/rotate`, 'POST', { secret: 'nuovo' });
    const { webhook } = await found(made.at('url'));
    expect(webhook.previousSecretUntil).toBe(world.clock.now() + 24 * hour);
    const tooLong = { secret: 'nuovo', keepPreviousForHours: 169 };
    expect((await send(`/${made.at('id')}/rotate`, 'POST', tooLong)).status).toBe(400);
  });

  test('that is removed has no address any more', async () => {
    const { create, send, world } = await company();
    const made = await create();
    const path = `/${made.at('id')}`;
    expect((await send(path, 'DELETE')).status).toBe(204);
    const key = (made.at('url').split('/').at(-1) ?? '') as HookKey;
    expect(await world.house.directory.webhooks.byHookKey(key)).toBeNull();
    for (const [method, at] of [
      ['GET', path],
      ['DELETE', path],
      ['POST', `${path}/rotate`],
    ] as const)
      expect((await send(at, method, method === 'POST' ? { secret: 'x' } : undefined)).status).toBe(404);
  });

  test('remembers when a message first verified, and by which scheme the last one did', async () => {
    const { create, send, found, world } = await company();
    const made = await create();
    const { webhook } = await found(made.at('url'));
    await world.house.directory.webhooks.verified(webhook.id, 'hmac-hex', world.clock.now());
    await world.clock.advance(hour);
    await world.house.directory.webhooks.verified(webhook.id, 'shared-secret', world.clock.now());
    expect((await send(`/${made.at('id')}`, 'GET')).json).toMatchObject({
      verifiedAt: '2026-06-03T08:00:00.000Z',
      lastScheme: 'shared-secret',
    });
  });
});
