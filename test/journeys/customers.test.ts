import { describe, expect, it } from 'vitest';
import { fiscalFields, newOrder, orderOfSame, partiesOf, tell } from '../support/world/parties.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

const codesOf = ({ odoo }: World, id: unknown) => odoo.db.read('res.partner', [Number(id)], fiscalFields)[0];

describe.each(versions)('on Odoo %i', (version) => {
  const open = () => World.open({ seed: 71, version });

  it('a private buyer who has it sent home is one contact without addresses', async () => {
    const world = await open();
    const order = await newOrder(world);
    await tell(world, order);
    const { partner, invoice, shipping } = partiesOf(world, order);
    expect([invoice.id, shipping.id]).toEqual([partner.id, partner.id]);
    expect(partner).toMatchObject({
      name: `${order.customer.firstname} ${order.customer.lastname}`,
      ref: `Poleepo ${order.customer.id}`,
      is_company: false,
      street: order.billing_address.address,
      zip: order.billing_address.postcode,
      country_id: [expect.any(Number), 'Italy'],
      comment: false,
    });
    expect(codesOf(world, partner.id)).toMatchObject({
      l10n_it_codice_fiscale: order.billing_address.tax_code,
    });
    expect(complaints(world)).toEqual([]);
  });

  it('a guest who comes back is the same contact, and another of the same e-mail is another', async () => {
    const world = await open();
    const first = await newOrder(world, 'guest');
    const again = await orderOfSame(world, first);
    const other = await orderOfSame(world, first);
    other.billing_address = { ...first.billing_address, name: 'Ermenegilda' };
    delete other.billing_address.tax_code;
    await tell(world, first);
    await tell(world, again);
    await tell(world, other);
    const [one, two, three] = [first, again, other].map((order) => partiesOf(world, order).partner);
    expect(two?.id).toBe(one?.id);
    expect(three?.id).not.toBe(one?.id);
    expect(three?.email).toBe(one?.email);
  });

  it('a company bears its fiscal data, has an invoice address, and the goods go to the person', async () => {
    const world = await open();
    const order = await newOrder(world, 'company');
    Object.assign(order.billing_address, { pec: 'ditta@pec.example.it', sdi_code: 'ABC1234' });
    await tell(world, order);
    const { partner, invoice, shipping } = partiesOf(world, order);
    expect(partner).toMatchObject({
      name: order.billing_address.company,
      is_company: true,
      vat: order.billing_address.vat_number,
      parent_id: false,
    });
    expect(codesOf(world, partner.id)).toMatchObject({
      l10n_it_codice_fiscale: order.billing_address.tax_code,
      l10n_it_pec_email: 'ditta@pec.example.it',
      l10n_it_pa_index: 'ABC1234',
    });
    expect(invoice).toMatchObject({ type: 'invoice', parent_id: [partner.id, expect.any(String)] });
    expect(shipping).toMatchObject({
      type: 'delivery',
      parent_id: [partner.id, expect.any(String)],
      name: `${order.delivery_address.name} ${order.delivery_address.surname}`,
    });
    expect(complaints(world)).toEqual([]);
  });

  it('goods for another address go to a child of the contact', async () => {
    const world = await open();
    const order = await newOrder(world, 'separate-delivery');
    await tell(world, order);
    const { partner, invoice, shipping } = partiesOf(world, order);
    expect(invoice.id).toBe(partner.id);
    expect(shipping).toMatchObject({
      type: 'delivery',
      parent_id: [partner.id, expect.any(String)],
      name: `${order.delivery_address.name} ${order.delivery_address.surname}`,
      street: order.delivery_address.address,
      city: order.delivery_address.city,
    });
    expect(complaints(world)).toEqual([]);
  });

  it.each([
    ['EL', 'Greece', 'Athina'],
    ['GB', 'United Kingdom', 'London'],
    ['UK', 'United Kingdom', 'London'],
    ['SM', 'San Marino', 'Serravalle'],
    ['VA', 'Holy See (Vatican City State)', 'Vaticano'],
  ])('a buyer in %s is in %s', async (country_iso, country, city) => {
    const world = await open();
    const order = await newOrder(world);
    for (const address of [order.billing_address, order.delivery_address]) {
      Object.assign(address, { country_iso, city });
      delete address.state_iso;
    }
    await tell(world, order);
    const { partner } = partiesOf(world, order);
    expect(partner).toMatchObject({ country_id: [expect.any(Number), country], city, state_id: false });
  });

  it('an unknown country or province is kept in the text of the address', async () => {
    const world = await open();
    const order = await newOrder(world);
    const elsewhere = { country_iso: 'XK', state_iso: 'PR', city: 'Pristina' };
    Object.assign(order.billing_address, elsewhere);
    Object.assign(order.delivery_address, elsewhere);
    await tell(world, order);
    const { partner } = partiesOf(world, order);
    expect(partner).toMatchObject({ city: 'Pristina PR XK', country_id: false, state_id: false });
  });

  it('hostile texts arrive as they are, and are no markup where Odoo keeps markup', async () => {
    const world = await open();
    const hostile = await newOrder(world, 'hostile-texts');
    hostile.billing_address.vat_number = '<img src=x onerror=alert(1)>7';
    await tell(world, hostile);
    const { partner, shipping } = partiesOf(world, hostile);
    expect(partner.name).toBe(hostile.billing_address.company);
    expect(shipping.street).toBe(hostile.delivery_address.address);
    expect(partner.comment).toContain('&lt;img src=x onerror=alert(1)&gt;7');
    expect(partner.comment).not.toContain('<img');
  });

  it('an order that hides its buyer waits, until the settings name a contact for such orders', async () => {
    const world = await open();
    const { id, clientId } = world.first();
    world.poleepo.control.changeAccount(clientId, { hides: { customers: true } });
    const order = await newOrder(world);
    await tell(world, order);
    expect(world.rows("SELECT json_extract(held, '$.reason') AS reason FROM jobs")).toEqual([
      { reason: 'no-customer' },
    ]);
    const anonymous = world.odoo.db.create('res.partner', { name: 'Clienti marketplace' });
    const { policy } = world.house().storesOf({ id, shard: 'main' });
    await policy.saveSettings({ orders: { anonymousCustomerId: anonymous } }, { by: 'test', now: 0 });
    await tell(world, order);
    const { partner, invoice, shipping } = partiesOf(world, order);
    expect([partner.id, invoice.id, shipping.id]).toEqual([anonymous, anonymous, anonymous]);
  });
});
