import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { Refusals } from '../../../src/routes/refusals.ts';
import { ask } from '../../support/api.ts';
import { change, knock, openShop, orderMessage, type Shop, signed } from './webhook-knock.ts';

const large = 'x'.repeat(256 * 1024 + 1);

interface Refused {
  code: string;
  status: number;
  it: string;
  en: string;
  send: (shop: Shop, headers: Record<string, string>) => ReturnType<typeof knock>;
}

function sending(body: string, signature: Record<string, string> = signed(body)) {
  return (shop: Shop, headers: Record<string, string>) => knock(shop, body, { ...signature, ...headers });
}

const refused: Refused[] = [
  {
    code: 'inactive',
    status: 403,
    it: 'Il webhook è disattivato.',
    en: 'The webhook is switched off.',
    send: async (shop, headers) => {
      await change(shop, { active: false });
      return sending(orderMessage(1))(shop, headers);
    },
  },
  {
    code: 'too-large',
    status: 413,
    it: 'Il messaggio è troppo grande.',
    en: 'The message is too large.',
    send: sending(large),
  },
  {
    code: 'unsigned',
    status: 401,
    it: 'Il messaggio non è firmato.',
    en: 'The message is not signed.',
    send: sending(orderMessage(1), {}),
  },
  {
    code: 'wrong',
    status: 401,
    it: 'La firma non corrisponde.',
    en: 'The signature does not match.',
    send: sending(orderMessage(1), signed(orderMessage(2))),
  },
  {
    code: 'not-json',
    status: 400,
    it: 'Il messaggio non è JSON valido.',
    en: 'The message is not valid JSON.',
    send: sending('{"half": '),
  },
  {
    code: 'unknown-event',
    status: 422,
    it: "L'evento non è conosciuto.",
    en: 'The event is not known.',
    send: sending('{"event":"STATUS_MOON","data":{"id":1}}'),
  },
  {
    code: 'event-not-selected',
    status: 422,
    it: "L'evento non è tra quelli scelti per questo webhook.",
    en: 'The event is not among those chosen for this webhook.',
    send: async (shop, headers) => {
      await change(shop, { events: ['STATUS_SHIPMENT'] });
      return sending(orderMessage(1))(shop, headers);
    },
  },
  {
    code: 'no-id',
    status: 422,
    it: 'Il messaggio non dice di quale ordine parla.',
    en: 'The message does not say which order it is about.',
    send: sending('{"event":"STATUS_ORDER","data":{}}'),
  },
];

describe.each(refused)('a webhook that is $code', ({ code, status, it, en, send }) => {
  test('is refused with words in both languages, and nothing is done', async () => {
    const shop = await openShop();
    for (const [locale, message] of [
      ['it', it],
      ['en', en],
    ] as const) {
      const answer = await send(shop, { 'accept-language': locale });
      expect([answer.status, answer.at('error.code'), answer.at('error.message')]).toEqual([
        status,
        code,
        message,
      ]);
      expect(answer.at('error.hint')).not.toBe('');
      expect(answer.headers.get('content-language')).toBe(locale);
    }
    expect(shop.rows('SELECT 1 FROM webhook_messages')).toEqual([]);
    expect(shop.rows('SELECT 1 FROM jobs')).toEqual([]);
    expect(shop.woken).toEqual([]);
  });

  test('is kept as a sample that the company can see', async () => {
    const shop = await openShop();
    await send(shop, {});
    const seen = await ask(shop.app, '/v1/webhook-messages/refused', { token: shop.token });
    expect(seen.json).toMatchObject({
      items: [{ reason: code, status, count: 1, webhookId: shop.webhookId }],
      nextCursor: null,
    });
  });
});

describe('the size of a message', () => {
  const padded = (bytes: number) => {
    const frame = orderMessage(1, { note: '' });
    return orderMessage(1, { note: 'x'.repeat(bytes - frame.length) });
  };

  test('may be exactly its limit and not one byte more', async () => {
    const shop = await openShop();
    expect((await knock(shop, padded(256 * 1024))).status).toBe(202);
    expect((await knock(shop, padded(256 * 1024 + 1))).status).toBe(413);
  });

  test('is judged by what comes, not by what is declared', async () => {
    const shop = await openShop();
    const body = padded(1024 * 1024);
    expect((await knock(shop, body, { ...signed(body), 'content-length': '10' })).status).toBe(413);
    const [sample] = shop.rows('SELECT payload FROM refused_messages');
    expect(String(sample?.payload).length).toBeLessThanOrEqual(4096);
  });
});

describe('a company that is suspended', () => {
  test('takes no webhooks, and no samples of them', async () => {
    const shop = await openShop();
    shop.rows('UPDATE tenants SET suspended_at = 1');
    const answer = await knock(shop, orderMessage(1));
    expect([answer.status, answer.at('error.code')]).toEqual([403, 'suspended']);
    expect(shop.rows('SELECT 1 FROM refused_messages')).toEqual([]);
  });
});

describe('a flood of 500 bad signatures', () => {
  test('writes a handful of rows, and their counts add up', async () => {
    const shop = await openShop();
    for (let count = 0; count < 500; count += 1)
      expect((await knock(shop, orderMessage(1), { 'x-poleepo-signature': 'bad' })).status).toBe(401);
    expect(shop.rows('SELECT 1 FROM refused_messages').length).toBeLessThanOrEqual(5);
    expect(shop.rows('SELECT 1 FROM api_log').length).toBeLessThanOrEqual(5);
    await shop.clock.advance(minute);
    await knock(shop, orderMessage(1), { 'x-poleepo-signature': 'bad' });
    expect(shop.rows('SELECT sum(count) AS total FROM refused_messages')).toEqual([{ total: 501 }]);
  });

  test('keeps no good webhook out', async () => {
    const shop = await openShop();
    for (let count = 0; count < 50; count += 1) await knock(shop, orderMessage(1), {});
    expect((await knock(shop, orderMessage(1))).status).toBe(202);
  });
});

describe('samples of refusals', () => {
  const now = Date.UTC(2026, 5, 3, 8);

  test('are three a minute of each kind; the rest is added to the next one', () => {
    const refusals = new Refusals();
    const counts = Array.from({ length: 10 }, () => refusals.count('a', now));
    expect(counts).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(refusals.count('b', now)).toBe(1);
    expect(refusals.count('a', now + minute - 1)).toBe(0);
    expect(refusals.count('a', now + minute)).toBe(9);
    expect(refusals.count('a', now + minute)).toBe(1);
  });

  test('of a flood over many kinds do not fill the memory, and each kind is still sampled', () => {
    const refusals = new Refusals();
    const counts = Array.from({ length: 5000 }, (_, index) => refusals.count(`kind ${index}`, now));
    expect(counts.every((count) => count === 1)).toBe(true);
  });
});
