import { describe, expect, it } from 'vitest';
import { demoAccess } from '../../sim/odoo/seed/people.ts';
import { minute } from '../../src/kit/clock.ts';
import { odooVersions } from '../../src/odoo/versions.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { ReportDesk } from '../support/world/reports.ts';

type Version = (typeof odooVersions)[number];

const field = 'x_poleepo_published';

/** A shop whose Odoo has a field for it; `admin` may write products, the daily user may not. */
async function shop(version: Version, user: 'daily' | 'admin') {
  const desk = await ReportDesk.open({ seed: 571, version });
  const { world } = desk;
  world.odoo.control.addFields([{ model: 'product.product', name: field, type: 'boolean' }]);
  if (user === 'admin') await becomeAdmin(desk);
  const bench = new CatalogueBench(world);
  const [jeans = 0, other = 0] = ['JEANS-46', 'JEANS-48'].map((sku) => bench.bySku(sku));
  const publish = async (body: object, ms = 20 * minute) => {
    const from = world.passed.length;
    const { json } = await desk.api.post('/v1/products/publish', body);
    await desk.pass(ms);
    const job = (await desk.api.get(`/v1/jobs/${String(json['jobId'])}`)).json;
    const calls = world.passed.slice(from).filter(({ what }) => what === 'odoo');
    const writes = calls.filter(({ name }) => name === 'product.product.write').length;
    return { outcome: job['outcome'], writes };
  };
  const inOdoo = (id: number) => world.odoo.db.read('product.product', [id], [field])[0]?.[field];
  const view = async (id: number) => (await desk.api.get(`/v1/products/${id}`)).json;
  return { desk, world, bench, publish, inOdoo, view, jeans, other };
}

async function becomeAdmin({ world }: ReportDesk): Promise<void> {
  const { login, apiKey } = demoAccess.admin;
  world.sqlite.exec(
    `UPDATE connections SET settings = json_set(settings, '$.login', '${login}') WHERE side = 'odoo'`,
  );
  await world.replaceOdooKey(apiKey);
}

/** The daily user of Odoo 16 to 18 gets what an administrator may. */
function allowAsAdmin({ world: { odoo } }: ReportDesk): void {
  const userGroups = 'groups_id';
  const [admin, daily] = [demoAccess.admin, demoAccess.ponte].map(({ login }) =>
    odoo.db.search('res.users', [['login', '=', login]]),
  );
  const [groups] = odoo.db.read('res.users', admin ?? [], [userGroups]);
  odoo.db.write('res.users', daily ?? [], { [userGroups]: [[6, 0, groups?.[userGroups] as number[]]] });
}

