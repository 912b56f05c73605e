import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { type Finding, ReportDesk } from '../support/world/reports.ts';

const findings = (items: readonly Finding[], finding: string) =>
  items.filter((item) => item.finding === finding);

const skusOf = (items: readonly Finding[]) =>
  items.map(({ sku }) => sku ?? '').toSorted((a, b) => a.localeCompare(b));

const already = [
  'CAFFE-250',
  'CALZE-3P',
  'CINTURA-95',
  'LIBRO-CUCINA',
  'LIBRO-FIABE',
  'MOKA-3',
  'MOKA-6',
  'OLIO-EVO-1L',
  'PENTOLA-24',
  'SCIARPA-LANA',
];

describe('a match by SKU', () => {
  it.each([16, 17, 18, 19] as const)(
    'finds what is on both sides, and on one only, on %i',
    async (version) => {
      const desk = await ReportDesk.open({ seed: 501, version });
      const { state, items, summary } = await desk.report('match', 'saleable');
      expect(state).toBe('completed');
      expect(skusOf(findings(items, 'matched'))).toEqual(already);
      expect(findings(items, 'duplicate')).toMatchObject([
        { sku: 'TAZZA-CERAMICA', detail: { reason: 'in-poleepo' }, mend: 'person' },
      ]);
      expect(skusOf(findings(items, 'only-in-poleepo'))).toEqual([
        'CALENDARIO-2025',
        'CESTO-NATALE',
        'FINE-SERIE-77',
      ]);
      expect(findings(items, 'only-in-odoo').map(({ sku }) => sku)).toContain('TSHIRT-L');
      const counts = Object.fromEntries(
        [...new Set(items.map(({ finding }) => finding))].map((one) => [one, findings(items, one).length]),
      );
      expect(summary['findings']).toEqual(counts);
    },
  );

  it('without a scope is about what is published only', async () => {
    const desk = await ReportDesk.open({ seed: 502, version: 18 });
    expect(findings((await desk.report('match')).items, 'only-in-odoo')).toEqual([]);
    const [id] = desk.world.odoo.db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    await desk.api.post('/v1/products/publish', { ids: [id], published: true });
    expect(skusOf(findings((await desk.report('match')).items, 'matched'))).toEqual(['MOKA-3']);
  });

  it('tells SKUs that Odoo has twice, that families and variants share, and that are of another kind', async () => {
    const desk = await ReportDesk.open({ seed: 503, version: 18 });
    const { odoo, poleepo } = desk.world;
    const { variants, templates } = odoo.control.addProducts({ templates: 1, variants: 2, sku: 'FAM' });
    const [template = 0] = templates;
    const plain = (sku: string) =>
      odoo.db.create('product.product', { name: `Gemello ${sku}`, default_code: sku });
    for (const sku of ['GEMELLO', 'GEMELLO', String(template), 'PADRE']) plain(sku);
    const [one] = variants;
    const [row] = odoo.db.read('product.product', [one ?? 0], ['default_code']);
    const skuOne = row?.['default_code'] as string;
    poleepo.control.addProducts({
      products: [{ sku: skuOne }, { sku: 'PADRE', type: 'PARENT' }],
    });
    const { items } = await desk.report('match', 'saleable');
    const reasons = (sku: string) =>
      items
        .filter((item) => item.sku === sku)
        .map(({ finding, detail }) => `${finding} ${String(detail['reason'])}`);
    expect(reasons('GEMELLO')).toEqual(['duplicate in-odoo', 'duplicate in-odoo']);
    expect(reasons(String(template))).toEqual([
      'variant-conflict parent-sku-taken',
      'variant-conflict parent-sku-taken',
    ]);
    expect(reasons(skuOne)).toEqual(['variant-conflict is-simple-there']);
    expect(reasons('PADRE')).toEqual(['variant-conflict is-parent-there']);
  });

  it('tells variants that hang under another parent at Poleepo', async () => {
    const desk = await ReportDesk.open({ seed: 509, version: 18 });
    const { odoo, poleepo } = desk.world;
    const { variants, templates } = odoo.control.addProducts({ templates: 2, variants: 2, sku: 'FAM' });
    const rows = odoo.db.read('product.product', variants, ['default_code']);
    const skus = rows.map((row) => row['default_code'] as string);
    poleepo.control.addProducts({
      products: [
        { sku: String(templates[0]), type: 'PARENT' },
        { sku: 'ALTRO', type: 'PARENT' },
      ],
    });
    const parents = [String(templates[0]), 'ALTRO', 'ALTRO'];
    const products = parents.map((parent, at) => ({ sku: skus[at] ?? '', parent_sku: parent }));
    poleepo.control.addProducts({ products });
    const { items } = await desk.report('match', 'saleable');
    const glance = (sku: string) =>
      items
        .filter((item) => item.sku === sku)
        .map(({ finding, detail }) => [finding, detail['reason'] ?? null]);
    expect(skus.slice(0, 3).map(glance)).toEqual([
      [['matched', null]],
      [['variant-conflict', 'other-family']],
      [['variant-conflict', 'other-family']],
    ]);
    expect(findings(items, 'family')).toEqual([]);
  });

  it('sends nothing and writes nothing, on either side', async () => {
    const desk = await ReportDesk.open({ seed: 504, version: 18 });
    const products = JSON.stringify(desk.world.poleepo.control.products());
    await desk.report('match', 'saleable');
    await desk.report('rehearsal', 'saleable');
    expect(desk.world.passed.filter(({ what, write }) => write && what === 'odoo')).toEqual([]);
    expect(JSON.stringify(desk.world.poleepo.control.products())).toBe(products);
    expect(desk.world.poleepo.control.batches()).toEqual([]);
    expect(desk.states()).toEqual({});
  });
});

