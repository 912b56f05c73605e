import { describe, expect, it } from 'vitest';
import { createOdooClient } from '../../../src/odoo/client.ts';
import { Serial } from '../../../src/kit/serial.ts';
import { customerDraft, loadedAs, orderDraft, orderRow } from './support/drafts.ts';
import type { Reply } from './support/scripted-odoo.ts';
import { clientOf, connectionTo, scriptedOdoo } from './support/scripted-odoo.ts';

const taxes = 'account.tax.search_read';

describe('a lost read', () => {
  it('is repeated once', async () => {
    const odoo = clientOf(18, { [taxes]: [{ lost: true }, { result: [] }] });
    expect(await odoo.client.taxes.forSales()).toEqual([]);
    expect(odoo.heard).toHaveLength(2);
  });

  it('is not repeated twice', async () => {
    const odoo = clientOf(18, { [taxes]: { lost: true } });
    await expect(odoo.client.taxes.forSales()).rejects.toMatchObject({
      code: 'unreachable',
      advice: 'wait',
      mayHaveHappened: false,
    });
    expect(odoo.heard).toHaveLength(2);
  });

  it('is not repeated where an answer came', async () => {
    const odoo = clientOf(18, { [taxes]: { fault: 'odoo.exceptions.AccessDenied' } });
    await expect(odoo.client.taxes.forSales()).rejects.toMatchObject({ code: 'denied', advice: 'wait' });
    expect(odoo.heard).toHaveLength(1);
  });
});

describe('a lost write', () => {
  it.each([18, 19] as const)('is never repeated by the client on Odoo %d', async (version) => {
    const odoo = clientOf(version, { 'res.partner.load': { lost: true } });
    await expect(odoo.client.customers.upsert(customerDraft())).rejects.toMatchObject({
      mayHaveHappened: true,
    });
    expect(odoo.heard).toHaveLength(1);
  });

  it('counts as lost once the time is over', async () => {
    const odoo = clientOf(18, { 'res.partner.load': { silent: true } }, { timeoutMs: 5000 });
    const written = odoo.client.customers.upsert(customerDraft());
    odoo.clock.runOut();
    await expect(written).rejects.toMatchObject({
      code: 'timed-out',
      advice: 'retry',
      mayHaveHappened: true,
    });
  });
});

describe('writes', () => {
  it('go through the queue one by one, reads beside them', async () => {
    const queued: string[] = [];
    const lane = new Serial();
    const write = async <T>(task: () => Promise<T>): Promise<T> => {
      queued.push('in');
      return lane.run('odoo', task);
    };
    const script: Record<string, Reply> = {
      'sale.order.load': loadedAs(81),
      'sale.order.read': { result: [orderRow()] },
      'sale.order.action_confirm': { result: true },
      'sale.order.write': { result: true },
    };
    const odoo = clientOf(18, script, { write });
    await odoo.client.orders.upsert(orderDraft());
    expect(odoo.heard).toHaveLength(4);
    expect(queued).toEqual(['in', 'in', 'in']);
  });
});

describe('the language', () => {
  const installed = (...codes: string[]) => ({
    'res.lang.search_read': { result: codes.map((code) => ({ id: 1, code })) },
  });

  it.each([18, 19] as const)(
    'is used on Odoo %d where it is installed, and asked for only once',
    async (version) => {
      const odoo = clientOf(
        version,
        { ...installed('en_US', 'it_IT'), [taxes]: { result: [] } },
        { lang: 'it_IT' },
      );
      await Promise.all([odoo.client.taxes.forSales(), odoo.client.taxes.forSales()]);
      expect(odoo.called()).toEqual(['res.lang.search_read', taxes, taxes]);
      expect(odoo.heard.map(({ context }) => context['lang'])).toEqual(['en_US', 'it_IT', 'it_IT']);
    },
  );

  it('is English where the wanted one is not installed', async () => {
    const odoo = clientOf(18, { ...installed('en_US'), [taxes]: { result: [] } }, { lang: 'it_IT' });
    await odoo.client.taxes.forSales();
    expect(odoo.heard[1]?.context['lang']).toBe('en_US');
  });

  it.each([16, 17] as const)(
    'costs no question on Odoo %d, which ignores an unknown one',
    async (version) => {
      const odoo = clientOf(version, { [taxes]: { result: [] } }, { lang: 'it_IT' });
      await odoo.client.taxes.forSales();
      expect(odoo.called()).toEqual([taxes]);
      expect(odoo.heard[0]?.context['lang']).toBe('it_IT');
    },
  );

  it('is asked for again where the first question failed', async () => {
    const lang: Reply[] = [{ fault: 'odoo.exceptions.AccessDenied' }, { result: [{ id: 2, code: 'it_IT' }] }];
    const odoo = clientOf(18, { 'res.lang.search_read': lang, [taxes]: { result: [] } }, { lang: 'it_IT' });
    await expect(odoo.client.taxes.forSales()).rejects.toMatchObject({ code: 'denied' });
    expect(await odoo.client.taxes.forSales()).toEqual([]);
  });
});

describe('a defect of ours', () => {
  it('is not called a failure of Odoo', async () => {
    const odoo = scriptedOdoo(18, { [taxes]: { result: [] } });
    const { platform } = clientOf(18, {});
    const observe = () => {
      throw new RangeError('the log is broken');
    };
    const client = createOdooClient(connectionTo(18), { ...platform, fetch: odoo.fetch, observe });
    await expect(client.taxes.forSales()).rejects.toBeInstanceOf(RangeError);
  });
});
