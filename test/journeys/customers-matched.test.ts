import { describe, expect, it } from 'vitest';
import {
  contactCalls,
  contactRow,
  eventsOf,
  newOrder,
  odooCalls,
  orderOfSame,
  partiesOf,
  tell,
} from '../support/world/parties.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

type Order = Awaited<ReturnType<typeof newOrder>>;

const nameOf = ({ billing_address: { name, surname } }: Order) => `${name} ${surname}`;
const countryOf = ({ odoo }: World, code: string) =>
  odoo.db.search('res.country', [['code', '=', code]])[0] ?? 0;

describe.each(versions)('on Odoo %i', (version) => {
  const open = () => World.open({ seed: 73, version });

  it.each([
    {
      sign: 'VAT number',
      kind: 'company' as const,
      by: 'vat-number',
      signOf: ({ billing_address }: Order) => ({ vat: billing_address.vat_number ?? '' }),
    },
    {
      sign: 'codice fiscale',
      kind: 'plain' as const,
      by: 'tax-code',
      signOf: ({ billing_address }: Order) => ({ l10n_it_codice_fiscale: billing_address.tax_code ?? '' }),
    },
    {
      sign: 'e-mail and name',
      kind: 'plain' as const,
      by: 'email-and-name',
      signOf: (order: Order) => ({
        name: ` ${nameOf(order).toUpperCase()}`,
        email: order.billing_address.email?.toUpperCase() ?? '',
      }),
    },
  ])(
    'a contact that was there is found by $sign, keeps its own data, and gets the order’s addresses',
    async ({ kind, by, signOf }) => {
      const world = await open();
      const order = await newOrder(world, kind);
      const vals = {
        name: 'Cliente storico',
        street: 'Via Vecchia 7',
        city: 'Torino',
        comment: '<p>Paga in ritardo</p>',
        phone: '011 0000000',
        country_id: countryOf(world, 'IT'),
        ...signOf(order),
      };
      const known = world.odoo.db.create('res.partner', vals);
      const before = contactRow(world, known);
      await tell(world, order);
      const { partner, invoice, shipping } = partiesOf(world, order);
      expect(partner.id).toBe(known);
      expect(contactRow(world, known)).toEqual(before);
      expect([invoice, shipping]).toMatchObject([
        { type: 'invoice', parent_id: [known, expect.any(String)], street: order.billing_address.address },
        { type: 'delivery', parent_id: [known, expect.any(String)], street: order.delivery_address.address },
      ]);
      expect(eventsOf(world, order)).toContainEqual({
        kind: 'customer-matched',
        detail: { customer: vals.name, partnerId: known, by },
      });
      expect(complaints(world)).toEqual([]);
    },
  );

  it('a contact that is at home where the order goes needs no address', async () => {
    const world = await open();
    const order = await newOrder(world);
    const { address: street, postcode: zip, city, state_iso, email = '' } = order.billing_address;
    const country_id = countryOf(world, 'IT');
    const [state_id = 0] = world.odoo.db.search('res.country.state', [
      ['code', '=', state_iso ?? ''],
      ['country_id', '=', country_id],
    ]);
    const vals = { name: nameOf(order), email, street, zip, city, state_id, country_id };
    const known = world.odoo.db.create('res.partner', vals);
    expect(await contactCalls(world, () => tell(world, order))).toEqual(['fields_get', 'search_read']);
    const { partner, invoice, shipping } = partiesOf(world, order);
    expect([partner.id, invoice.id, shipping.id]).toEqual([known, known, known]);
  });

  it.each([
    ['archived', { active: false }],
    ['of another company', { company_id: 1 }],
    ['an address of somebody', { parent_id: 1, type: 'other' }],
  ])('a contact that is %s is not taken for the buyer', async (_what, changes) => {
    const world = await open();
    const order = await newOrder(world);
    const { email = '' } = order.billing_address;
    const known = world.odoo.db.create('res.partner', { name: nameOf(order), email, ...changes });
    await tell(world, order);
    const { partner } = partiesOf(world, order);
    expect(partner.id).not.toBe(known);
    expect(partner.name).toBe(nameOf(order));
  });

  it('a known buyer costs no search, and nothing at all with the same data', async () => {
    const world = await open();
    const warm = await newOrder(world);
    await tell(world, warm);
    for (const known of [false, true]) {
      const first = await newOrder(world);
      first.customer.id = 9000 + Number(known);
      first.billing_address.email = `nuovo${Number(known)}@example.com`;
      delete first.billing_address.tax_code;
      if (known) {
        const { email = '' } = first.billing_address;
        world.odoo.db.create('res.partner', { name: nameOf(first), email, street: 'Via Vecchia 7' });
      }
      let since = world.passed.length;
      await tell(world, first);
      expect(odooCalls(world, since)).toHaveLength(7);
      since = world.passed.length;
      await tell(world, await orderOfSame(world, first));
      expect(odooCalls(world, since)).toHaveLength(5);
      const moved = await orderOfSame(world, first);
      moved.delivery_address = { ...first.delivery_address, address: 'Via Nuova 9' };
      since = world.passed.length;
      await tell(world, moved);
      expect(odooCalls(world, since)).toHaveLength(6);
    }
    expect(complaints(world)).toEqual([]);
  });

  it('a buyer whose contact was deleted, or merged into another, is found anew', async () => {
    const world = await open();
    const first = await newOrder(world);
    await tell(world, first);
    const { partner } = partiesOf(world, first);
    const again = await orderOfSame(world, first);
    world.sqlite.exec('UPDATE customer_links SET partner_id = 999999');
    await tell(world, again);
    expect(partiesOf(world, again).partner.id).toBe(partner.id);
    const moved = await orderOfSame(world, first);
    moved.delivery_address = { ...first.delivery_address, address: 'Via Nuova 9' };
    world.sqlite.exec("UPDATE customer_links SET partner_id = 999999, origin = 'matched'");
    await tell(world, moved);
    expect(partiesOf(world, moved)).toMatchObject({
      partner: { id: partner.id },
      shipping: { street: 'Via Nuova 9' },
    });
    expect(complaints(world)).toEqual([]);
  });

  it('a contact that a person named for an order gets the order’s addresses', async () => {
    const world = await open();
    const order = await newOrder(world, 'separate-delivery');
    const named = world.odoo.db.create('res.partner', { name: 'Grossista', street: 'Via Vecchia 7' });
    const { jobs } = world.house().storesOf({ id: world.first().id, shard: 'main' });
    const decision = { customer: named };
    await jobs.decide(`order:${order.id}`, { decision, by: 'test', now: world.time.now() });
    await tell(world, order);
    const { partner, invoice, shipping } = partiesOf(world, order);
    expect(partner).toMatchObject({ id: named, name: 'Grossista', street: 'Via Vecchia 7' });
    expect([invoice.street, shipping.street]).toEqual([
      order.billing_address.address,
      order.delivery_address.address,
    ]);
  });
});
