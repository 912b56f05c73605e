import { exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { until } from '../../scripts/until.ts';
import {
  anonymous,
  inOdoo,
  newOrder,
  openShop,
  orderIn,
  tell,
  webhookAbout,
} from '../support/journey-over-http.ts';

const refusedList = z.object({
  items: z.array(z.object({ reason: z.string(), status: z.int(), count: z.int(), payload: z.string() })),
});
const messageList = z.object({
  items: z.array(
    z.object({ subject: z.string(), state: z.string().nullable(), jobId: z.string().nullable() }),
  ),
});
const jobList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      state: z.string(),
      error: z.object({ code: z.string(), hint: z.string().nullable() }).nullable(),
    }),
  ),
});

async function statusOf(request: Request): Promise<number> {
  const response = await exports.default.fetch(request);
  await response.arrayBuffer();
  return response.status;
}

test.each([
  { tamper: 'unsigned', status: 401, reason: 'unsigned' },
  { tamper: 'wrong-signature', status: 401, reason: 'wrong' },
  { tamper: 'changed-body', status: 401, reason: 'wrong' },
  { tamper: 'not-json', status: 400, reason: 'not-json' },
  { tamper: 'huge', status: 413, reason: 'too-large' },
  { tamper: 'unknown-event', status: 422, reason: 'unknown-event' },
] as const)(
  'a webhook that is $tamper is answered $status, shown to its company, and changes nothing',
  async ({ tamper, status, reason }) => {
    const shop = await openShop();
    const order = await newOrder(shop);
    expect(await statusOf(await webhookAbout(shop, order.id, { tamper }))).toBe(status);

    const { items } = await shop.api.get('/v1/webhook-messages/refused', refusedList);
    expect(items).toEqual([expect.objectContaining({ reason, status, count: 1 })]);
    expect((await shop.api.get('/v1/webhook-messages', messageList)).items).toEqual([]);
    expect((await shop.api.get('/v1/jobs', jobList)).items).toEqual([]);
    expect(await inOdoo(shop, order)).toEqual([]);
  },
);

test('a body of a megabyte is refused before it is read to its end', async () => {
  const shop = await openShop();
  const body = 'x'.repeat(1024 * 1024);
  const request = new Request(shop.webhook.url, { method: 'POST', body });
  expect(await statusOf(request)).toBe(413);
  const { items } = await shop.api.get('/v1/webhook-messages/refused', refusedList);
  expect(items).toEqual([expect.objectContaining({ reason: 'too-large', status: 413 })]);
});

test('a webhook about an order that Poleepo does not have is accepted, and its job says so', async () => {
  const shop = await openShop();
  expect(await statusOf(await webhookAbout(shop, 1, { tamper: 'unknown-order' }))).toBe(202);
  const job = await until('its job has ended', { withinMs: 10_000 }, async () => {
    const { items } = await shop.api.get('/v1/jobs', jobList);
    return items.find(({ state }) => state !== 'waiting' && state !== 'running') ?? null;
  });
  expect(job).toMatchObject({ subject: 'order:999999999', state: 'failed', error: { code: 'not-found' } });
  const { items } = await shop.api.get('/v1/webhook-messages', messageList);
  expect(items).toEqual([expect.objectContaining({ state: 'failed', jobId: job.id })]);
});

test('an address that is no webhook of anybody is not found', async () => {
  const nobodys = new Request(`${anonymous.url}/w/${'a'.repeat(22)}`, { method: 'POST', body: '{}' });
  expect(await statusOf(nobodys)).toBe(404);
});

test('a repeated event is acknowledged and kept once', async () => {
  const shop = await openShop();
  const order = await newOrder(shop);
  for (let time = 0; time < 3; time += 1)
    expect(await statusOf(await webhookAbout(shop, order.id, { eventId: 'evt_the-same' }))).toBe(202);
  await orderIn(shop, order.id);
  expect((await shop.api.get('/v1/webhook-messages', messageList)).items).toHaveLength(1);
});

test('one company cannot see or use what another has been sent', async () => {
  const [shop, other] = [await openShop(), await openShop()];
  const order = await newOrder(shop);
  await tell(shop, order.id);
  await orderIn(shop, order.id);
  expect((await other.api.get('/v1/webhook-messages', messageList)).items).toEqual([]);
  expect((await other.api.raw('GET', `/v1/orders/${order.id}`)).status).toBe(404);
  const { items } = await shop.api.get('/v1/jobs', jobList);
  expect((await other.api.raw('POST', `/v1/jobs/${items[0]?.id}/retry`)).status).toBe(404);
});
