import { describe, expect, it } from 'vitest';
import { mediumBox, refused, ShippingDesk } from '../support/world/shipments.ts';

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('couriers are asked for a delivery that is packed and done, and for no other', async () => {
    const desk = await ShippingDesk.open(version, 601);
    expect(refused(await desk.quotes())).toBe('422 nothing-delivered');
    const pickingId = desk.deliver();
    expect(refused(await desk.quotes())).toBe('422 package-type-not-mapped');
    await desk.mapBox();
    desk.world.passed.length = 0;
    const { status, json } = await desk.quotes();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      poleepoOrderId: desk.sale.orderId,
      pickingId,
      parcels: [{ packageTypeId: mediumBox, weight: '2.5', width: '40', height: '20', depth: '30' }],
    });
    const quotes = json['quotes'] as { courier: string; price: string; currency: string }[];
    expect(quotes.map(({ courier }) => courier)).toContain('BRT');
    expect(quotes.every(({ price, currency }) => /^\d+\.\d+$/.test(price) && currency === 'EUR')).toBe(true);
    expect([desk.calls('odoo') <= 5, desk.calls('poleepo')]).toEqual([true, 1]);
    expect((await desk.quotes({ pickingId })).json).toMatchObject({ pickingId });
  });

  it('Poleepo is not asked where the delivery cannot be shipped as it is', async () => {
    const desk = await ShippingDesk.open(version, 602);
    await desk.mapBox();
    desk.deliver({ packages: [] });
    desk.world.passed.length = 0;
    expect(refused(await desk.quotes())).toBe('422 no-package');
    expect(desk.calls('poleepo')).toBe(0);
  });

  it('a package that is too heavy is named', async () => {
    const desk = await ShippingDesk.open(version, 603);
    await desk.mapBox();
    desk.deliver({ packages: [{ typeId: desk.boxId, weight: 15.5, name: 'PESANTE' }] });
    const answer = await desk.quotes();
    expect(refused(answer)).toBe('422 package-too-heavy');
    expect(JSON.stringify(answer.json)).toContain(
      'Il collo PESANTE pesa 15.5 kg; il suo tipo ne permette 15.',
    );
  });
});

describe('quotes', () => {
  it('are for orders of Poleepo only', async () => {
    const desk = await ShippingDesk.open(18, 604);
    expect(refused(await desk.quotes({ saleOrderId: 99_999 }))).toBe('422 not-a-poleepo-order');
    expect(refused(await desk.quotes({ pickingId: 99_999 }))).toBe('422 not-a-poleepo-order');
    expect(refused(await desk.quotes({}))).toMatch(/^400 /);
  });

  it('are refused in Poleepo’s stead where the pickup address is none', async () => {
    const desk = await ShippingDesk.open(18, 605);
    await desk.mapBox();
    desk.deliver();
    const answer = await desk.api.post('/v1/shipments/quotes', {
      saleOrderId: desk.sale.saleId,
      pickupAddressId: 999,
    });
    expect(refused(answer)).toBe('422 refused');
    expect(JSON.stringify(answer.json)).toContain('indirizzo di ritiro');
  });
});
