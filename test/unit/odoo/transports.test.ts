import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { loadedAs, orderDraft, orderRow } from './support/drafts.ts';
import type { Reply } from './support/scripted-odoo.ts';
import { clientOf, secretKey } from './support/scripted-odoo.ts';

const taxes = 'account.tax.search_read';

function page(status: number, headers: Record<string, string> = {}): Reply {
  const html = '<!doctype html><title>Odoo</title>';
  return {
    response: () => new Response(html, { status, headers: { 'content-type': 'text/html', ...headers } }),
  };
}

describe('a call over JSON-RPC', () => {
  it('is execute_kw of the object service with the key as password', async () => {
    const odoo = clientOf(18, { [taxes]: { result: [] } });
    await odoo.client.taxes.forSales();
    const { request } = odoo.nth(0);
    expect(request.url).toBe('https://odoo.example.com/jsonrpc');
    expect(request.headers.get('content-type')).toBe('application/json');
    const { params } = (await request.json()) as {
      params: { service: string; method: string; args: unknown[] };
    };
    expect([params.service, params.method]).toEqual(['object', 'execute_kw']);
    expect(params.args.slice(0, 5)).toEqual(['shop', 7, secretKey(), 'account.tax', 'search_read']);
  });
});

describe('a call over JSON-2', () => {
  it('names model and method in its path, the database in a header, and bears the key', async () => {
    const odoo = clientOf(19, { [taxes]: { result: [] } });
    await odoo.client.taxes.forSales();
    const { request } = odoo.nth(0);
    expect(request.url).toBe('https://odoo.example.com/json/2/account.tax/search_read');
    expect(request.headers.get('authorization')).toBe(`bearer ${secretKey()}`);
    expect(request.headers.get('x-odoo-database')).toBe('shop');
    expect(JSON.stringify(odoo.nth(0).args)).not.toContain(secretKey());
  });
});

describe.each(odooVersions)('every call to Odoo %s', (version) => {
  it('names the company, the language and UTC', async () => {
    const odoo = clientOf(version, {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    });
    await odoo.client.orders.upsert(orderDraft());
    for (const { context } of odoo.heard) {
      expect(context).toEqual({ allowed_company_ids: [2], lang: 'en_US', tz: 'UTC' });
    }
  });

  it.each([
    ['a page in place of data', 200, 'unreadable', 'retry'],
    ['no such page', 404, 'unreadable', 'retry'],
    ['a redirect', 301, 'unreadable', 'retry'],
    ['a firewall', 403, 'struggling', 'wait'],
    ['a refused login', 401, 'denied', 'wait'],
    ['a crash', 500, 'struggling', 'retry'],
    ['a dead upstream', 502, 'struggling', 'wait'],
    ['maintenance', 503, 'struggling', 'wait'],
    ['a slow upstream', 504, 'struggling', 'wait'],
  ])('says %s is what it is', async (...[, status, code, advice]) => {
    const { client } = clientOf(version, { [taxes]: page(status) });
    await expect(client.taxes.forSales()).rejects.toMatchObject({
      code,
      advice,
      side: 'odoo',
      mayHaveHappened: false,
    });
  });

  it('waits as long as it is told to', async () => {
    const { client } = clientOf(version, { [taxes]: page(429, { 'retry-after': '7' }) });
    await expect(client.taxes.forSales()).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 7000 });
  });

  it('is unreadable where the answer breaks off', async () => {
    const { client } = clientOf(version, {
      [taxes]: { response: () => new Response('{"jsonrpc": "2.0", "res') },
    });
    await expect(client.taxes.forSales()).rejects.toMatchObject({ code: 'unreadable' });
  });

  it.each([
    ['its answer was lost', { lost: true }, 'unreachable'],
    ['its answer broke off', { response: () => new Response('{"ids": [8') }, 'unreadable'],
    ['the upstream died', page(502), 'struggling'],
    ['a page came back', page(200), 'unreadable'],
  ] satisfies [string, Reply, string][])('that writes may have happened where %s', async (_, reply, code) => {
    const { client } = clientOf(version, { 'sale.order.load': reply });
    await expect(client.orders.upsert(orderDraft())).rejects.toMatchObject({ code, mayHaveHappened: true });
  });

  it('that writes has not happened where Odoo reports an error, since it rolls back', async () => {
    const { client } = clientOf(version, { 'sale.order.load': { fault: 'odoo.exceptions.AccessError' } });
    await expect(client.orders.upsert(orderDraft())).rejects.toMatchObject({
      code: 'forbidden',
      mayHaveHappened: false,
    });
  });

  it('keeps the words of Odoo, never its traceback', async () => {
    const long = 'The number is not valid. '.repeat(40);
    const { client } = clientOf(version, {
      [taxes]: { fault: 'odoo.exceptions.ValidationError', message: long },
    });
    const thrown = await client.taxes.forSales().catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'refused', vendorCode: 'odoo.exceptions.ValidationError' });
    const { message } = thrown as Error;
    expect(message).toContain('The number is not valid.');
    expect(message).not.toContain('Traceback');
    expect(message.length).toBeLessThan(550);
  });
});

describe('the address of a connection', () => {
  it.each([
    ['https://odoo.example.com', 'https://odoo.example.com/jsonrpc'],
    ['https://odoo.example.com///', 'https://odoo.example.com/jsonrpc'],
    [' https://example.com/erp/ ', 'https://example.com/erp/jsonrpc'],
  ])('%j is called at %s', async (url, called) => {
    const { joinUrl } = await import('../../../src/odoo/transport.ts');
    expect(joinUrl(url, '/jsonrpc')).toBe(called);
  });
});