describe('adoption', () => {
  it('links what matches, so that it is updated and not made a second time', async () => {
    const desk = await ReportDesk.open({ seed: 505, version: 18 });
    const { poleepo, odoo } = desk.world;
    const [id] = odoo.db.search('product.product', [['default_code', '=', 'MOKA-3']]);
    const before = poleepo.control.products().length;
    poleepo.control.changeProduct({ sku: 'MOKA-3', change: { quantity: 1, price: 1 } });
    const match = await desk.report('match', 'saleable');
    await desk.world
      .house()
      .storesOf({ id: desk.world.first().id, shard: 'main' })
      .products.publish([id ?? 0], {
        published: true,
        now: desk.world.time.now(),
      });
    const path = `/v1/products/reports/${match.id}/adopt`;
    const adopted = await desk.api.post(path, {});
    expect(adopted.json).toEqual({ linked: 1, left: already.length - 1, more: false });
    await desk.pass(20 * minute);
    const product = poleepo.control.product('MOKA-3');
    expect(product).toMatchObject({ price_with_tax: 29.9 });
    expect(product?.quantity).not.toBe(1);
    expect(poleepo.control.products()).toHaveLength(before);
    expect((await desk.api.get(`/v1/products/${id}`)).json).toMatchObject({
      state: 'completed',
      label: 'Completato',
      poleepoId: product?.id,
    });
    const adoptedItem = findings((await desk.read(match.id)).items, 'matched').find(
      ({ odooId }) => odooId === id,
    );
    expect(adoptedItem?.mendedAt).not.toBeNull();
    expect((await desk.api.post(path, {})).json).toMatchObject({ linked: 0 });
  });

  it('is only of a match', async () => {
    const desk = await ReportDesk.open({ seed: 506, version: 18 });
    const { id } = await desk.report('rehearsal');
    expect(await desk.api.post(`/v1/products/reports/${id}/adopt`, {})).toMatchObject({
      status: 422,
      json: { error: { code: 'no-match' } },
    });
  });
});

describe('a rehearsal', () => {
  it('tells what an export then does', async () => {
    const desk = await ReportDesk.open({ seed: 507, version: 18 });
    const { summary, items } = await desk.report('rehearsal', 'saleable');
    expect(desk.states()).toEqual({});
    expect(summary).toMatchObject({
      equal: 0,
      findings: { new: expect.any(Number), changed: already.length, error: 1 },
      etaMs: expect.any(Number),
    });
    expect(skusOf(findings(items, 'error'))).toEqual(['TAZZA-CERAMICA']);
    const made = findings(items, 'new').length;
    const before = desk.world.poleepo.control.products().length;
    await desk.publishAll();
    expect(desk.states()).toEqual({ completed: made + already.length, error: 1 });
    expect(desk.world.poleepo.control.products()).toHaveLength(before + made);
    const after = await desk.report('rehearsal');
    expect(after.summary).toMatchObject({ equal: made + already.length, items: 0, batches: 0 });
  });

  it('names the members that would change', async () => {
    const desk = await ReportDesk.open({ seed: 508, version: 18 });
    desk.world.poleepo.control.changeProduct({
      sku: 'MOKA-6',
      change: { price_with_tax: 12.2, title: 'Vecchio nome' },
    });
    const { items } = await desk.report('rehearsal', 'saleable');
    const moka = items.find(({ sku }) => sku === 'MOKA-6');
    expect(moka?.detail['differences']).toEqual(
      expect.arrayContaining([
        { member: 'title', odoo: 'Moka sei tazze', poleepo: 'Vecchio nome' },
        { member: 'price_with_tax', odoo: '39.9', poleepo: '12.2' },
      ]),
    );
  });
});
