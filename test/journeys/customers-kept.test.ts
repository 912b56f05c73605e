import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import {
  contactCalls,
  contactRow,
  eventsOf,
  fiscalFields,
  newOrder,
  orderOfSame,
  partiesOf,
  tell,
} from '../support/world/parties.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

describe.each(versions)('on Odoo %i', (version) => {
  const open = () => World.open({ seed: 72, version });

  it('a VAT number that Odoo refuses loses no order, is kept, told of, and not tried again', async () => {
    const world = await open();
    const order = await newOrder(world, 'company');
    order.billing_address.vat_number = 'IT12345670018';
    await tell(world, order);
    const { partner } = partiesOf(world, order);
    expect(partner).toMatchObject({ vat: false, name: order.billing_address.company });
    expect(partner.comment).toContain('Partita IVA / VAT: IT12345670018');
    expect(eventsOf(world, order)).toContainEqual({
      kind: 'customer-data-refused',
      detail: { customer: order.billing_address.company, vat: 'IT12345670018', data: 'vat' },
    });
    world.odoo.db.write('res.partner', [Number(partner.id)], { comment: '<p>Paga in ritardo</p>' });
    const again = await orderOfSame(world, order);
    again.billing_address.phone = '+39 02 0000001';
    expect(await contactCalls(world, () => tell(world, again))).toEqual(['load']);
    const after = partiesOf(world, again).partner;
    expect(after).toMatchObject({
      id: partner.id,
      phone: '+39 02 0000001',
      comment: '<p>Paga in ritardo</p>',
    });
    expect(eventsOf(world, again).map(({ kind }) => kind)).toContain('customer-data-refused');
    expect(complaints(world)).toEqual([]);
  });

  it('fiscal codes are kept in the comment where Odoo has no field for them', async () => {
    const world = await open();
    for (const field of fiscalFields) world.odoo.db.dropField('res.partner', field);
    const order = await newOrder(world, 'company');
    Object.assign(order.billing_address, { pec: 'ditta@pec.example.it', sdi_code: 'ABC1234' });
    await tell(world, order);
    const { partner } = partiesOf(world, order);
    expect(partner.comment).toBe(
      `<p>Codice fiscale: ${order.billing_address.tax_code}<br/>PEC: ditta@pec.example.it<br/>Codice destinatario: ABC1234</p>`,
    );
    expect(eventsOf(world, order).map(({ kind }) => kind)).toEqual(['created']);
    expect(complaints(world)).toEqual([]);
  });

  it('a contact of ours follows the newest order, and no order’s address ever becomes another', async () => {
    const world = await open();
    const old = await newOrder(world);
    await world.time.run(() => false, minute);
    const first = await orderOfSame(world, old);
    await world.time.run(() => false, minute);
    const moved = await orderOfSame(world, first);
    moved.billing_address = { ...first.billing_address, address: 'Via Nuova 9', phone: '+39 02 0000002' };
    moved.delivery_address = { ...first.delivery_address, address: 'Via Nuova 9' };
    await tell(world, first);
    const before = partiesOf(world, first);
    await tell(world, moved);
    expect(partiesOf(world, first).shipping.street).toBe(first.delivery_address.address);
    const after = partiesOf(world, moved);
    expect(after.partner).toMatchObject({ id: before.partner.id, phone: '+39 02 0000002' });
    expect([after.invoice, after.shipping]).toMatchObject([
      { type: 'invoice', street: 'Via Nuova 9' },
      { type: 'delivery', street: 'Via Nuova 9' },
    ]);
    old.billing_address.phone = '+39 02 0000003';
    await tell(world, old);
    expect(contactRow(world, Number(before.partner.id)).phone).toBe('+39 02 0000002');
    expect(complaints(world)).toEqual([]);
  });

  it('who orders for themselves and for a business is two contacts', async () => {
    const world = await open();
    const own = await newOrder(world);
    const office = await newOrder(world, 'company');
    office.customer = { ...own.customer };
    await tell(world, own, office);
    const [private_, business] = [own, office].map((order) => partiesOf(world, order).partner);
    expect(private_).toMatchObject({ is_company: false, vat: false });
    expect(business).toMatchObject({ is_company: true, vat: office.billing_address.vat_number });
  });
});
