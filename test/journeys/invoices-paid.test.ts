import { describe, expect, it } from 'vitest';
import { minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { LateStrike, Plan, Strike } from '../support/world/incarnation.ts';
import { isWriting, lateAt } from '../support/world/late-strikes.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

/** The bank's journal, as a person would choose it. */
async function journalOf({ api }: ShippingDesk): Promise<number> {
  const { json } = await api.get('/v1/journals');
  const found = (json['items'] as { id: number; kind: string }[]).find(({ kind }) => kind === 'bank');
  if (found === undefined) throw new Error('there is no journal of a bank');
  return found.id;
}

const methodOf = ({ sale }: ShippingDesk) => sale.order.payment.method;
const payments = ({ world: { odoo } }: ShippingDesk) =>
  odoo.db.read('account.payment', odoo.db.search('account.payment', []), ['amount', 'journal_id', 'state']);
const moves = ({ world: { odoo } }: ShippingDesk) =>
  odoo.db.read('account.move', odoo.db.search('account.move', [['move_type', '=', 'out_invoice']]), [
    'state',
    'amount_total',
    'amount_residual',
  ]);
const rowOf = ({ world }: ShippingDesk) =>
  world.rows<Record<string, unknown>>('SELECT state, paid_at, asked, error FROM invoices')[0];
const ask = (desk: ShippingDesk) => desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });

/** A delivered order whose payment method has the bank's journal, or what is given. */
async function ready(version: OdooVersion, journals?: Record<string, number>): Promise<ShippingDesk> {
  const desk = await ShippingDesk.open(version, 841);
  const mapped = journals ?? { [methodOf(desk).toLowerCase()]: await journalOf(desk) };
  const settings = { offer: false, registerPayment: true, journals: mapped };
  expect((await desk.api.put('/v1/settings/invoices', settings)).status).toBe(200);
  desk.deliver({});
  desk.world.passed.length = 0;
  return desk;
}

async function invoiced(desk: ShippingDesk, plan: Plan = () => null): Promise<void> {
  desk.world.plan = plan;
  for (let presses = 0; presses < 5; presses += 1)
    if ((await ask(desk).catch(() => null))?.status === 202) break;
  expect(await desk.settle()).toBe(true);
}

/** One invoice, one payment of all of it, and we know. */
function wrong(desk: ShippingDesk): object[] {
  const [move] = moves(desk);
  const found = {
    moves: moves(desk).map((one) => ({ state: one['state'], open: Number(one['amount_residual']) })),
    payments: payments(desk).map(({ amount }) => Number(amount)),
    isPaid: rowOf(desk)?.['paid_at'] !== null,
    asked: rowOf(desk)?.['asked'],
    error: rowOf(desk)?.['error'],
  };
  const right = {
    moves: [{ state: 'posted', open: 0 }],
    payments: [Number(move?.['amount_total'])],
    isPaid: true,
    asked: null,
    error: null,
  };
  return JSON.stringify(found) === JSON.stringify(right) ? [] : [found];
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a posted invoice is registered as paid on the journal of its payment method, once', async () => {
    const desk = await ready(version);
    await invoiced(desk);
    expect(wrong(desk)).toEqual([]);
    expect(payments(desk)).toMatchObject([{ journal_id: [await journalOf(desk), expect.any(String)] }]);
    const { json } = await ask(desk);
    await desk.settle();
    expect(json).toMatchObject({ state: 'posted', paidAt: expect.any(String) as string });
    expect(wrong(desk)).toEqual([]);
  });

  it('what is paid in Odoo already is not registered again', async () => {
    const desk = await ready(version);
    await invoiced(desk);
    desk.world.sqlite.exec('UPDATE invoices SET paid_at = NULL');
    await ask(desk);
    await desk.settle();
    expect(wrong(desk)).toEqual([]);
  });
});

