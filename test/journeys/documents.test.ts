import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { Api } from '../support/world/api.ts';
import { DocumentDesk, png, xml } from '../support/world/documents.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';
import { ShippingDesk } from '../support/world/shipments.ts';
import { World } from '../support/world/world.ts';

describe.each(versions)('on Odoo %i', (version) => {
  it('a document of a marketplace goes into the order once it has left, with a note that is mailed to nobody', async () => {
    const desk = await DocumentDesk.open(version);
    desk.add({ number: 'FPR 7/26' });
    await desk.leave();
    expect(desk.files).toMatchObject([{ name: 'fattura-FPR-7-26.pdf', mimetype: 'application/pdf' }]);
    expect(desk.files[0]?.text).toMatch(/^%PDF-/);
    expect(desk.notes).toEqual([
      {
        body: '<p>Documento da Poleepo: fattura FPR 7/26 del 03/06/2026.</p>',
        kind: 'comment',
        subtype: [expect.any(Number), 'Note'],
      },
    ]);
    expect(desk.sale.timeline).toContain('document-attached');
    expect(desk.looks).toMatchObject([{ state: 'completed', outcome: { kind: 'created', attached: 1 } }]);
  });

  it('a look costs one call to Poleepo and two to Odoo for a new document, and none to Odoo without one', async () => {
    const desk = await DocumentDesk.open(version);
    desk.add();
    await desk.leave();
    expect(desk.calls('poleepo')).toEqual(['GET /orders/{id}', 'GET /orders/{id}/documents']);
    expect(desk.calls('odoo').slice(-2)).toEqual(['ir.attachment.load', 'mail.message.load']);
    await desk.leave('DELIVERED');
    expect(desk.calls('poleepo')).toEqual(['GET /orders/{id}', 'GET /orders/{id}/documents']);
    expect(desk.calls('odoo')).not.toContain('ir.attachment.load');
    expect([desk.files.length, desk.notes.length]).toEqual([1, 1]);
    expect(desk.looks).toHaveLength(2);
  });

  it('each keeps its true kind, whatever Poleepo calls it', async () => {
    const desk = await DocumentDesk.open(version);
    desk.add({ number: '1', text: xml, format: 'XML' });
    desk.add({ number: '2', text: png, type: 'RECEIPT' });
    desk.add({ number: '3', type: 'CREDIT_NOTE' });
    desk.add({ number: '4', type: 'PACKING_SLIP', format: 'XML' });
    await desk.leave();
    expect(desk.files.map(({ name, mimetype }) => [name, mimetype])).toEqual([
      ['fattura-1.xml', 'application/xml'],
      ['nota-di-credito-3.pdf', 'application/pdf'],
      ['packing-slip-4.pdf', 'application/pdf'],
      ['ricevuta-2.png', 'image/png'],
    ]);
    expect(desk.files[0]?.text).toBe(xml);
    expect(desk.notes).toHaveLength(4);
  });

  it('one that cannot be had spoils no other, is told, and comes with the next look', async () => {
    const desk = await DocumentDesk.open(version);
    desk.add({ number: 'A', content: null });
    desk.add({ number: 'B', content: '%%%' });
    desk.add({ number: 'C', text: '<!DOCTYPE html><title>Accedi</title>' });
    desk.add({ number: 'D' });
    await desk.leave();
    expect(desk.names).toEqual(['fattura-D.pdf']);
    expect(desk.looks).toMatchObject([{ state: 'completed', outcome: { attached: 1, unreadable: 3 } }]);
    const api = await Api.signIn(desk.world);
    const { json } = await api.get(`/v1/orders/${desk.sale.orderId}/documents`);
    const shown = json['items'] as { number: string; fileName: string; problem: { code: string } | null }[];
    expect(shown.map(({ number, fileName, problem }) => [number, fileName, problem?.code])).toEqual([
      ['A', null, 'no-content'],
      ['B', null, 'no-content'],
      ['C', null, 'not-a-document'],
      ['D', 'fattura-D.pdf', undefined],
    ]);
    for (const document of desk.world.poleepo.control.documents(desk.sale.orderId))
      document.content = btoa('%PDF-1.4');
    await desk.leave('DELIVERED');
    expect(desk.names).toEqual(['fattura-A.pdf', 'fattura-B.pdf', 'fattura-C.pdf', 'fattura-D.pdf']);
    expect(desk.sale.timeline.filter((kind) => kind === 'document-not-attached')).toHaveLength(3);
  });

  it('one without an id is known by what it is', async () => {
    const desk = await DocumentDesk.open(version);
    const nameless = { identified: false, number: null, date: null };
    desk.add({ ...nameless, text: '%PDF-1' });
    desk.add({ ...nameless, text: '%PDF-1' });
    desk.add({ ...nameless, text: '%PDF-2' });
    desk.add({ identified: false, number: '9', content: null });
    await desk.leave();
    expect(desk.files.map(({ text }) => text).toSorted()).toEqual(['%PDF-1', '%PDF-2']);
    const last = desk.world.poleepo.control.documents(desk.sale.orderId).at(-1);
    Object.assign(last ?? {}, { content: btoa('%PDF-9') });
    await desk.leave('DELIVERED');
    expect(desk.files).toHaveLength(3);
    expect(desk.rows.map((row) => typeof row['attached_at'])).toEqual(['number', 'number', 'number']);
  });

  it('an invoice of Odoo that is at Poleepo does not come back', async () => {
    const desk = await ShippingDesk.open(version, 952);
    desk.deliver({});
    await desk.api.post('/v1/invoices', { saleOrderId: desk.sale.saleId });
    await desk.settle();
    const [invoice] = desk.world.rows<{ number: string }>('SELECT number FROM invoices');
    const documents = new DocumentDesk(desk.sale);
    documents.add({ number: ` ${String(invoice?.number).toLowerCase()}` });
    documents.add({ number: 'NC 1', type: 'CREDIT_NOTE' });
    await documents.leave();
    expect(documents.names.filter((name) => /^(fattura|nota)/.test(name))).toEqual([
      'nota-di-credito-NC-1.pdf',
    ]);
  });

  it('an order that was held meanwhile has its documents once it is in Odoo', async () => {
    const world = await World.open({ seed: 953, version });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: false });
    const sale = new OneSale(world, orders[0]?.id ?? 0);
    Object.assign(sale.order.rows[0] ?? {}, { sku: 'SCONOSCIUTO-1' });
    await world.poleepo.control.notify({ orderId: sale.orderId });
    await world.settle(hour);
    const desk = new DocumentDesk(sale);
    desk.add();
    await desk.leave();
    const api = await Api.signIn(world);
    const refused = await api.post(`/v1/orders/${sale.orderId}/documents/take`);
    expect([refused.status, refused.json['error']]).toMatchObject([409, { code: 'not-in-odoo' }]);
    expect([sale.isInOdoo, desk.looks]).toEqual([false, []]);
    const [product = 0] = world.odoo.db.search('product.product', [['default_code', '!=', 'Delivery_007']]);
    await api.post(`/v1/jobs/${sale.job.id}/resolve`, { products: { 'SCONOSCIUTO-1': product } });
    await world.settle(hour);
    expect(sale.isInOdoo).toBe(true);
    expect([desk.files.length, desk.looks.length]).toEqual([1, 1]);
  });
});

