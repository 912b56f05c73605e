import { describe, expect, it } from 'vitest';
import { OfferDesk } from '../support/world/offers.ts';

describe.each([16, 17, 18, 19] as const)('on Odoo %i a posted invoice', (version) => {
  it('is at Poleepo with its number, its date and its PDF, once', async () => {
    const desk = await OfferDesk.delivered(version, 841);
    await desk.invoiced();
    expect(desk.documents).toEqual(desk.wanted);
    expect(desk.calls).toEqual([
      'account.move.read',
      'GET /orders/{id}/documents',
      'account.move.read',
      'account.move.get_portal_url',
      'GET /my/invoices/{id}',
      'POST /orders/{id}/documents',
    ]);
    expect(await desk.seen()).toMatchObject({
      state: 'offered',
      number: desk.move.name,
      offeredAt: expect.stringMatching(/Z$/),
      offerError: null,
      error: null,
    });
    const [document] = desk.world.poleepo.control.documents(desk.orderId);
    expect(desk.row).toMatchObject({ document_id: String(document?.id), asked: null });
    await desk.invoiced();
    expect(desk.documents).toEqual(desk.wanted);
  });
});

describe('a posted invoice', () => {
  it('that somebody has given to Poleepo already is taken for offered, as theirs', async () => {
    const desk = await OfferDesk.delivered(18, 842);
    await desk.api.put('/v1/settings/invoices', { offer: false });
    await desk.invoiced();
    const { name } = desk.move;
    const { id } = desk.world.poleepo.control.addDocument({
      orderId: desk.orderId,
      number: ` ${name.toLowerCase()} `,
    });
    await desk.api.put('/v1/settings/invoices', { offer: true });
    desk.world.passed.length = 0;
    await desk.retry();
    await desk.settle();
    expect(desk.documents).toHaveLength(1);
    expect(desk.row).toMatchObject({ state: 'offered', document_id: String(id) });
    expect(desk.calls.filter((name) => /PDF|portal|POST/.test(name))).toEqual([]);
  });

  it('is given beside a credit note of the same number', async () => {
    const desk = await OfferDesk.delivered(17, 843);
    const credit = { orderId: desk.orderId, type: 'CREDIT_NOTE', number: 'INV/2026/00001' } as const;
    desk.world.poleepo.control.addDocument(credit);
    await desk.invoiced();
    expect(desk.move.name).toBe(credit.number);
    expect(desk.documents.slice(1)).toEqual(desk.wanted);
  });

  it('goes under the number and the date that it has in Odoo by then', async () => {
    const desk = await OfferDesk.delivered(18, 844);
    await desk.api.put('/v1/settings/invoices', { offer: false });
    await desk.invoiced();
    desk.world.odoo.db.write('account.move', [desk.move.id], {
      name: 'INV/2026/00777',
      invoice_date: '2026-06-30',
    });
    await desk.api.put('/v1/settings/invoices', { offer: true });
    await desk.retry();
    await desk.settle();
    expect(desk.documents).toEqual(desk.wanted);
    expect(await desk.seen()).toMatchObject({ number: 'INV/2026/00777', issuedOn: '2026-06-30' });
  });

  it('that turned out to be a credit note is not given', async () => {
    const desk = await OfferDesk.delivered(18, 845);
    await desk.api.put('/v1/settings/invoices', { offer: false });
    await desk.invoiced();
    desk.world.odoo.db.write('account.move', [desk.move.id], { move_type: 'out_refund' });
    await desk.api.put('/v1/settings/invoices', { offer: true });
    await desk.retry();
    await desk.settle();
    expect([desk.documents, desk.job?.state, desk.row['state']]).toEqual([[], 'skipped', 'posted']);
  });

  it('that people made and posted is given as well', async () => {
    const desk = await OfferDesk.delivered(18, 846);
    await desk.api.put('/v1/settings/invoices', { post: false });
    await desk.invoiced();
    expect([desk.row['state'], desk.documents]).toEqual(['drafted', []]);
    desk.world.odoo.db.write('account.move', [Number(desk.row['move_id'])], {
      state: 'posted',
      name: 'INV/2026/00042',
      invoice_date: '2026-06-29',
    });
    await desk.retry();
    await desk.settle();
    expect(desk.documents).toEqual(desk.wanted);
    expect(desk.row['state']).toBe('offered');
  });

  it('is one of several that were asked for at once, each with its own result', async () => {
    const desk = await OfferDesk.delivered(18, 847);
    const other = await desk.another();
    const items = [{ orderId: desk.orderId }, { saleOrderId: 99_999 }, { orderId: other.orderId }];
    const { status, json } = await desk.api.post('/v1/invoices', { items });
    expect(status).toBe(202);
    expect(json['results']).toMatchObject([
      { invoice: { poleepoOrderId: desk.orderId }, error: null },
      { invoice: null, error: { code: 'not-found' } },
      { invoice: { poleepoOrderId: other.orderId }, error: null },
    ]);
    await desk.settle();
    for (const one of [desk, other]) expect(one.documents).toEqual(one.wanted);
  });
});
