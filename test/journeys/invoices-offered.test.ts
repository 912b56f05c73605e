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