describe('documents', () => {
  it('are not looked for when an order is new or goes nowhere', async () => {
    const desk = await DocumentDesk.open(18);
    desk.add();
    expect(desk.looks).toEqual([]);
    await desk.leave('IN_PROCESS');
    expect(desk.looks).toEqual([]);
    await desk.sale.change({ status: 'SHIPPED', notes: 'Citofono rotto' });
    await desk.sale.change({ notes: 'Citofono riparato' });
    expect(desk.looks).toHaveLength(1);
  });

  it('of an order that has left before anybody knew it are there for whoever asks', async () => {
    const world = await World.open({ seed: 954, version: 18 });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: false });
    const desk = new DocumentDesk(new OneSale(world, orders[0]?.id ?? 0));
    desk.add();
    await desk.leave();
    expect([desk.sale.isInOdoo, desk.looks]).toEqual([true, []]);
    await (await Api.signIn(world)).post(`/v1/orders/${desk.sale.orderId}/documents/take`);
    await world.settle(hour);
    expect(desk.files).toHaveLength(1);
  });

  it('are left alone where the tenant wants it so, until a person asks for them', async () => {
    const desk = await DocumentDesk.open(18);
    const { world, sale } = desk;
    const administrator = await Api.signIn(world, 'administrator');
    await administrator.put('/v1/settings/invoices', { takeDocuments: false });
    desk.add({ number: 'FPR 7/26' });
    await desk.leave();
    expect([desk.looks, desk.files]).toEqual([[], []]);
    const api = await Api.signIn(world);
    const path = `/v1/orders/${sale.orderId}/documents`;
    expect((await api.get(path)).json).toEqual({ items: [] });
    const asked = await api.post(`${path}/take`);
    expect([asked.status, asked.json]).toMatchObject([202, { kind: 'take-documents', state: 'waiting' }]);
    await world.settle(hour);
    expect((await api.get(path)).json['items']).toMatchObject([
      {
        type: 'INVOICE',
        number: 'FPR 7/26',
        fileName: 'fattura-FPR-7-26.pdf',
        attachedAt: expect.stringMatching(/Z$/) as string,
        attachmentId: expect.any(Number) as number,
        problem: null,
      },
    ]);
  });

  it('of an order that nobody knows are not found', async () => {
    const { world } = await DocumentDesk.open(18);
    const api = await Api.signIn(world);
    expect((await api.get('/v1/orders/7/documents')).status).toBe(404);
    expect((await api.post('/v1/orders/7/documents/take')).status).toBe(404);
  });
});
