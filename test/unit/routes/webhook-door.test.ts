import { describe, expect, test } from 'vitest';
import { hour } from '../../../src/kit/clock.ts';
import { ask } from '../../support/api.ts';
import { change, knock, openShop, orderMessage, secret, signed } from './webhook-knock.ts';

describe('a good webhook', () => {
  test('is answered 202 once it and its job are written, and wakes the lane', async () => {
    const shop = await openShop();
    const body = orderMessage(918273, { id: 'evt_1' });
    const answer = await knock(shop, body);
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ id: expect.stringMatching(/^msg_[0-9a-f]{32}$/), repeated: false });
    const [message] = shop.rows('SELECT * FROM webhook_messages');
    expect(message).toMatchObject({
      id: answer.at('id'),
      tenant_id: shop.tenantId,
      webhook_id: shop.webhookId,
      event_id: 'evt_1',
      event: 'STATUS_ORDER',
      subject: 'order:918273',
      trust: 'hmac-hex',
      payload: body,
      received_at: shop.clock.now(),
    });
    expect(shop.rows('SELECT id, kind, subject, state, priority FROM jobs')).toEqual([
      { id: message?.job_id, kind: 'import-order', subject: 'order:918273', state: 'waiting', priority: 1 },
    ]);
    expect(shop.woken).toEqual([{ tenantId: shop.tenantId, jobId: message?.job_id }]);
  });

  test('that is repeated is answered 202, writes nothing and wakes nobody', async () => {
    const shop = await openShop();
    const body = orderMessage(918273, { id: 'evt_1' });
    await knock(shop, body);
    const answer = await knock(shop, body);
    expect([answer.status, answer.json]).toEqual([202, { id: null, repeated: true }]);
    expect(shop.rows('SELECT 1 FROM webhook_messages')).toHaveLength(1);
    expect(shop.woken).toHaveLength(1);
  });

  test.each([
    [{ id: 5, order_id: 77 }, 'take-shipping', 'shipping:5'],
    [{ id: 5 }, 'take-shipping', 'shipping:5'],
    [{ order_id: 77 }, 'import-order', 'order:77'],
  ])(
    'about a shipment is about that, or about its order where it names none: %j',
    async (data, kind, subject) => {
      const shop = await openShop();
      const body = JSON.stringify({ event: 'STATUS_SHIPMENT', data });
      expect((await knock(shop, body)).status).toBe(202);
      expect(shop.rows('SELECT kind, subject, priority FROM jobs')).toEqual([{ kind, subject, priority: 1 }]);
    },
  );

  test('about a shipment joins the one that waits', async () => {
    const shop = await openShop();
    const about = (id: string) => JSON.stringify({ id, event: 'STATUS_SHIPMENT', data: { id: 5 } });
    await knock(shop, about('evt_1'));
    await knock(shop, about('evt_2'));
    await knock(shop, about('evt_2'));
    expect(shop.rows('SELECT subject, news FROM jobs')).toEqual([{ subject: 'shipping:5', news: 2 }]);
    expect(shop.rows('SELECT 1 FROM webhook_messages')).toHaveLength(2);
  });

  test('is refused with 500 where it cannot be written, so that Poleepo sends it again', async () => {
    const shop = await openShop();
    shop.rows("CREATE TRIGGER refuse BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect((await knock(shop, orderMessage(1))).status).toBe(500);
    expect(shop.rows('SELECT 1 FROM webhook_messages')).toEqual([]);
  });

  test('is written whole, without the secrets among its headers', async () => {
    const shop = await openShop();
    const body = orderMessage(1, { note: 'però' });
    await knock(shop, body, { 'x-poleepo-secret': secret, cookie: 'session=x', 'x-request': '1' });
    const [message] = shop.rows('SELECT headers, payload FROM webhook_messages');
    expect(message?.payload).toBe(body);
    expect(JSON.parse(String(message?.headers))).toMatchObject({
      'x-request': '1',
      cookie: '[secret]',
      'x-poleepo-secret': '[secret]',
    });
  });

  test('is a call in the API log', async () => {
    const shop = await openShop();
    await knock(shop, orderMessage(1));
    await knock(shop, orderMessage(1), {});
    expect(shop.rows('SELECT direction, side, endpoint, status, error FROM api_log ORDER BY rowid')).toEqual([
      { direction: 'in', side: 'poleepo', endpoint: '/w/{hookKey}', status: 202, error: null },
      { direction: 'in', side: 'poleepo', endpoint: '/w/{hookKey}', status: 401, error: 'unsigned' },
    ]);
  });

  test('tells which scheme it was signed by, and since when the webhook is known to work', async () => {
    const shop = await openShop();
    const body = orderMessage(1);
    await knock(shop, body);
    await knock(shop, body, { 'x-poleepo-secret': secret });
    expect(shop.rows('SELECT trust FROM webhook_messages ORDER BY rowid')).toEqual([
      { trust: 'hmac-hex' },
      { trust: 'shared-secret' },
    ]);
    expect(shop.rows('SELECT last_scheme, verified_at FROM webhooks')).toEqual([
      { last_scheme: 'shared-secret', verified_at: shop.clock.now() },
    ]);
  });
});

