import { beforeAll, describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { type Finding, ReportDesk } from '../support/world/reports.ts';

/** A shop whose whole catalogue is at Poleepo, and settled. */
async function exported(seed: number, version: 16 | 17 | 18 | 19 = 18): Promise<ReportDesk> {
  const desk = await ReportDesk.open({ seed, version });
  await desk.publishAll();
  return desk;
}

const glance = ({ sku, finding, detail, mend }: Finding) => ({ sku, finding, cause: detail['cause'], mend });

describe.each([16, 17, 18, 19] as const)('a comparison of products with Odoo %i', (version) => {
  it('finds nothing where both sides agree, and counts what it has compared', async () => {
    const desk = await exported(521, version);
    const { items, summary } = await desk.report('comparison');
    expect(items).toEqual([]);
    expect(summary).toMatchObject({ compared: desk.states()['completed'], unverified: 0, findings: {} });
    expect(desk.world.rows("SELECT 1 FROM alerts WHERE kind = 'products-differ'")).toEqual([]);
  });
});

describe('a comparison of products', () => {
  let desk: ReportDesk;
  let items: Finding[];
  let reportId: string;

  beforeAll(async () => {
    desk = await exported(522);
    const { poleepo, odoo } = desk.world;
    poleepo.control.changeProduct({ sku: 'MOKA-3', change: { price: 1.5, price_with_tax: 1.83 } });
    poleepo.control.changeProduct({ sku: 'MOKA-6', change: { title: 'Altro nome' } });
    poleepo.control.changeProduct({
      sku: 'CAPPELLO-PESC-1',
      change: { short_description: '<p>Testo riscritto</p>' },
    });
    poleepo.control.changeProduct({ sku: 'JEANS-46', change: { active: false } });
    const jeans = poleepo.control.product('JEANS-48')?.quantity ?? 0;
    poleepo.control.changeProduct({ sku: 'JEANS-48', change: { quantity: jeans - 1 } });
    poleepo.control.changeProduct({ sku: 'JEANS-50', change: { quantity: 9999 } });
    poleepo.control.removeProduct({ sku: 'POLO-L' });
    odoo.control.changeProduct({ sku: 'POLO-M' }, { list_price: 77 });
    await desk.pass(minute);
    const report = await desk.report('comparison');
    items = report.items;
    reportId = report.id;
  });

  it('names each difference with its cause and what mends it', () => {
    expect(items.map(glance).toSorted((a, b) => String(a.sku).localeCompare(String(b.sku)))).toEqual([
      {
        sku: 'CAPPELLO-PESC-1',
        finding: 'short_description-differs',
        cause: 'edited-in-poleepo',
        mend: 'send-again',
      },
      { sku: 'JEANS-46', finding: 'active-differs', cause: 'edited-in-poleepo', mend: 'send-again' },
      { sku: 'JEANS-48', finding: 'quantity-differs', cause: 'sold-meanwhile', mend: 'send-again' },
      { sku: 'JEANS-50', finding: 'quantity-differs', cause: 'edited-in-poleepo', mend: 'send-again' },
      { sku: 'MOKA-3', finding: 'price-differs', cause: 'edited-in-poleepo', mend: 'send-again' },
      { sku: 'MOKA-6', finding: 'title-differs', cause: 'edited-in-poleepo', mend: 'send-again' },
      { sku: 'POLO-L', finding: 'missing-in-poleepo', cause: 'deleted-in-poleepo', mend: 'send-again' },
      { sku: 'POLO-M', finding: 'price-differs', cause: 'waiting', mend: 'person' },
    ]);
  });

  it('says it in words', () => {
    expect(items.find(({ sku }) => sku === 'MOKA-6')).toMatchObject({
      title: 'Moka sei tazze: nome «Moka sei tazze» in Odoo, «Altro nome» in Poleepo',
      nextStep: 'Premi Correggi: il prodotto viene inviato di nuovo com’è in Odoo.',
    });
  });

  it('shows one finding alone where it is asked for', async () => {
    const { json } = await desk.api.get(`/v1/products/reports/${reportId}?finding=quantity-differs`);
    expect((json['items'] as Finding[]).map(({ sku }) => sku)).toEqual(['JEANS-48', 'JEANS-50']);
  });

  it('raises one alert that counts what does not mend itself', () => {
    const alerts = desk.world.rows<{ detail: string }>(
      "SELECT detail FROM alerts WHERE kind = 'products-differ' AND closed_at IS NULL",
    );
    expect(alerts.map(({ detail }) => JSON.parse(detail))).toEqual([{ count: 7 }]);
  });

  it('mends by a button, after which both sides agree and the alert is closed', async () => {
    const path = (key: string) => `/v1/products/reports/${reportId}/items/${key}/mend`;
    for (const { key, mend, sku } of items) {
      const { status } = await desk.api.post(path(key));
      expect([sku, status]).toEqual([sku, mend === 'person' ? 422 : 202]);
    }
    await desk.pass(60 * minute);
    const after = await desk.report('comparison');
    expect(after.items).toEqual([]);
    expect(desk.world.poleepo.control.product('JEANS-46')).toMatchObject({ active: true });
    expect(desk.world.poleepo.control.product('POLO-L')).toBeDefined();
    expect(
      desk.world.rows("SELECT 1 FROM alerts WHERE kind = 'products-differ' AND closed_at IS NULL"),
    ).toEqual([]);
  });
});

it('a product that was taken out of sale differs only where it is on sale at Poleepo', async () => {
  const desk = await exported(523);
  const { poleepo, odoo } = desk.world;
  const [id] = odoo.db.search('product.product', [['default_code', '=', 'MOKA-3']]);
  await desk.api.post('/v1/products/publish', { ids: [id], published: false });
  await desk.pass(30 * minute);
  expect((await desk.report('comparison')).items).toEqual([]);
  poleepo.control.changeProduct({ sku: 'MOKA-3', change: { active: true, quantity: 4 } });
  expect((await desk.report('comparison')).items.map(glance)).toEqual([
    { sku: 'MOKA-3', finding: 'active-differs', cause: 'edited-in-poleepo', mend: 'send-again' },
  ]);
});

it('the daily comparison makes a report that nobody has asked for', async () => {
  const desk = await exported(524);
  const stores = desk.world.house().storesOf({ id: desk.world.first().id, shard: 'main' });
  const now = desk.world.time.now();
  const kind = 'compare-products';
  const work = { id: 'job_daily' as never, kind, subject: kind, priority: 3, dueAt: now, now };
  await desk.world.house().wake(desk.world.first().id, await stores.jobs.enqueue(work));
  await desk.pass(5 * minute);
  const { json } = await desk.api.get('/v1/products/reports?kind=comparison');
  expect(json['items']).toMatchObject([{ kind: 'comparison', state: 'completed', askedBy: 'cron' }]);
});
