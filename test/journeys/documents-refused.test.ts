import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { Api } from '../support/world/api.ts';
import { DocumentDesk } from '../support/world/documents.ts';
import { OneSale, versions } from '../support/world/one-sale.ts';

const path = '/orders/{id}/documents';
type Faults = Parameters<DocumentDesk['world']['poleepo']['control']['setFaults']>[0];

const refuse = (status: number): Faults => [{ kind: 'status', status, match: { path, method: 'GET' } }];

/** Three orders of one shop that leave while no document can be had. */
async function threeLeave(desk: DocumentDesk): Promise<DocumentDesk[]> {
  const desks = [desk];
  while (desks.length < 3) desks.push(new DocumentDesk(await OneSale.make(desk.world)));
  for (const one of desks) {
    one.add();
    await one.leave();
  }
  return desks;
}

describe.each(versions)('on Odoo %i', (version) => {
  it.each([
    { status: 403, why: 'forbidden' },
    { status: 404, why: 'not-offered' },
    { status: 405, why: 'not-offered' },
  ])('where Poleepo answers $status no order suffers, and people are told once', async ({ status, why }) => {
    const desk = await DocumentDesk.open(version, 971);
    desk.world.poleepo.control.setFaults(refuse(status));
    for (const one of await threeLeave(desk)) {
      expect(one.looks).toMatchObject([{ state: 'skipped', outcome: { reason: `documents-${why}` } }]);
      expect(one.sale.link).toMatchObject({ state: 'confirmed', status: 'SHIPPED', held: null });
      expect(one.files).toEqual([]);
    }
    expect(desk.alerts).toEqual([
      { kind: 'documents-not-readable', subject: expect.stringContaining(why) as string, closed: false },
    ]);
    const api = await Api.signIn(desk.world);
    const { json } = await api.get('/v1/alerts');
    const [alert] = json['items'] as { title: string; nextStep: string }[];
    expect(alert?.title).toMatch(/documenti degli ordini/);
    expect(alert?.nextStep).toMatch(why === 'forbidden' ? /diritto di lettura/ : /takeDocuments/);
    desk.world.poleepo.control.setFaults([]);
    await api.post(`/v1/orders/${desk.sale.orderId}/documents/take`);
    await desk.world.settle(hour);
    expect(desk.files).toHaveLength(1);
    expect(desk.alerts).toMatchObject([{ closed: true }]);
  });

  it('a user who may not write the order hears of it, and the others come', async () => {
    const desk = await DocumentDesk.open(version, 972);
    desk.add({ number: '1' });
    desk.add({ number: '2' });
    const match = { model: 'ir.attachment', method: 'load', times: 1 };
    const fault = { kind: 'odoo-error', errorName: 'odoo.exceptions.AccessError', match } as const;
    desk.world.odoo.control.setFaults([fault]);
    await desk.leave();
    expect(desk.names).toEqual(['fattura-2.pdf']);
    expect(desk.looks).toMatchObject([{ state: 'failed' }]);
    const api = await Api.signIn(desk.world);
    const documents = `/v1/orders/${desk.sale.orderId}/documents`;
    const shown = (await api.get(documents)).json['items'] as { problem: unknown }[];
    expect(shown[0]).toMatchObject({ number: '1', problem: { code: 'refused-by-odoo' } });
    await api.post(`${documents}/take`);
    await desk.world.settle(hour);
    expect([desk.names, desk.notes.length]).toEqual([['fattura-1.pdf', 'fattura-2.pdf'], 2]);
    expect(desk.looks).toMatchObject([{ state: 'completed' }]);
  });
});

describe('documents', () => {
  it('whose ids come as texts come all the same', async () => {
    const desk = await DocumentDesk.open(18, 973);
    desk.world.poleepo.control.setFaults([{ kind: 'numbers-as-strings', match: { path } }]);
    desk.add({ number: '1' });
    await desk.leave();
    expect(desk.names).toEqual(['fattura-1.pdf']);
  });

  it('of an order that Poleepo does not have any more are nobody’s fault', async () => {
    const desk = await DocumentDesk.open(18, 974);
    const match = { path: '/orders/{id}', method: 'GET', nth: 2 };
    desk.world.poleepo.control.setFaults([...refuse(404), { kind: 'status', status: 404, match }]);
    await desk.leave();
    expect(desk.looks).toMatchObject([{ state: 'skipped', outcome: { reason: 'not-in-poleepo' } }]);
    expect(desk.alerts).toEqual([]);
  });

  it('are asked for again by themselves when Poleepo struggled', async () => {
    const desk = await DocumentDesk.open(18, 975);
    desk.add();
    const match = { path, method: 'GET', times: 2 };
    desk.world.poleepo.control.setFaults([{ kind: 'status', status: 500, match }]);
    await desk.leave();
    expect([desk.files.length, desk.notes.length]).toEqual([1, 1]);
    expect(desk.alerts).toEqual([]);
  });
});
