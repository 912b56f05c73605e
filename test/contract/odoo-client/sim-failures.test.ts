import { beforeEach, describe, expect, it } from 'vitest';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import type { Fetch } from '../../../src/kit/http.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { World } from './support/simulated.ts';
import { customerOf, shirtDraft, world } from './support/simulated.ts';

describe.each(odooVersions)('a simulated Odoo %s', (version) => {
  let odoo: World;

  beforeEach(async () => {
    odoo = await world(version);
  });

  /** A network that fails at the nth call of a method, before or after the call takes effect. */
  function failing(method: string, after: boolean): Fetch {
    let failed = false;
    return async (request) => {
      const text = `${request.url} ${await request.clone().text()}`;
      const hit = !failed && (text.includes(`"${method}"`) || text.includes(`/${method} `));
      if (!hit) return odoo.sim.fetch(request);
      failed = true;
      if (after) await odoo.sim.fetch(request);
      throw new TypeError('network connection lost');
    };
  }

  describe.each([
    ['load', false],
    ['load', true],
    ['action_confirm', false],
    ['action_confirm', true],
    ['write', false],
    ['write', true],
  ] as const)('whose answer to %s is lost (after the effect: %s)', (method, after) => {
    it('says that it may have happened, and the repetition makes one finished order', async () => {
      const draft = await shirtDraft(odoo);
      const client = await odoo.another({ fetch: failing(method, after) });
      await expect(client.orders.upsert(draft)).rejects.toMatchObject({
        code: 'unreachable',
        mayHaveHappened: true,
      });
      expect(await client.orders.upsert({ ...draft, mayExist: true })).toMatchObject({
        outcome: 'confirmed',
      });
      const orders = await odoo.admin(
        'sale.order.search_read',
        [[['client_order_ref', '=', draft.reference]]],
        {
          fields: ['state', 'date_order', 'user_id', 'amount_total', 'order_line'],
          context: { allowed_company_ids: [1, 2] },
        },
      );
      expect(orders).toEqual([
        {
          id: expect.any(Number) as number,
          state: 'sale',
          date_order: '2026-11-20 09:30:00',
          user_id: [1, 'OdooBot'],
          amount_total: 117.01,
          order_line: [expect.any(Number), expect.any(Number), expect.any(Number)],
        },
      ]);
    });
  });

  it('that loses a read is asked again', async () => {
    const client = await odoo.another({ fetch: failing('search_read', false) });
    expect((await client.taxes.forSales()).length).toBeGreaterThan(5);
  });

  it('that does not answer in time is not waited for', async () => {
    const client = await odoo
      .another({ fetch: () => new Promise<Response>(() => undefined), timeoutMs: 5000 })
      .catch(() => null);
    expect(client).not.toBeNull();
    const asked = client?.customers.upsert(customerOf('1'));
    odoo.clock.runOut();
    await expect(asked).rejects.toMatchObject({ code: 'timed-out', mayHaveHappened: true });
  });

  it('denies a key that it does not know', async () => {
    const wrong = odoo.another({ apiKey: 'f'.repeat(40) });
    await expect(wrong).rejects.toMatchObject({ code: 'denied', advice: 'wait', side: 'odoo' });
  });

  it('denies a key that was revoked while we worked', async () => {
    odoo.sim.control.setKey(demoAccess.ponte.login, null);
    await expect(odoo.client.taxes.forSales()).rejects.toMatchObject({ code: 'denied', advice: 'wait' });
  });

  it('forbids a company that the user was not given', async () => {
    const client = await odoo.another({ companyId: 1 });
    await expect(client.taxes.forSales()).rejects.toMatchObject({ code: 'forbidden', advice: 'give-up' });
  });

  it('says which groups may make orders to a user who may not', async () => {
    const draft = await shirtDraft(odoo);
    const client = await odoo.another(demoAccess.internal);
    await expect(client.orders.upsert(draft)).rejects.toMatchObject({
      advice: 'give-up',
      message: expect.stringContaining('not allowed') as string,
    });
  });

  it('is spoken to in English where the wanted language is not installed', async () => {
    const client = await odoo.another({ lang: 'de_DE' });
    expect((await client.taxes.forSales()).length).toBeGreaterThan(5);
  });

  it.each([
    [502, 'struggling', 'wait'],
    [503, 'struggling', 'wait'],
    [500, 'struggling', 'retry'],
  ])('behind a proxy that answers %d is struggling', async (...[status, code, advice]) => {
    const page: Fetch = async () => new Response('<html>Bad gateway</html>', { status });
    const behind = await odoo.another({ fetch: page });
    await expect(behind.taxes.forSales()).rejects.toMatchObject({ code, advice });
  });
});