describe('an invoice', () => {
  it('of a payment method without a journal stays open, and is paid once it has one', async () => {
    const desk = await ready(18, {});
    await invoiced(desk);
    expect(payments(desk)).toEqual([]);
    expect(rowOf(desk)).toMatchObject({ state: 'posted', paid_at: null, error: null });
    await desk.api.put('/v1/settings/invoices', { journals: { [methodOf(desk)]: await journalOf(desk) } });
    await ask(desk);
    await desk.settle();
    expect(wrong(desk)).toEqual([]);
  });

  it('whose payment Odoo refuses is posted, says why, and is paid once that is mended', async () => {
    const desk = await ready(18, {});
    const journals = { [methodOf(desk)]: 999_999 };
    desk.world.sqlite
      .prepare("UPDATE settings SET value = json_set(value, '$.invoices.journals', json(?))")
      .run(JSON.stringify(journals));
    await invoiced(desk);
    expect(rowOf(desk)).toMatchObject({ state: 'posted', paid_at: null });
    const { json } = await desk.api.get('/v1/invoices');
    const [item] = json['items'] as { id: string; error: { message: string } | null }[];
    expect(item?.error?.message).toMatch(/\w+/);
    await desk.api.put('/v1/settings/invoices', { journals: { [methodOf(desk)]: await journalOf(desk) } });
    expect((await desk.api.post(`/v1/invoices/${item?.id}/retry`)).status).toBe(202);
    await desk.settle();
    expect(wrong(desk)).toEqual([]);
  });

  it.each(['REFUNDED', 'CANCELED', 'AWAITING_PAYMENT'])(
    'of an order that is %s by then is not registered as paid',
    async (status) => {
      const desk = await ready(18);
      await desk.sale.change({ status });
      await invoiced(desk);
      expect(moves(desk)).toMatchObject([{ state: 'posted' }]);
      expect(payments(desk)).toEqual([]);
      expect(rowOf(desk)).toMatchObject({ state: 'posted', paid_at: null, asked: null, error: null });
    },
  );

  it('of a shop that wants no payments registered has none', async () => {
    const desk = await ready(18);
    await desk.api.put('/v1/settings/invoices', { registerPayment: false });
    await invoiced(desk);
    expect(payments(desk)).toEqual([]);
    expect(rowOf(desk)).toMatchObject({ state: 'posted', paid_at: null, error: null });
  });

  it('takes three calls to Odoo to be paid', async () => {
    const desk = await ready(18);
    const calls = async (registerPayment: boolean) => {
      const other = await desk.another();
      other.deliver({});
      const mapped = { [methodOf(other)]: await journalOf(desk) };
      await desk.api.put('/v1/settings/invoices', { registerPayment, journals: mapped });
      desk.world.passed.length = 0;
      await ask(other);
      await desk.settle();
      return desk.calls('odoo');
    };
    await calls(true);
    const without = await calls(false);
    expect((await calls(true)) - without).toBe(3);
  });
});

describe.each([17, 19] as const)('a payment on Odoo %i', (version) => {
  it.each(['kill-after', 'drop-before', 'drop-after', 'hang-after'] as const)(
    'is registered once though any one step from posting on is struck by %s',
    async (strike: Strike) => {
      for (let nth = 0; nth < 40; nth += 1) {
        const desk = await ready(version);
        let [seen, isPosting] = [0, false];
        await invoiced(desk, ({ what, name }) => {
          isPosting ||= name.endsWith('action_post');
          if (!isPosting || (strike !== 'kill-after' && what !== 'odoo')) return null;
          return seen++ === nth ? strike : null;
        });
        expect({ nth, wrong: wrong(desk) }).toEqual({ nth, wrong: [] });
        if (seen <= nth) return;
      }
      throw new Error('there were more steps');
    },
  );

  it.each([20, 140])('that Odoo registers %i s late is the only one', async (late) => {
    const strikes: LateStrike['how'][] = ['late', 'hang-late', 'kill-late'];
    for (const how of strikes) {
      const desk = await ready(version);
      const isPaying = (point: Parameters<typeof isWriting>[0]) =>
        isWriting(point) && point.name.startsWith('account.payment.register');
      for (const nth of [0, 1]) {
        const again = nth === 0 ? desk : await ready(version);
        await invoiced(again, lateAt(nth, { how, afterMs: late * second }, isPaying));
        await again.world.time.run(() => false, 5 * minute);
        expect({ how, nth, wrong: wrong(again) }).toEqual({ how, nth, wrong: [] });
      }
    }
  });
});
