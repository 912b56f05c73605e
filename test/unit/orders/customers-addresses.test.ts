import { describe, expect, it } from 'vitest';
import { addressHash, isoCountry, mapAddress, placePrint } from '../../../src/orders/map-address.ts';
import { mapOrderAddresses } from '../../../src/orders/map-order-addresses.ts';
import { countries, home, orderOf } from './support/buyers.ts';

const name = 'Giulia Prova';
const printOf = (address = home()) => placePrint(mapAddress(address, { name, countries }));

describe('a country', () => {
  it.each([
    ['it', 'IT', 109],
    ['GR', 'GR', 87],
    ['EL', 'GR', 87],
    ['GB', 'GB', 231],
    ['UK', 'GB', 231],
    ['SM', 'SM', 188],
    ['VA', 'VA', 236],
    ['XK', 'XK', null],
    [null, null, null],
  ])('told as %s is %s', (told, iso, id) => {
    expect(isoCountry(told)).toBe(iso);
    expect(mapAddress(home({ countryIso: told }), { name, countries }).countryId).toBe(id);
  });
});

describe('a province', () => {
  it.each(['RM', 'rm', 'IT-RM', ' rm '])('is found as %j', (stateIso) => {
    expect(mapAddress(home({ stateIso }), { name, countries })).toMatchObject({ stateId: 363, city: 'Roma' });
  });

  it('and a country that Odoo does not know are kept in the text of the address', () => {
    expect(mapAddress(home({ stateIso: 'ZZ' }), { name, countries })).toMatchObject({
      city: 'Roma ZZ',
      stateId: null,
      countryId: 109,
    });
    const abroad = home({ city: 'Pristina', stateIso: 'PR', countryIso: 'XK' });
    expect(mapAddress(abroad, { name, countries })).toMatchObject({
      city: 'Pristina PR XK',
      stateId: null,
      countryId: null,
    });
  });

  it('is not found in another country', () => {
    const address = home({ stateIso: 'RM', countryIso: 'DE' });
    expect(mapAddress(address, { name, countries })).toMatchObject({ stateId: null, countryId: 57 });
  });
});

describe('an address', () => {
  it('is the same whatever its case and blanks', async () => {
    const louder = home({ address: ' VIA  ROMA 1', city: 'ROMA', email: 'other@example.com', phone: '1' });
    expect(await addressHash(louder)).toBe(await addressHash(home()));
    expect(await printOf(louder)).toBe(await printOf());
  });

  it.each([
    { address: 'Via Roma 11' },
    { postcode: '00185' },
    { city: 'Milano' },
    { name: 'Marco' },
    { company: 'Prova S.r.l.' },
    { stateIso: null },
    { countryIso: 'SM' },
  ])('is another with %j', async (changes) => {
    expect(await addressHash(home(changes))).not.toBe(await addressHash(home()));
  });
});

describe('the addresses of an order', () => {
  const mapping = { countries, prefix: 'customer_t1_55', name, isCompany: false };

  it('are the contact’s own where they say the same', async () => {
    expect(await mapOrderAddresses(orderOf(), { ...mapping, own: await printOf() })).toEqual({
      addresses: [],
      invoiceAddressKey: null,
      deliveryAddressKey: null,
    });
  });

  it('are children, keyed by what they say, where the contact is at home elsewhere', async () => {
    const own = await printOf(home({ address: 'Via Po 2' }));
    const mapped = await mapOrderAddresses(orderOf(), { ...mapping, own });
    const hash = await addressHash(home());
    expect(mapped).toMatchObject({
      addresses: [
        { key: `customer_t1_55_i_${hash}`, type: 'invoice', name, street: 'Via Roma 1', countryId: 109 },
        { key: `customer_t1_55_d_${hash}`, type: 'delivery', name, street: 'Via Roma 1', stateId: 363 },
      ],
      invoiceAddressKey: `customer_t1_55_i_${hash}`,
      deliveryAddressKey: `customer_t1_55_d_${hash}`,
    });
  });

  it('are children both where nobody knows where the contact is at home', async () => {
    expect((await mapOrderAddresses(orderOf(), { ...mapping, own: null })).addresses).toHaveLength(2);
  });

  it('of a company have one for the invoice even where it is its own', async () => {
    const mapped = await mapOrderAddresses(orderOf(), { ...mapping, isCompany: true, own: await printOf() });
    expect(mapped.addresses.map(({ type }) => type)).toEqual(['invoice']);
    expect(mapped.deliveryAddressKey).toBeNull();
  });

  it('that are not told are the contact’s own', async () => {
    const order = orderOf({ billing: null, delivery: null });
    expect((await mapOrderAddresses(order, { ...mapping, own: null })).addresses).toEqual([]);
  });

  it('that bear no name bear the buyer’s', async () => {
    const order = orderOf({ delivery: home({ name: null, surname: null, city: 'Milano' }) });
    const { addresses } = await mapOrderAddresses(order, { ...mapping, own: await printOf() });
    expect(addresses).toMatchObject([{ type: 'delivery', name, city: 'Milano' }]);
  });
});
