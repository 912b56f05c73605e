import { describe, expect, test } from 'vitest';
import { type InvoiceAdvance, InvoiceStore, type NewInvoice } from '../../../src/store/invoice-store.ts';
import { JobStore } from '../../../src/store/job-store.ts';
import type { JobId, PoleepoOrderId, SaleOrderId, TenantId } from '../../../src/trade/ids.ts';
import { createLedger, now } from './support/ledger.ts';

const tenant = 'ten_a' as TenantId;
const order = 918273 as PoleepoOrderId;

function open() {
  const { db } = createLedger();
  const [store, jobs] = [new InvoiceStore(db, tenant), new JobStore(db, tenant)];
  const want = (
    id: string,
    { after = null, ...given }: Partial<NewInvoice> & { after?: string | null } = {},
  ) => {
    const jobId = `job_${id}` as JobId;
    const subject = `order:${given.poleepoOrderId ?? order}:invoice`;
    const work = { id: jobId, kind: 'make-invoice', subject, priority: 0, dueAt: now, now };
    const invoice = {
      id,
      poleepoOrderId: order,
      saleOrderId: 41 as SaleOrderId,
      saleOrderName: 'S00041',
      requestedBy: null,
      jobId,
      createdAt: now,
      ...given,
    };
    return store.want(invoice, { after, work });
  };
  const works = async () => (await jobs.list({ limit: 10 })).items.map(({ id }) => id);
  return { store, want, works };
}

describe('an invoice that is wanted', () => {
  test('is written down whole, with its work', async () => {
    const { want, works } = open();
    const { added, invoice } = await want('inv_1', { requestedBy: 'Anna' });
    expect(added).toBe(true);
    expect(invoice).toEqual({
      id: 'inv_1',
      tenantId: tenant,
      poleepoOrderId: order,
      saleOrderId: 41,
      saleOrderName: 'S00041',
      state: 'requested',
      origin: 'ponte',
      moveId: null,
      number: null,
      total: null,
      currency: null,
      issuedOn: null,
      paidAt: null,
      offeredAt: null,
      documentId: null,
      asked: null,
      error: null,
      offerError: null,
      requestedBy: 'Anna',
      jobId: 'job_inv_1',
      createdAt: now,
      updatedAt: now,
    });
    expect(await works()).toEqual(['job_inv_1']);
  });

  test.each(['requested', 'drafted', 'refused'] as const)(
    'is the only one of its order while one is %s, and makes no work beside it',
    async (state) => {
      const { store, want, works } = open();
      const { invoice: first } = await want('inv_1');
      await store.advance(first.id, { from: ['requested'], set: { state }, now });
      const { added, invoice } = await want('inv_2', { after: 'inv_1' });
      expect({ added, id: invoice.id }).toEqual({ added: false, id: 'inv_1' });
      expect(await works()).toEqual(['job_inv_1']);
    },
  );

  test.each(['posted', 'offered'] as const)(
    'follows one that is %s and known to whoever wants it',
    async (state) => {
      const { store, want } = open();
      const { invoice: first } = await want('inv_1');
      await store.advance(first.id, { from: ['requested'], set: { state, moveId: 7 }, now });
      expect((await want('inv_2')).added).toBe(false);
      expect((await want('inv_3', { after: 'inv_1' })).added).toBe(true);
      expect((await store.ofOrder(order)).map(({ id }) => id)).toEqual(['inv_1', 'inv_3']);
    },
  );

  test('of another order stands beside it', async () => {
    const { store, want } = open();
    await want('inv_1');
    const other = 5 as PoleepoOrderId;
    expect((await want('inv_2', { poleepoOrderId: other })).added).toBe(true);
    expect((await store.list({ limit: 10 })).items.map(({ id }) => id)).toEqual(['inv_2', 'inv_1']);
    const { items } = await store.list({ limit: 10, poleepoOrderId: other });
    expect(items.map(({ id }) => id)).toEqual(['inv_2']);
    expect((await store.list({ limit: 10, state: 'posted' })).items).toEqual([]);
  });
});

describe('a step of an invoice', () => {
  test('is taken, with its work, only from the states that it is taken from', async () => {
    const { store, want, works } = open();
    await want('inv_1');
    const job = { kind: 'make-invoice', priority: 1, dueAt: now + 9, now };
    const work = { ...job, id: 'job_2' as JobId, subject: 'invoice:inv_1' };
    const change = { set: { state: 'posted', number: 'INV/1' }, work, now: now + 5 } as const;
    expect(await store.advance('inv_1', { from: ['drafted'], ...change })).toBeNull();
    expect(await works()).toEqual(['job_inv_1']);
    const then = await store.advance('inv_1', { from: ['requested'], ...change });
    expect(then).toMatchObject({ state: 'posted', number: 'INV/1', updatedAt: now + 5, createdAt: now });
    expect(await store.get('inv_1')).toEqual(then);
    expect((await works()).toSorted()).toEqual(['job_2', 'job_inv_1']);
  });

  test('of what Odoo asked for is kept as it was written', async () => {
    const { store, want } = open();
    await want('inv_1');
    const asked = { create: { at: now, before: [3, 4] } };
    await store.advance('inv_1', { from: ['requested'], set: { asked }, now });
    expect((await store.get('inv_1'))?.asked).toEqual(asked);
  });

  test('of what is asked for side by side each step keeps its own', async () => {
    const { store, want } = open();
    await want('inv_1');
    const mark = (step: NonNullable<InvoiceAdvance['mark']>) =>
      store.advance('inv_1', { from: ['requested'], set: {}, mark: step, now });
    await mark({ pay: { at: 1 } });
    await mark({ offer: { at: 2 } });
    expect((await mark({ offer: { at: 3, left: true } }))?.asked).toEqual({
      pay: { at: 1 },
      offer: { at: 3, left: true },
    });
    expect((await mark({ pay: null }))?.asked).toEqual({ offer: { at: 3, left: true } });
    expect((await mark({ offer: null }))?.asked).toBeNull();
  });
});
