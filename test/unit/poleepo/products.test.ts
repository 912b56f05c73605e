import { describe, expect, test } from 'vitest';
import { UnreadableAnswer } from '../../../src/poleepo/errors.ts';
import { decimal } from '../../../src/trade/money.ts';
import { contractProduct, productWith } from './contract-product.ts';
import { productId } from './drafts.ts';
import { failing } from './failing.ts';
import type { Route } from './fake-poleepo.ts';
import { createBench, json } from './fake-poleepo.ts';

const path = '/products/16292716';
const missing: Route = () => json({ success: false, message: 'Product not found', code: 'NOT_FOUND' }, 404);

function list(count: number, total?: number): Route {
  return () =>
    json({ data: Array.from({ length: count }, (_, index) => productWith({ id: index + 1 })), total });
}

describe('one product', () => {
  test('is read by its id', async () => {
    const { client, lines } = createBench({ [`GET ${path}`]: () => json({ data: contractProduct() }) });
    expect(await client.products.get(productId)).toMatchObject({ id: productId, sku: 'TSHIRT-L' });
    expect(lines()).toEqual([`GET ${path}`]);
  });

  test.each([404, 410])('that is answered by %i is null', async (status) => {
    const { client } = createBench({ [`GET ${path}`]: () => json({ success: false }, status) });
    expect(await client.products.get(productId)).toBeNull();
  });

  test('is not missing because the address of the token is', async () => {
    const { client } = createBench({ 'POST /oauth/access_token': missing });
    expect(await failing(client.products.get(productId))).toMatchObject({
      code: 'struggling',
      advice: 'wait',
    });
  });

  test('that is not understood keeps its text and names the member', async () => {
    const { client } = createBench({ [`GET ${path}`]: () => json({ data: productWith({ price: 'x' }) }) });
    const error = await failing(client.products.get(productId));
    expect(error).toBeInstanceOf(UnreadableAnswer);
    expect(error).toMatchObject({ code: 'unreadable', advice: 'give-up', vendorCode: 'price' });
    expect(error).toHaveProperty('raw', expect.stringContaining('"price":"x"'));
  });

  test('with another id than was asked for is not taken', async () => {
    const { client } = createBench({ [`GET ${path}`]: () => json({ data: productWith({ id: 5 }) }) });
    expect(await failing(client.products.get(productId))).toMatchObject({
      code: 'unreadable',
      vendorCode: 'id',
    });
  });

  test('that the key may not see is an error, not missing', async () => {
    const { client } = createBench({ [`GET ${path}`]: () => json({ success: false }, 403) });
    expect(await failing(client.products.get(productId))).toMatchObject({ code: 'forbidden' });
  });
});

describe('a page of products', () => {
  test('is asked for by its place alone', async () => {
    const { client, received } = createBench({ 'GET /products': list(0) });
    expect(await client.products.list({ offset: 200, max: 50 })).toEqual({
      products: [],
      unreadable: [],
      last: true,
      next: null,
    });
    expect(received[1]?.query).toEqual({ offset: '200', max: '50' });
  });

  test('never asks for more than a hundred', async () => {
    const { client, received } = createBench({ 'GET /products': list(100) });
    const page = await client.products.list({ offset: 0, max: 500 });
    expect(received[1]?.query).toEqual({ offset: '0', max: '100' });
    expect(page).toMatchObject({ last: false, next: 100 });
  });

  test('that is shorter than asked is the last', async () => {
    const { client } = createBench({ 'GET /products': list(6) });
    const page = await client.products.list({ offset: 14, max: 7 });
    expect(page).toMatchObject({ last: true, next: null });
    expect(page.products).toHaveLength(6);
  });

  test('that Poleepo cut short is followed by one from where it ended, as long as the total says so', async () => {
    const { client } = createBench({ 'GET /products': list(50, 120) });
    expect(await client.products.list({ offset: 0, max: 100 })).toMatchObject({ last: false, next: 50 });
    expect(await client.products.list({ offset: 70, max: 100 })).toMatchObject({ last: true, next: null });
  });

  test('sets aside what is not understood and reads the rest', async () => {
    const data = [productWith({ id: 1 }), productWith({ id: 2, quantity: 'x' }), productWith({ id: 3 }), 7];
    const { client } = createBench({ 'GET /products': () => json({ data }) });
    const page = await client.products.list({ offset: 0, max: 4 });
    expect(page.products.map(({ id }) => id)).toEqual([1, 3]);
    expect(page.unreadable).toMatchObject([{ id: 2, problem: 'quantity: is no number' }, { id: null }]);
    expect(page).toMatchObject({ last: false, next: 4 });
  });

  test.each([{}, { data: {} }, { data: 'none' }])('of %j is for a person', async (body) => {
    const { client } = createBench({ 'GET /products': () => json(body) });
    expect(await failing(client.products.list({ offset: 0, max: 100 }))).toMatchObject({
      code: 'unreadable',
      advice: 'give-up',
      vendorCode: 'data',
    });
  });
});

describe('a change of a product', () => {
  const done: Route = () => new Response(null, { status: 204 });

  test('tells what changes and nothing else', async () => {
    const { client, received, lines } = createBench({ [`PUT ${path}`]: done });
    await client.products.update(productId, { quantity: 0, active: false });
    expect(lines()).toEqual([`PUT ${path}`]);
    expect(received[1]?.body).toEqual({ quantity: 0, active: false });
  });

  test('writes each member under Poleepo’s name', async () => {
    const { client, received } = createBench({ [`PUT ${path}`]: done });
    await client.products.update(productId, {
      quantity: 3,
      price: decimal('27.05'),
      priceWithTax: decimal('33.00'),
      vatRate: decimal('22'),
      active: true,
      title: 'Maglietta',
    });
    expect(received[1]?.body).toEqual({
      quantity: 3,
      price: 27.05,
      price_with_tax: 33,
      vat_rate: 22,
      active: true,
      title: 'Maglietta',
    });
  });

  test('is done where Poleepo answers with the product', async () => {
    const { client } = createBench({ [`PUT ${path}`]: () => json({ data: contractProduct() }) });
    await expect(client.products.update(productId, { quantity: 3 })).resolves.toBeUndefined();
  });

  test('of a product that is not there is not found', async () => {
    const { client } = createBench({ [`PUT ${path}`]: missing });
    expect(await failing(client.products.update(productId, { quantity: 3 }))).toMatchObject({
      code: 'not-found',
      advice: 'give-up',
      mayHaveHappened: false,
    });
  });

  test('whose answer was lost is not repeated and may have happened', async () => {
    const lost: Route = () => Promise.reject(new TypeError('network connection lost'));
    const { client, lines } = createBench({ [`PUT ${path}`]: lost });
    expect(await failing(client.products.update(productId, { quantity: 3 }))).toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
    expect(lines()).toHaveLength(1);
  });

  test.each([
    ['price', { price: decimal(1).div(3) }],
    ['price_with_tax', { priceWithTax: decimal(-1) }],
    ['vat_rate', { vatRate: decimal(1).div(7) }],
    ['quantity', { quantity: 0.5 }],
  ])('with a %s that cannot be written is not sent', async (member, change) => {
    const { client, received } = createBench({});
    expect(await failing(client.products.update(productId, change))).toMatchObject({
      code: 'invalid',
      vendorCode: member,
    });
    expect(received).toEqual([]);
  });
});
