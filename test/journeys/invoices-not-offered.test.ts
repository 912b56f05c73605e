import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import { OfferDesk } from '../support/world/offers.ts';

const path = '/v1/settings/invoices';
const isAdding = { method: 'POST' };

/** Waits long enough for the first tries, not for all. */
const aWhile = ({ world }: OfferDesk) => world.time.run(() => false, 2 * minute);

async function mended(desk: OfferDesk): Promise<void> {
  desk.poleepoIsWell();
  desk.world.odoo.control.breakPrinter(false);
  expect((await desk.retry()).status).toBe(202);
  await desk.settle();
  expect(desk.documents).toEqual(desk.wanted);
  expect(await desk.seen()).toMatchObject({ state: 'offered', offerError: null });
  expect(desk.rows).toHaveLength(1);
}

describe('an invoice that Poleepo does not take', () => {
  it.each([
    [422, 'VALIDATION_ERROR'],
    [400, 'INTERNAL_ERROR'],
    [403, 'FORBIDDEN'],
  ])('with %i stays posted, tells why, and goes there when a person retries', async (status, code) => {
    for (const version of [16, 19] as const) {
      const desk = await OfferDesk.delivered(version, 871);
      desk.poleepoFails({ kind: 'status', status }, isAdding);
      await desk.invoiced();
      expect(desk.documents).toEqual([]);
      expect(desk.job?.state).toBe('failed');
      expect(await desk.seen()).toMatchObject({
        state: 'posted',
        error: null,
        offeredAt: null,
        offerError: { code, message: expect.stringMatching(/\w{4,}/) },
      });
      expect(desk.row['asked']).toBeNull();
      await mended(desk);
    }
  });

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'html-502' },
    { kind: 'rate-limit', retryAfter: 60 },
    { kind: 'success-false-200' },
    { kind: 'truncated-json' },
  ] as const)('for a while goes there by itself, once: $kind', async (fault) => {
    const desk = await OfferDesk.delivered(17, 872);
    desk.poleepoFails(fault);
    await desk.ask();
    await aWhile(desk);
    expect(desk.documents).toEqual([]);
    expect((await desk.seen())['state']).toBe('posted');
    desk.poleepoIsWell();
    if (desk.job?.state === 'failed') await desk.retry();
    await desk.settle();
    expect(desk.documents).toEqual(desk.wanted);
  });

  it.each([
    { kind: 'status', status: 503 },
    { kind: 'html-502' },
    { kind: 'truncated-json' },
    { kind: 'label-as-html' },
  ] as const)('so far as its answer tells is there once: $kind', async (fault) => {
    const desk = await OfferDesk.delivered(18, 873);
    desk.poleepoFails(fault, { ...isAdding, times: 1 });
    await desk.invoiced();
    expect(desk.documents).toEqual(desk.wanted);
    expect(desk.row).toMatchObject({ state: 'offered', asked: null, offer_error: null });
  });

  it('since the order is gone there is said to be so, and the job ends', async () => {
    const desk = await OfferDesk.delivered(18, 874);
    desk.poleepoFails({ kind: 'status', status: 404 });
    await desk.invoiced();
    expect(desk.job?.state).toBe('failed');
    expect((await desk.seen())['offerError']).toMatchObject({
      code: 'order-gone-at-poleepo',
      message: expect.stringContaining('Poleepo non trova l’ordine'),
    });
    await mended(desk);
  });
});

describe('an invoice that Odoo does not give', () => {
  it.each([16, 18] as const)('as a PDF does not go to Poleepo, on Odoo %i', async (version) => {
    const desk = await OfferDesk.delivered(version, 875);
    desk.world.odoo.control.breakPrinter(true);
    await desk.ask();
    await aWhile(desk);
    expect((await desk.seen())['offerError']).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('wkhtmltopdf'),
    });
    await desk.settle();
    expect([desk.documents, desk.job?.state]).toEqual([[], 'failed']);
    await mended(desk);
  });

  it('any more does not go to Poleepo: gone, or a draft again', async () => {
    const desk = await OfferDesk.delivered(18, 876);
    desk.poleepoFails({ kind: 'status', status: 422 }, isAdding);
    await desk.invoiced();
    desk.poleepoIsWell();
    const { move } = desk;
    const { db } = desk.world.odoo;
    db.write('account.move', [move.id], { state: 'draft' });
    await desk.retry();
    await desk.settle();
    expect((await desk.seen())['offerError']).toMatchObject({ code: 'invoice-not-posted' });
    expect([desk.documents, desk.job?.state]).toEqual([[], 'failed']);
    db.write('account.move', [move.id], { state: 'posted' });
    await mended(desk);
    const other = await desk.another();
    other.poleepoFails({ kind: 'status', status: 422 }, isAdding);
    await other.invoiced();
    other.poleepoIsWell();
    other.forgetInOdoo();
    await other.retry();
    await other.settle();
    expect((await other.seen())['offerError']).toMatchObject({ code: 'invoice-gone' });
    expect(other.documents).toEqual([]);
  });
});

describe('where invoices are not to be offered', () => {
  it('Poleepo is asked nothing, and a later wish gives what is posted', async () => {
    const desk = await OfferDesk.delivered(18, 877);
    await desk.api.put(path, { offer: false });
    await desk.invoiced();
    await desk.retry();
    await desk.settle();
    expect([desk.row['state'], desk.job, desk.documents]).toEqual(['posted', null, []]);
    expect(desk.world.passed.filter(({ name }) => name.includes('documents'))).toEqual([]);
    await desk.api.put(path, { offer: true });
    await mended(desk);
  });

  it('one that waits is not given any more', async () => {
    const desk = await OfferDesk.delivered(18, 878);
    desk.poleepoFails({ kind: 'status', status: 500 });
    await desk.ask();
    await desk.world.time.run(() => desk.row['offer_error'] !== null, hour);
    await desk.api.put(path, { offer: false });
    desk.poleepoIsWell();
    desk.world.passed.length = 0;
    await desk.settle();
    expect([desk.row['state'], desk.job?.state, desk.documents]).toEqual(['posted', 'skipped', []]);
    expect(desk.world.passed.filter(({ name }) => name.includes('documents'))).toEqual([]);
  });
});