describe.each(odooVersions)('publishing where Odoo %i has a field for it', (version) => {
  it('writes the field by one call for many variants, and takes it back', async () => {
    const { publish, inOdoo, view, jeans, other } = await shop(version, 'admin');
    const ids = [jeans, other];
    expect(await publish({ ids, published: true })).toMatchObject({
      outcome: { variants: 2, keptIn: 'odoo' },
      writes: 1,
    });
    expect(ids.map(inOdoo)).toEqual([true, true]);
    expect(await view(jeans)).toMatchObject({
      state: 'completed',
      publishedBy: 'odoo',
      publishedByLabel: 'Lo dice il campo del prodotto in Odoo',
    });
    expect(await publish({ ids: [jeans], published: false })).toMatchObject({ writes: 1 });
    expect(ids.map(inOdoo)).toEqual([false, true]);
    expect(await view(jeans)).toMatchObject({ state: 'withdrawn', published: false });
  });

  it('writes it for all variants of templates, and for all that is sold, both ways', async () => {
    const { publish, inOdoo, world, bench } = await shop(version, 'admin');
    const { variants, templates } = world.odoo.control.addProducts({ templates: 2, variants: 3, sku: 'FAM' });
    expect(await publish({ templateIds: templates, published: true })).toMatchObject({ writes: 1 });
    expect(variants.map(inOdoo)).toEqual(variants.map(() => true));
    expect(await publish({ all: true, published: true })).toMatchObject({ writes: 1 });
    const sold = world.odoo.db.search('product.product', [['sale_ok', '=', true]]);
    expect(sold.filter((id) => inOdoo(id) !== true)).toEqual([]);
    expect(await publish({ all: true, published: false })).toMatchObject({ writes: 1 });
    expect(sold.filter((id) => inOdoo(id) === true)).toEqual([]);
    expect(bench.seen().filter(({ published }) => published === 1)).toEqual([]);
  });

  it('that may not be written keeps the wish here over the field, and says so', async () => {
    const { desk, world, publish, inOdoo, view, jeans, bench } = await shop(version, 'daily');
    expect(await publish({ ids: [jeans], published: true })).toMatchObject({
      outcome: { keptIn: 'ponte' },
      writes: 0,
    });
    expect(inOdoo(jeans)).toBe(false);
    world.odoo.control.changeProduct({ id: jeans }, { name: 'Jeans nuovi' });
    await bench.walk();
    await desk.api.post('/v1/products/sync', {});
    await desk.pass(20 * minute);
    expect(await view(jeans)).toMatchObject({
      state: 'completed',
      published: true,
      name: 'Jeans nuovi',
      publishedBy: 'ponte',
      publishedByLabel: expect.stringContaining('non può scrivere'),
    });
    await publish({ ids: [jeans], published: false });
    world.odoo.control.changeProduct({ id: jeans }, { [field]: true });
    await bench.collect();
    await bench.walk();
    expect(await view(jeans)).toMatchObject({ state: 'withdrawn', published: false });
  });
});

describe('the field of Odoo', () => {
  it('counts again once the wish was written into it', async () => {
    const { desk, world, publish, inOdoo, view, jeans } = await shop(18, 'daily');
    await publish({ ids: [jeans], published: true });
    allowAsAdmin(desk);
    await desk.pass(20 * minute);
    expect(await publish({ ids: [jeans], published: true })).toMatchObject({ outcome: { keptIn: 'odoo' } });
    expect(inOdoo(jeans)).toBe(true);
    world.odoo.control.changeProduct({ id: jeans }, { [field]: false });
    await desk.api.post('/v1/products/sync', {});
    await desk.pass(20 * minute);
    expect(await view(jeans)).toMatchObject({ state: 'withdrawn', publishedBy: 'odoo' });
  });

  it('is written for the others where one of the variants is gone from Odoo', async () => {
    const { publish, inOdoo, jeans } = await shop(18, 'admin');
    expect(await publish({ ids: [jeans, 99_999], published: true })).toMatchObject({
      outcome: { keptIn: 'odoo' },
      writes: 2,
    });
    expect(inOdoo(jeans)).toBe(true);
  });
});

describe('two opposite wishes', () => {
  it('end with the later one, for each product, though Odoo was away when they were uttered', async () => {
    const { desk, world, publish, inOdoo, view, jeans, other } = await shop(18, 'admin');
    let down = true;
    world.plan = ({ what }) => (down && what === 'odoo' ? 'drop-before' : null);
    await publish({ all: true, published: true }, minute);
    await publish({ ids: [jeans], published: false }, minute);
    down = false;
    await desk.pass(60 * minute);
    expect([inOdoo(jeans), inOdoo(other)]).toEqual([false, true]);
    expect(await view(jeans)).toMatchObject({ published: false });
    expect(world.rows('SELECT * FROM publish_wishes')).toEqual([]);
  });

  it('end with the later one where the first is at work over several pages', async () => {
    const { desk, world, publish, inOdoo, bench } = await shop(18, 'admin');
    const { variants } = world.odoo.control.addProducts({ templates: 1200, variants: 1, sku: 'MANY' });
    const [first = 0] = variants;
    const last = variants.at(-1) ?? 0;
    await desk.api.post('/v1/products/publish', { all: true, published: true });
    await publish({ ids: [first, last], published: false });
    expect([first, last, variants[5] ?? 0].map(inOdoo)).toEqual([false, false, true]);
    expect([bench.one(first).published, bench.one(last).published]).toEqual([0, 0]);
  });
});
