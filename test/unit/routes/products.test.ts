import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores } from '../../../src/store/tenant-stores.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';
import { parent, read } from '../store/support/catalogue.ts';

async function openCompany() {
  const world = createTestHouse();
  const { tenantId, token } = await addCompany(world);
  const stores = openTenantStores(openDatabase(world.d1), tenantId);
  const send = (method: string, path: string, body?: unknown) =>
    ask(world.app, path, { method, token, ...(body === undefined ? {} : { body }) });
  const readIn = (path: string, language: string) =>
    ask(world.app, path, { token, headers: { 'accept-language': language } });
  const now = () => world.clock.now();
  const save = (...products: ReturnType<typeof read>[]) =>
    stores.productReading.save(products, { readAt: now(), now: now() });
  const jobs = async () => (await stores.jobs.list({ limit: 20 })).items;
  return { ...world, stores, send, readIn, save, jobs, now };
}

const skusIn = (json: unknown) => (json as { items: { sku: string }[] }).items.map(({ sku }) => sku);

describe('the list of products', () => {
  test('is told by state, by kind and by a part of the name, page by page', async () => {
    const { send, save } = await openCompany();
    await save(read(1), read(2, { rest: 'r2' }), read(3, null, { error: { code: 'NO_SKU' }, sku: null }));
    await save(read(70, { quantity: null }, { kind: 'parent', templateId: 70, sku: '70' }));
    expect(skusIn((await send('GET', '/v1/products')).json)).toEqual(['70', 'SKU-1', 'SKU-2', null]);
    expect(skusIn((await send('GET', '/v1/products?state=waiting&kind=variant')).json)).toEqual([
      'SKU-1',
      'SKU-2',
    ]);
    expect(skusIn((await send('GET', '/v1/products?search=SKU-2')).json)).toEqual(['SKU-2']);
    const first = await send('GET', '/v1/products?limit=3');
    expect(skusIn((await send('GET', `/v1/products?cursor=${first.at('nextCursor')}`)).json)).toEqual([null]);
    expect((await send('GET', '/v1/products?cursor=nowhere')).status).toBe(400);
  });

  test('says each state in the caller’s language, and an error of ours in words', async () => {
    const { readIn, save } = await openCompany();
    await save(read(3, null, { error: { code: 'NO_SKU' } }));
    const shown = async (language: string) => (await readIn('/v1/products?state=error', language)).json;
    expect(await shown('it')).toMatchObject({
      items: [
        { label: 'Errore', error: { code: 'NO_SKU', message: null, title: expect.stringContaining('SKU') } },
      ],
    });
    expect(await shown('en')).toMatchObject({
      items: [{ label: 'Error', error: { nextStep: expect.stringContaining('internal reference') } }],
    });
  });

  test('counts each state', async () => {
    const { send, save } = await openCompany();
    await save(read(1), read(2), read(3, null, { error: { code: 'NO_SKU' } }));
    expect((await send('GET', '/v1/products/counts')).json).toEqual({ states: { waiting: 2, error: 1 } });
    expect((await send('GET', '/v1/products/progress')).json).toMatchObject({
      waiting: 2,
      error: 1,
      doneAt: expect.stringContaining('Z'),
    });
  });

  test('tells how long the rest takes by what the lane has learnt of Poleepo', async () => {
    const { send, save, stores, lanesState, now } = await openCompany();
    await stores.policy.saveSettingsOf('products', { batchSize: 1 }, { by: 'per_1', now: now() });
    await save(read(1), read(2), read(3));
    const eta = async () => ((await send('GET', '/v1/products/progress')).json as { etaMs: number }).etaMs;
    expect(await eta()).toBe(minute);
    lanesState.pollsLearnt = 1;
    expect(await eta()).toBe(21 * minute);
  });
});

describe('one product', () => {
  test('names the images that Poleepo is not told of, why, and what to do', async () => {
    const { readIn, save } = await openCompany();
    const image = { recordId: 7, field: 'image_1920', checksum: 'aa' };
    const imagesLeftOut = [
      { ...image, model: 'product.template', position: 1, reason: 'not-an-image' as const },
      { ...image, model: 'product.image', position: 3, reason: 'too-large' as const },
      { ...image, model: 'product.image', position: 4, reason: 'missing' as const },
    ];
    await save({ ...read(1), imagesLeftOut }, read(2, { rest: 'r2' }));
    const shown = async (id: number, language: string) => (await readIn(`/v1/products/${id}`, language)).json;
    expect(await shown(1, 'it')).toMatchObject({
      imagesLeftOut: [
        {
          which: 'main',
          position: 1,
          reason: 'not-an-image',
          title: 'L’immagine 1 non va a Poleepo: il file non è un’immagine JPEG, PNG, WebP o GIF',
          nextStep: expect.stringContaining('Sostituiscila in Odoo'),
        },
        { which: 'further', position: 3, reason: 'too-large' },
        { which: 'further', position: 4, reason: 'missing', nextStep: expect.stringContaining('Carica') },
      ],
    });
    expect(await shown(1, 'en')).toMatchObject({
      imagesLeftOut: [
        { nextStep: expect.stringContaining('Replace it in Odoo') },
        { title: 'Image 3 does not go to Poleepo: it is larger than 10 MB' },
        { nextStep: expect.stringContaining('Upload the image') },
      ],
    });
    expect(await shown(2, 'en')).toMatchObject({ imagesLeftOut: [] });
  });

  test('shows what is wanted, what was accepted, its parent and its batches', async () => {
    const { send, save, stores, now } = await openCompany();
    await save(
      read(
        70,
        { quantity: null, price: null },
        { kind: 'parent', templateId: 70, sku: '70', name: 'Family' },
      ),
    );
    await save(read(1, {}, { templateId: 70 }));
    await stores.batches.prepare(
      { id: `bat_${'b'.repeat(32)}`, now: now() },
      await stores.batches.sendable(9),
    );
    const { json } = await send('GET', '/v1/products/1');
    expect(json).toMatchObject({
      odooId: 1,
      kind: 'variant',
      state: 'sending',
      quantity: 5,
      price: '10',
      priceWithTax: '12.2',
      wanted: { quantity: 5, vatRate: '22', withdrawn: false },
      accepted: null,
      parent: { name: 'Family', kind: 'parent' },
      batches: [{ batchId: `bat_${'b'.repeat(32)}`, state: 'draft', label: 'Draft' }],
    });
    expect((await send('GET', '/v1/products/70?kind=parent')).json).toMatchObject({
      name: 'Family',
      parent: null,
    });
    expect((await send('GET', '/v1/products/70')).status).toBe(404);
  });
});

