import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { mediumBox, refused, ShippingDesk } from '../support/world/shipments.ts';

type Poleepo = ShippingDesk['world']['poleepo']['control'];

function setAccount({ world }: ShippingDesk, change: Parameters<Poleepo['changeAccount']>[1]) {
  return world.poleepo.control.changeAccount(world.first().clientId, change);
}

const waybills = { path: '/shippings', method: 'POST' };

/** What people read of a refusal or of an error on a shipment. */
function words({ json }: { json: Record<string, unknown> }): string {
  const { message, hint } = json['error'] as { message?: string; hint?: string };
  return `${message} ${hint}`;
}

describe('Poleepo is not asked for a waybill', () => {
  const cases: {
    when: string;
    code: string;
    next: string;
    prepare: (desk: ShippingDesk) => unknown;
    body?: object;
  }[] = [
    {
      when: 'nothing is delivered',
      code: '422 nothing-delivered',
      next: 'convalida la consegna in Odoo',
      prepare: () => undefined,
    },
    {
      when: 'there is no package',
      code: '422 no-package',
      next: 'Metti la merce in almeno un collo in Odoo',
      prepare: (desk) => desk.deliver({ packages: [] }),
    },
    {
      when: 'a package is of a type that stands for none of Poleepo’s',
      code: '422 package-type-not-mapped',
      next: 'Scegli nei tipi di collo',
      prepare: (desk) => {
        desk.deliver();
        return desk.api.put(`/v1/package-types/${mediumBox}`, { odooPackageTypeId: null });
      },
    },
    {
      when: 'a package is too heavy',
      code: '422 package-too-heavy',
      next: 'Dividi la merce in più colli',
      prepare: (desk) => desk.deliver({ packages: [{ typeId: desk.boxId, weight: 15.5 }] }),
    },
    {
      when: 'not all is delivered',
      code: '422 not-all-delivered',
      next: 'permetti nelle impostazioni le consegne parziali',
      prepare: (desk) => desk.deliver({ packages: [{ typeId: desk.boxId, weight: 1 }], quantities: [0] }),
    },
    {
      when: 'the order is none of Poleepo’s',
      code: '422 not-a-poleepo-order',
      next: 'Spediscilo da Odoo',
      prepare: (desk) => desk.deliver(),
      body: { saleOrderId: 99_999 },
    },
  ];

  it.each(cases)('where $when: $code', async ({ code, next, prepare, body }) => {
    const desk = await ShippingDesk.open(18, 661, 'several-rates');
    await desk.mapBox();
    await prepare(desk);
    desk.world.passed.length = 0;
    const answer = await desk.ship(body);
    expect(refused(answer)).toBe(code);
    expect(words(answer)).toContain(next);
    expect(desk.calls('poleepo')).toBe(0);
    expect(desk.rows).toEqual([]);
  });
});

describe('what Poleepo refuses', () => {
  it('leaves the delivery free, with the reason in words and a next step', async () => {
    const desk = await ShippingDesk.ready(18, 662);
    const { json } = await desk.ship({ saleOrderId: desk.sale.saleId, serviceId: '999' });
    await desk.settle();
    const path = `/v1/shipments/${String(json['id'])}`;
    const shown = await desk.api.get(path);
    expect(shown.json).toMatchObject({ state: 'failed', label: 'Non riuscita', poleepoId: null });
    expect(shown.json['error']).toMatchObject({ code: 'SERVICE_NOT_AVAILABLE' });
    expect(words(shown)).toContain('scegli un altro corriere');
    expect(desk.waybills).toEqual([]);
    expect((await desk.ship()).status).toBe(202);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
  });

  it('is asked for anew from what Odoo has then, when somebody retries', async () => {
    const desk = await ShippingDesk.ready(18, 663);
    const { packageTypes } = setAccount(desk, {}).shippingSettings;
    setAccount(desk, { shipments: { packageTypes: packageTypes.slice(0, 1) } });
    const { json } = await desk.ship();
    await desk.settle();
    expect(desk.rows.map(({ state }) => state)).toEqual(['failed']);
    expect((await desk.api.get(`/v1/shipments/${String(json['id'])}`)).json['error']).toMatchObject({
      code: 'PACKAGE_TYPE_INVALID',
    });
    setAccount(desk, { shipments: { packageTypes } });
    const again = await desk.api.post(`/v1/shipments/${String(json['id'])}/retry`);
    expect([again.status, again.json['id'] === json['id']]).toEqual([202, false]);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    const done = await desk.api.post(`/v1/shipments/${String(again.json['id'])}/retry`);
    expect(refused(done)).toBe('409 nothing-to-retry');
  });

  it('is no waybill where Poleepo answers with an error of its own: it is looked for, then asked for again', async () => {
    const desk = await ShippingDesk.ready(18, 664);
    desk.world.poleepo.control.setFaults([{ kind: 'html-502', match: { ...waybills, nth: 1 } }]);
    await desk.ship();
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
  });
});

