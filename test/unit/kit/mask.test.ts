import { describe, expect, test } from 'vitest';
import { masked } from '../../../src/kit/mask.ts';

describe('secrets', () => {
  const names = [
    'authorization',
    'Authorization',
    'cookie',
    'Set-Cookie',
    'secret',
    'client_secret',
    'clientSecret',
    'password',
    'new_password',
    'api_key',
    'api-key',
    'apikey',
    'apiKey',
    'X-Api-Key',
    'access_token',
    'token',
    'x-poleepo-signature',
    'x-poleepo-secret',
    'webhook-signature',
  ];

  test.each(names)('under %s are masked', (name) => {
    expect(masked({ [name]: 'segreto' })).toEqual({ [name]: '[secret]' });
  });

  test('are masked whole, whatever they are made of', () => {
    expect(masked({ secret: { a: 'x' }, token: ['y'], password: 7 })).toEqual({
      secret: '[secret]',
      token: '[secret]',
      password: '[secret]',
    });
  });
});

describe("a buyer's data", () => {
  const names =
    'firstname lastname name surname email phone mobile address street street2 zip postcode city'.split(' ');
  const ofCompanies = 'vat vat_number tax_code pec sdi_code company note notes comment Email'.split(' ');

  test.each([...names, ...ofCompanies])('under %s is masked', (name) => {
    expect(masked({ [name]: 'Ada Prova' })).toEqual({ [name]: '[personal]' });
  });

  test('is masked where a link to a contact tells the name', () => {
    expect(masked({ partner_shipping_id: [50, 'Giulia Prova'], product_id: [7, 'Lamp'] })).toEqual({
      partner_shipping_id: [50, '[personal]'],
      product_id: [7, 'Lamp'],
    });
  });

  test('inside an object of such a name is masked member by member', () => {
    expect(masked({ address: { street: 'Via Prova 1', country: 'IT' }, company: null })).toEqual({
      address: { street: '[personal]', country: 'IT' },
      company: null,
    });
  });
});

describe('at any depth', () => {
  test('objects and lists are masked, and everything else stays', () => {
    const order = {
      id: 7,
      rows: [{ sku: 'A', quantity: 1 }],
      customer: { id: 9, email: 'ada@example.com', invoice: [{ lastname: 'Prova' }, [{ token: 't' }]] },
    };
    expect(masked([order, 'text', 3, null, true])).toEqual([
      {
        id: 7,
        rows: [{ sku: 'A', quantity: 1 }],
        customer: {
          id: 9,
          email: '[personal]',
          invoice: [{ lastname: '[personal]' }, [{ token: '[secret]' }]],
        },
      },
      'text',
      3,
      null,
      true,
    ]);
  });

  test('what is empty is shown as empty, so that its absence is seen', () => {
    expect(masked({ email: '', phone: null, token: '' })).toEqual({ email: '', phone: null, token: '' });
  });

  test('the value that is given stays as it was', () => {
    const given = { customer: { email: 'ada@example.com' } };
    masked(given);
    expect(given.customer.email).toBe('ada@example.com');
  });
});