describe('a batch', () => {
  test('shows each of its products with what was said of it', async () => {
    const { send, save, stores, now } = await openCompany();
    const id = `bat_${'b'.repeat(32)}`;
    await save(read(1), read(2));
    await stores.batches.prepare({ id, now: now() }, await stores.batches.sendable(9));
    const error = { code: 'CATEGORY_NOT_FOUND', message: 'No such category', field: 'category_path' };
    const results = [
      { position: 0, kind: 'variant', odooId: 1, outcome: 'completed', poleepoRef: 9001 as never } as const,
      { position: 1, kind: 'variant', odooId: 2, outcome: 'error', error } as const,
    ];
    await stores.batches.settle(id, { state: 'completed', results, now: now() });
    expect((await send('GET', '/v1/batches?state=completed')).json).toMatchObject({
      items: [{ id, total: 2, completed: 1, failed: 1, label: 'Completed' }],
    });
    expect((await send('GET', `/v1/batches/${id}`)).json).toMatchObject({
      items: [
        { odooId: 1, state: 'completed', poleepoId: 9001, entry: { sku: 'SKU-1' }, error: null },
        { odooId: 2, state: 'error', error: { message: 'No such category', member: 'category_path' } },
      ],
    });
    expect((await send('GET', '/v1/batches?state=sent')).json).toMatchObject({ items: [] });
  });
});

describe('what people ask for', () => {
  test('publishing variants is a wish that is done first of all', async () => {
    const { send, stores, jobs, woken } = await openCompany();
    const answer = await send('POST', '/v1/products/publish', { ids: [1, 2], published: true });
    expect([answer.status, answer.json]).toEqual([202, { jobId: expect.stringMatching(/^job_/) }]);
    expect(await stores.publishWishes.next()).toMatchObject({
      published: true,
      variants: [1, 2],
      templates: [],
    });
    expect(await jobs()).toMatchObject([{ kind: 'publish-templates', priority: 0 }]);
    expect(woken).toHaveLength(1);
  });

  test('publishing needs to be told of what', async () => {
    const { send, jobs } = await openCompany();
    expect((await send('POST', '/v1/products/publish', { published: true })).status).toBe(400);
    expect(await jobs()).toEqual([]);
  });

  test('two wishes are one job that does both, the first one first', async () => {
    const { send, jobs, stores } = await openCompany();
    await send('POST', '/v1/products/publish', { templateIds: [7], published: true });
    await send('POST', '/v1/products/publish', { templateIds: [8], published: false });
    expect(await jobs()).toHaveLength(1);
    const first = await stores.publishWishes.next();
    expect(first).toMatchObject({ templates: [7], published: true });
    await stores.publishWishes.end(first?.id ?? '');
    expect(await stores.publishWishes.next()).toMatchObject({ templates: [8], published: false });
  });

  test('a retry is of what is in error only', async () => {
    const { send, save, stores, jobs } = await openCompany();
    await save(
      read(1),
      read(70, null, { kind: 'parent', templateId: 70, error: { code: 'PARENT_SKU_TAKEN' } }),
    );
    expect((await send('POST', '/v1/products/retry', { ids: [1] })).json).toEqual({
      retried: 0,
      jobId: null,
    });
    expect(await jobs()).toEqual([]);
    const body = { products: [{ kind: 'parent', odooId: 70 }] };
    expect((await send('POST', '/v1/products/retry', body)).json).toMatchObject({ retried: 1 });
    expect((await stores.products.get(parent(70)))?.error).toBeNull();
  });

  test('a setting that does not change what is told has nothing read again', async () => {
    const { send, save, jobs } = await openCompany();
    await save(read(1));
    expect((await send('PUT', '/v1/settings/products', { batchSize: 50 })).json).toMatchObject({ marked: 0 });
    expect(await jobs()).toEqual([]);
    expect((await send('PUT', '/v1/settings/products', { images: false })).json).toMatchObject({
      marked: 1,
      batchSize: 50,
      images: false,
    });
    expect(await jobs()).toHaveLength(1);
    expect((await send('GET', '/v1/settings/products')).json).toMatchObject({ batchSize: 50, buffer: 0 });
  });

  test('everything is noted with who did it', async () => {
    const { send, save, rows } = await openCompany();
    await save(read(1, null, { error: { code: 'NO_SKU' } }));
    await send('POST', '/v1/products/publish', { ids: [1], published: true });
    await send('POST', '/v1/products/retry', { ids: [1] });
    await send('POST', '/v1/products/sync', {});
    await send('POST', '/v1/products/reports', { kind: 'match' });
    await send('PUT', '/v1/settings/products', { buffer: 1 });
    expect(rows('SELECT action FROM audit_log ORDER BY rowid').map(({ action }) => action)).toEqual([
      'products.publish',
      'products.retry',
      'products.sync',
      'products.report',
      'settings.products',
    ]);
  });
});
