import { describe, expect, it } from 'vitest';
import { Api } from '../support/world/api.ts';
import { OfferDesk } from '../support/world/offers.ts';
import { refused } from '../support/world/shipments.ts';

const shown = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

async function refusal(desk: OfferDesk): Promise<{ status: string; hint: string }> {
  const answer = await desk.api.get(`/v1/invoices/${desk.id}/pdf`);
  const { hint = '' } = (answer.json['error'] ?? {}) as { hint?: string };
  return { status: refused(answer), hint };
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i the PDF of an invoice', (version) => {
  it('is what Odoo has, under its number, for whoever may read', async () => {
    const desk = await (await OfferDesk.delivered(version, 861)).invoiced();
    const { status, headers, bytes } = await desk.pdf();
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="fattura-INV-2026-\d{5}\.pdf"$/,
    );
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(shown(bytes)).toMatch(/^%PDF-/);
    expect(shown(bytes)).toContain(desk.move.name);
    expect([...desk.world.images.keys()]).toEqual([]);
  });

  it('is the official one where Odoo has made it meanwhile', async () => {
    const desk = await (await OfferDesk.delivered(version, 862)).invoiced();
    if (version >= 17) desk.world.odoo.control.sendInvoice(desk.move.id);
    const official = shown((await desk.pdf()).bytes).includes(`${desk.move.name} official`);
    expect(official).toBe(version >= 17);
  });
});

describe('the PDF of an invoice', () => {
  it('is for those who may only read', async () => {
    const desk = await (await OfferDesk.delivered(18, 863)).invoiced();
    const reader = await Api.signIn(desk.world, 'read-only');
    let over = false;
    const file = reader.file(`/v1/invoices/${desk.id}/pdf`).finally(() => (over = true));
    await desk.world.time.run(() => over, 60_000);
    expect((await file).status).toBe(200);
  });

  it('of one that is not posted is refused, without asking Odoo', async () => {
    const desk = await OfferDesk.delivered(18, 864);
    await desk.api.put('/v1/settings/invoices', { post: false });
    await desk.invoiced();
    desk.world.passed.length = 0;
    expect(await refusal(desk)).toEqual({
      status: '409 invoice-not-posted',
      hint: expect.stringContaining('confermata'),
    });
    expect(desk.shipping.calls('odoo')).toBe(0);
  });

  it('of one that is a draft again in Odoo, or gone, is refused with words', async () => {
    const desk = await (await OfferDesk.delivered(18, 865)).invoiced();
    const { db } = desk.world.odoo;
    db.write('account.move', [desk.move.id], { state: 'draft' });
    expect(await refusal(desk)).toEqual({
      status: '409 invoice-not-posted',
      hint: expect.stringContaining('bozza'),
    });
    desk.forgetInOdoo();
    expect(await refusal(desk)).toEqual({
      status: '410 invoice-gone',
      hint: expect.stringContaining('eliminata'),
    });
  });

  it('that Odoo does not print is refused with what to look at', async () => {
    const desk = await (await OfferDesk.delivered(16, 866)).invoiced();
    desk.world.odoo.control.breakPrinter(true);
    expect(await refusal(desk)).toEqual({
      status: '503 unreadable',
      hint: expect.stringContaining('wkhtmltopdf'),
    });
    desk.world.odoo.control.setDown(true);
    expect((await refusal(desk)).status).toMatch(/^503 /);
  });

  it('of an invoice that nobody knows is not there', async () => {
    const desk = await OfferDesk.delivered(18, 867);
    expect(refused(await desk.api.get(`/v1/invoices/inv_${'0'.repeat(32)}/pdf`))).toBe('404 not-found');
  });
});
