import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../src/poleepo/webhook-message.ts';
import type { Scheme } from '../../../src/poleepo/webhook-signature.ts';
import { verifySignature } from '../../../src/poleepo/webhook-signature.ts';
import type { Bridge } from './bridge.ts';
import { createBridge, oneOrder } from './bridge.ts';

const secret = 'whk_of_the_demo_shop';
type Wanted = Omit<Parameters<Bridge['sim']['control']['webhookRequest']>[0], 'url' | 'secret'>;

/** A webhook of the simulator, as its receiver judges and reads it. */
async function received(
  bridge: Bridge,
  wanted: Wanted,
  options: { secrets?: string[]; pinned?: Scheme; key?: string } = {},
) {
  const { secrets = [secret], pinned, key = secret } = options;
  const request = await bridge.sim.control.webhookRequest({
    ...wanted,
    url: 'https://ponte.test/w/k',
    secret: key,
  });
  const body = new Uint8Array(await request.arrayBuffer());
  const now = bridge.clock.now();
  const verdict = await verifySignature({
    headers: request.headers,
    body,
    secrets,
    now,
    ...(pinned && { pinned }),
  });
  return { verdict, reading: readWebhook(new TextDecoder().decode(body)) };
}

describe('a webhook of an order', () => {
  test.each([
    ['hex', 'hmac-hex'],
    ['sha256-hex', 'hmac-hex'],
    ['base64', 'hmac-base64'],
    ['standard', 'standard-webhooks'],
    ['secret', 'shared-secret'],
  ] as const)('signed by %s is accepted and read', async (scheme, expected) => {
    const bridge = createBridge();
    const orderId = await oneOrder(bridge);
    const { verdict, reading } = await received(bridge, { orderId, scheme, eventId: 'evt_7' });
    expect(verdict).toEqual({ ok: true, scheme: expected, secretIndex: 0 });
    expect(reading).toEqual({
      ok: true,
      eventId: 'evt_7',
      event: 'STATUS_ORDER',
      orderId,
      shippingId: null,
      createdAt: bridge.clock.now(),
    });
    expect((await received(bridge, { orderId, scheme }, { pinned: expected })).verdict.ok).toBe(true);
  });

  test('is accepted with either secret of a rotation', async () => {
    const bridge = createBridge();
    const orderId = await oneOrder(bridge);
    const { verdict } = await received(bridge, { orderId }, { secrets: ['the_new_secret', secret] });
    expect(verdict).toMatchObject({ ok: true, secretIndex: 1 });
  });

  test('is accepted by the Standard Webhooks with a whsec_ secret', async () => {
    const bridge = createBridge();
    const orderId = await oneOrder(bridge);
    const key = `whsec_${btoa('twenty-four bytes of key')}`;
    const { verdict } = await received(bridge, { orderId, scheme: 'standard' }, { key, secrets: [key] });
    expect(verdict).toMatchObject({ ok: true, scheme: 'standard-webhooks' });
  });

  test.each([
    ['unsigned', 'unsigned'],
    ['wrong-signature', 'wrong'],
    ['changed-body', 'wrong'],
  ] as const)('that is %s is %s', async (tamper, reason) => {
    for (const scheme of ['hex', 'sha256-hex', 'base64', 'standard'] as const) {
      const bridge = createBridge();
      const orderId = await oneOrder(bridge);
      const { verdict } = await received(bridge, { orderId, tamper, scheme });
      expect(verdict).toEqual({ ok: false, reason });
    }
  });

  test.each([
    ['not-json', { ok: false, reason: 'not-json' }],
    ['unknown-event', { ok: false, reason: 'unknown-event', event: 'STATUS_RETURN' }],
    ['unknown-status', { ok: true }],
    ['unknown-members', { ok: true }],
    ['status-as-string', { ok: true }],
    ['huge', { ok: true }],
    ['missing-id', { ok: true, eventId: null }],
    ['late', { ok: true }],
  ] as const)('that is %s is signed, and read as %j', async (tamper, expected) => {
    const bridge = createBridge();
    const orderId = await oneOrder(bridge);
    const { verdict, reading } = await received(bridge, { orderId, tamper });
    expect(verdict.ok).toBe(true);
    expect(reading).toMatchObject(expected.ok ? { ...expected, orderId } : expected);
  });
});

test('a webhook of a shipment tells the shipping and its order', async () => {
  const bridge = createBridge();
  const orderId = await oneOrder(bridge);
  const { shipping } = await bridge.sim.control.makeShipping({ orderId });
  const { verdict, reading } = await received(bridge, { shippingId: shipping.id, event: 'STATUS_SHIPMENT' });
  expect(verdict.ok).toBe(true);
  expect(reading).toMatchObject({ ok: true, event: 'STATUS_SHIPMENT', orderId, shippingId: shipping.id });
});