describe('an address that is no webhook', () => {
  test.each([`/w/${'x'.repeat(22)}`, '/w/short', `/w/${'x'.repeat(23)}`, '/w/'])(
    'is answered 404: %s',
    async (path) => {
      const shop = await openShop();
      const answer = await knock({ ...shop, path }, orderMessage(1));
      expect(answer.status).toBe(404);
      expect(shop.rows('SELECT 1 FROM refused_messages')).toEqual([]);
    },
  );
});

describe('trust', () => {
  test('in the previous secret lasts until its time and no longer', async () => {
    const shop = await openShop();
    const rotate = { token: shop.token, body: { secret: 'nuovo-segreto', keepPreviousForHours: 24 } };
    await ask(shop.app, `/v1/webhooks/${shop.webhookId}/rotate`, rotate);
    const statuses = async () => {
      const body = orderMessage(1);
      const answers = [await knock(shop, body), await knock(shop, body, signed(body, 'nuovo-segreto'))];
      return answers.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([202, 202]);
    await shop.clock.advance(24 * hour - 1);
    expect(await statuses()).toEqual([202, 202]);
    await shop.clock.advance(1);
    expect(await statuses()).toEqual([401, 202]);
  });

  test('in a secret that leaked ends at once', async () => {
    const shop = await openShop();
    const rotate = { token: shop.token, body: { secret: 'nuovo-segreto', keepPreviousForHours: 0 } };
    await ask(shop.app, `/v1/webhooks/${shop.webhookId}/rotate`, rotate);
    expect((await knock(shop, orderMessage(1))).status).toBe(401);
  });

  test('in the address alone lets in what is not signed, and says so', async () => {
    const shop = await openShop();
    await change(shop, { trust: 'address' });
    expect((await knock(shop, orderMessage(1), {})).status).toBe(202);
    expect((await knock(shop, orderMessage(2), signed('other'))).status).toBe(202);
    expect((await knock(shop, orderMessage(3))).status).toBe(202);
    expect(shop.rows('SELECT subject, trust FROM webhook_messages ORDER BY subject')).toEqual([
      { subject: 'order:1', trust: 'address' },
      { subject: 'order:2', trust: 'address' },
      { subject: 'order:3', trust: 'hmac-hex' },
    ]);
  });

  test('in one scheme shuts the others out', async () => {
    const shop = await openShop();
    await change(shop, { pinnedScheme: 'hmac-hex' });
    expect((await knock(shop, orderMessage(1), { 'x-poleepo-secret': secret })).status).toBe(401);
    expect((await knock(shop, orderMessage(1))).status).toBe(202);
  });

  test('in one company says nothing of another', async () => {
    const shop = await openShop();
    const made = await ask(shop.app, '/v1/webhooks', {
      token: shop.token,
      body: { name: 'altro', secret: 'un-altro-segreto', events: ['STATUS_ORDER'] },
    });
    const { pathname } = new URL(made.at('url'));
    expect((await knock({ ...shop, path: pathname }, orderMessage(1))).status).toBe(401);
  });
});
