import { describe, expect, test } from 'vitest';
import type { Product } from '../../../sim/poleepo/product.ts';
import { demoClientId } from '../../../sim/poleepo/app.ts';
import { toIsoSeconds } from '../../../src/kit/clock.ts';
import type { PoleepoClient } from '../../../src/poleepo/client.ts';
import type { PoleepoProduct } from '../../../src/poleepo/product.ts';
import type { PoleepoProductId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { createBridge } from './bridge.ts';

async function allProducts(client: PoleepoClient, max = 100): Promise<PoleepoProduct[]> {
  const products: PoleepoProduct[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const page = await client.products.list({ offset, max });
    const [odd] = page.unreadable;
    if (odd !== undefined) throw new Error(odd.problem);
    products.push(...page.products);
    expect(page.last).toBe(page.next === null);
    offset = page.next;
  }
  return products;
}

/** What is compared of a product as it was read and as the simulator holds it. */
function essence(product: PoleepoProduct) {
  const { id, sku, title, active, typeId, parentId, categoryPath, images } = product;
  const numbers = [product.price, product.priceWithTax, product.vatRate, product.quantity].map(Number);
  const updated = toIsoSeconds(product.updatedAt ?? 0);
  return { id: Number(id), sku, title, active, typeId, parentId, categoryPath, images, numbers, updated };
}

function essenceOf(product: Product): ReturnType<typeof essence> {
  const { id, sku, title, active, type } = product;
  return {
    id,
    sku,
    title,
    active,
    typeId: type.id,
    parentId: (product.parent_id ?? null) as PoleepoProductId | null,
    categoryPath: product.main_category_path,
    images: product.images.map(({ url }) => ({ url })),
    numbers: [product.price, product.price_with_tax, product.vat_rate, product.quantity],
    updated: product.update_date,
  };
}

/** A shop with a family, a product that is not sold and one with images. */
function createShop() {
  const bridge = createBridge();
  bridge.sim.control.clearProducts();
  bridge.sim.control.addProducts({
    products: [
      { sku: '48', title: 'Maglietta', type: 'PARENT' },
      { sku: 'TSHIRT-L', parent_sku: '48', price_with_tax: 33, quantity: 12 },
      { sku: 'OLD', active: false, quantity: 0, category_path: 'Abbigliamento / Saldi' },
      { sku: 'SEEN', images: ['https://ponte.example.com/i/a', 'https://ponte.example.com/i/b'] },
    ],
  });
  const idOf = (sku: string) => (bridge.sim.control.product(sku)?.id ?? 0) as PoleepoProductId;
  return { ...bridge, idOf };
}

describe('the products of a shop', () => {
  test('are read one by one as Poleepo holds them', async () => {
    const { client, sim } = createShop();
    const held = sim.control.products();
    expect(held).toHaveLength(4);
    for (const product of held) {
      const found = await client.products.get(product.id as PoleepoProductId);
      expect(found && essence(found)).toEqual(essenceOf(product));
    }
  });

  test('are the same in a list', async () => {
    const { client, sim } = createShop();
    expect((await allProducts(client)).map(essence)).toEqual(sim.control.products().map(essenceOf));
  });

  test.each([100, 99, 7])('are read to the last by %i a page, each once', async (max) => {
    const { client, sim } = createShop();
    const products = Array.from({ length: 250 }, (_, index) => ({ sku: `MANY-${index}` }));
    sim.control.addProducts({ products });
    const read = await allProducts(client, max);
    expect(read.map(({ id }) => Number(id))).toEqual(sim.control.products().map(({ id }) => id));
    expect(read).toHaveLength(254);
  });

  test.each(['numbers-as-strings', 'statuses-as-strings', 'unknown-members', 'total-missing'] as const)(
    'are understood with %s too',
    async (kind) => {
      const { client, sim } = createShop();
      sim.control.setFaults([{ kind }]);
      expect((await allProducts(client)).map(essence)).toEqual(sim.control.products().map(essenceOf));
    },
  );

  test('are none where there are none', async () => {
    const { client, sim } = createShop();
    sim.control.clearProducts();
    expect(await allProducts(client)).toEqual([]);
  });

  test('have no prices for a key that may not see them, and all else', async () => {
    const { client, sim, idOf } = createShop();
    sim.control.changeAccount(demoClientId, { hides: { prices: true } });
    expect(await client.products.get(idOf('TSHIRT-L'))).toMatchObject({
      sku: 'TSHIRT-L',
      price: null,
      priceWithTax: null,
      active: true,
    });
  });

  test('lack the one that was deleted', async () => {
    const { client, sim, idOf } = createShop();
    const id = idOf('OLD');
    sim.control.removeProduct({ id });
    expect(await client.products.get(id)).toBeNull();
    expect(await failing(client.products.update(id, { quantity: 1 }))).toMatchObject({ code: 'not-found' });
  });

  test('are no matter of a key without the area', async () => {
    const { client, sim, idOf } = createShop();
    sim.control.changeAccount(demoClientId, { rights: { products: 'none' } });
    expect(await failing(client.products.get(idOf('OLD')))).toMatchObject({ code: 'forbidden' });
    expect(await failing(client.products.list({ offset: 0, max: 1 }))).toMatchObject({ code: 'forbidden' });
  });
});

describe('a change of a product', () => {
  test.each([204, 200] as const)('answered by %i changes what it names alone', async (putStatus) => {
    const { client, sim, idOf } = createShop();
    sim.control.changeAccount(demoClientId, { putStatus });
    const id = idOf('TSHIRT-L');
    const before = await client.products.get(id);
    await client.products.update(id, { quantity: 3 });
    const after = await client.products.get(id);
    expect(after?.quantity?.toNumber()).toBe(3);
    expect({ ...after, quantity: null }).toEqual({ ...before, quantity: null });
  });

  test('changes each member that it may', async () => {
    const { client, idOf } = createShop();
    const id = idOf('TSHIRT-L');
    const change = {
      quantity: 0,
      price: decimal('27.05'),
      priceWithTax: decimal('33.00'),
      vatRate: decimal('22'),
      active: false,
      title: 'Maglietta L',
    };
    await client.products.update(id, change);
    expect(await client.products.get(id)).toMatchObject({ ...change, quantity: decimal(0) });
  });

  test('is found in the next read where its answer was lost', async () => {
    const { client, sim, idOf } = createShop();
    const id = idOf('TSHIRT-L');
    sim.control.setFaults([{ match: { path: '/products/{id}', method: 'PUT' }, kind: 'drop-after' }]);
    expect(await failing(client.products.update(id, { quantity: 3 }))).toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
    expect((await client.products.get(id))?.quantity?.toNumber()).toBe(3);
  });

  test('that Poleepo ignores shows in a read alone', async () => {
    const { client, sim, idOf } = createShop();
    const id = idOf('TSHIRT-L');
    sim.control.setFaults([{ match: { path: '/products/{id}', method: 'PUT' }, kind: 'silent-ignore' }]);
    await client.products.update(id, { quantity: 3 });
    expect((await client.products.get(id))?.quantity?.toNumber()).toBe(12);
  });

  test('is forbidden to a key that may only read', async () => {
    const { client, sim, idOf } = createShop();
    sim.control.changeAccount(demoClientId, { rights: { products: 'read' } });
    expect(await failing(client.products.update(idOf('OLD'), { active: true }))).toMatchObject({
      code: 'forbidden',
      advice: 'give-up',
      mayHaveHappened: false,
    });
  });
});