describe('a label', () => {
  const ofLabels = { path: '/shippings/{id}/label' };

  it('that is a page instead of a PDF never gets into Odoo, and is asked for again', async () => {
    const desk = await ShippingDesk.ready(18, 665);
    desk.world.poleepo.control.setFaults([
      { kind: 'label-as-html', match: { ...ofLabels, nth: 1, times: 2 } },
    ]);
    const { json } = await desk.ship();
    await desk.world.time.run(() => desk.rows[0]?.['error'] !== null, hour);
    const shown = await desk.api.get(`/v1/shipments/${String(json['id'])}`);
    expect(shown.json).toMatchObject({ state: 'issued', attached: false, error: { code: 'NOT_A_LABEL' } });
    expect(words(shown)).toContain('scaricala dalla pagina della spedizione in Poleepo');
    expect(desk.labels).toEqual([]);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
  });

  it('that stays none is left to a person, whose retry goes on from there', async () => {
    const desk = await ShippingDesk.ready(18, 666);
    desk.world.poleepo.control.setFaults([{ kind: 'label-as-html', match: ofLabels }]);
    const { json } = await desk.ship();
    await desk.settle();
    expect(desk.world.rows("SELECT state FROM jobs WHERE kind = 'ship'")).toMatchObject([
      { state: 'failed' },
    ]);
    expect(desk.rows[0]).toMatchObject({ state: 'issued' });
    desk.world.poleepo.control.setFaults([]);
    const again = await desk.api.post(`/v1/shipments/${String(json['id'])}/retry`);
    expect([again.status, again.json['id']]).toEqual([202, json['id']]);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
  });

  it.each([404, 409] as const)('that is not ready yet (%i) is asked for until it is', async (status) => {
    const desk = await ShippingDesk.ready(18, 667);
    const shipments = { labelDelayMs: 40_000, labelPendingStatus: status, labelForm: 'json' } as const;
    setAccount(desk, { shipments });
    const before = desk.world.time.now();
    await desk.ship();
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    expect(desk.world.time.now() - before).toBeLessThan(hour / 10);
  });
});

describe('cash on delivery', () => {
  it('goes with the waybill to the cent, and into the note', async () => {
    const desk = await ShippingDesk.ready(18, 668, 'cash-on-delivery');
    await desk.ship();
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
    const { total_price: amount } = desk.sale.order;
    expect(desk.waybills[0]?.bought?.cashOnDelivery).toEqual({ amount, currency: 'EUR' });
    expect(desk.notes[0]?.body).toContain(`contrassegno ${amount.toFixed(2)} EUR`);
    const [{ id } = {}] = desk.rows;
    const shown = await desk.api.get(`/v1/shipments/${String(id)}`);
    expect(shown.json['cashOnDelivery']).toEqual({ amount: amount.toFixed(2), currency: 'EUR' });
  });

  it('of an order that leaves in parts is for a person to say', async () => {
    const desk = await ShippingDesk.open(18, 669, 'cash-on-delivery');
    await desk.mapBox();
    await desk.api.put('/v1/settings/shipments', { partialDeliveries: true });
    desk.deliver({ packages: [{ typeId: desk.boxId, weight: 1 }], quantities: [0.5] });
    const { json } = await desk.ship();
    await desk.settle();
    const shown = await desk.api.get(`/v1/shipments/${String(json['id'])}`);
    expect(shown.json).toMatchObject({ state: 'failed', error: { code: 'cash-on-delivery-in-parts' } });
    expect(desk.waybills).toEqual([]);
  });
});
