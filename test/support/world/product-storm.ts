import { pictureOf } from '../../../sim/odoo/seed/picture.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import type { CronName } from '../../../src/jobs/crons.ts';
import { minute, second } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openTenantStores, type TenantStores } from '../../../src/store/tenant-stores.ts';
import { d1Over } from '../d1-over-sqlite.ts';
import { stormPlan } from './storm.ts';
import { World } from './world.ts';

const everyCron: readonly CronName[] = [
  'process-webhook-queue',
  'generate-product-batches',
  'poll-product-batches',
  'walk-products',
  'compare-products',
];

const own = 'x_poleepo_published';

/** A template as people in Odoo left it. */
export interface StormTemplate {
  id: number;
  name: string;
  price: number;
  unclear: boolean;
}

/** A variant as people in Odoo left it. */
export interface StormVariant {
  id: number;
  sku: string;
  template: StormTemplate;
  stock: number;
  archived: boolean;
  published: boolean;
}

type Change = (storm: ProductStorm, variant: StormVariant) => unknown;

const changes: Change[] = [
  (storm, one) => storm.setStock(one, storm.random.int(0, 6)),
  (storm, one) => storm.setStock(one, 0),
  (storm, one) => storm.setStock(one, one.stock + storm.random.int(1, 3)),
  (storm, one) => storm.setTemplate(one.template, { price: storm.random.int(20, 60) / 2 }),
  (storm, one) => storm.setTemplate(one.template, { price: storm.random.int(20, 60) / 2 }),
  (storm, one) => storm.setTemplate(one.template, { name: `Nome ${storm.random.int(1, 9)}` }),
  (storm, one) => storm.setTemplate(one.template, { unclear: storm.random.chance(0.4) }),
  (storm, one) => storm.setArchived(one, !one.archived && storm.random.chance(0.4)),
  (storm, one) => storm.setPublished(one, !one.published || storm.random.chance(0.6)),
  ({ world, random }, one) =>
    world.odoo.control.setImage({ templateId: one.template.id }, pictureOf(random.int(1, 5))),
];

/** A shop whose people change their products in Odoo by chance, while every step may be struck. */
export class ProductStorm {
  readonly world: World;
  /** As an observer reads and writes them, whom nothing strikes. */
  readonly stores: TenantStores;
  readonly variants: StormVariant[] = [];
  /** Whether Odoo has fields for how products stand. */
  readonly fields: boolean;
  /** Of these, which it has by then, Poleepo finds something wrong to the end. */
  readonly hopeless: string[] = [];
  #clear: number[] = [];
  #unclear: number[] = [];

  private constructor(world: World, fields: boolean) {
    this.world = world;
    this.fields = fields;
    this.stores = openTenantStores(openDatabase(d1Over(world.sqlite)), world.first().id);
  }

  static async open(given: { seed: number; version: OdooVersion; fields: boolean }): Promise<ProductStorm> {
    const world = await World.open({ ...given, crons: everyCron });
    const storm = new ProductStorm(world, given.fields);
    world.poleepo.control.clearProducts();
    await storm.#stock();
    return storm;
  }

  get random() {
    return this.world.random;
  }

  /** Lets changes and faults go on for so long (ms), and then mends what can be mended. */
  async rage(ms: number): Promise<void> {
    const { world, random } = this;
    const { time, poleepo } = world;
    const until = time.now() + ms;
    world.queue = { lose: 0.1, double: 0.1, mostDelayMs: 3000 };
    world.plan = stormPlan(world, { until, probability: 0.015 });
    this.#change(until);
    for (const part of [0, 1, 2]) time.at(time.now() + (part * ms) / 3, () => this.#misbehave());
    for (let evicted = 0; evicted < 4; evicted += 1)
      time.at(time.now() + random.int(0, ms), () => void world.cell(world.first().id).evict());
    await time.run(() => time.now() >= until, ms + 1);
    world.queue = { lose: 0, double: 0, mostDelayMs: 20 };
    poleepo.control.setFaults([]);
    await this.#end();
  }

  /** The last changes: Poleepo ignores the first of their prices, and what is hopeless sells. */
  async #end(): Promise<void> {
    const { control } = this.world.poleepo;
    const there = this.variants.filter(({ sku }) => control.product(sku)?.active === true);
    const skus = ['NONE', ...there.map(({ sku }) => sku)];
    this.hopeless.push(...skus.slice(1, 4));
    const members = ['price', 'price_with_tax', 'vat_rate'];
    control.setBatchFaults([
      this.#hopelessFault(),
      { kind: 'ignore-members', skus, members, times: 1, probability: 0.5 },
    ]);
    for (const { template } of there) this.setTemplate(template, { price: template.price + 1 });
    for (const one of this.variants.filter(({ sku }) => this.hopeless.includes(sku))) {
      this.setStock(one, 9);
      this.setTemplate(one.template, { name: 'Senza speranza', unclear: false });
      this.setArchived(one, false);
      await this.setPublished(one, true);
    }
    await this.pass(10 * minute);
    for (const one of this.variants.filter(({ id }) => id % 3 === 0)) this.setStock(one, 0);
    for (const one of this.variants.filter(({ id }) => id % 3 === 1)) this.setStock(one, 1);
  }

  /** A person has everything tried again that is in error, and all comes to rest. */
  async calm(): Promise<boolean> {
    const { world } = this;
    await this.pass(35 * minute);
    const failed = world.rows<{ kind: 'variant' | 'parent'; odooId: number }>(
      "SELECT kind, odoo_id AS odooId FROM products WHERE state = 'error'",
    );
    await this.stores.products.retry(failed, world.time.now());
    await this.pass(35 * minute);
    return world.settle(10 * minute);
  }

  async pass(ms: number): Promise<void> {
    await this.world.time.run(() => false, ms);
  }

  setStock(one: StormVariant, quantity: number): void {
    one.stock = quantity;
    this.world.odoo.control.setStock({ id: one.id }, { quantity });
  }

  setTemplate(template: StormTemplate, change: Partial<Omit<StormTemplate, 'id'>>): void {
    const { name, price, unclear } = Object.assign(template, change);
    const taxes = unclear ? this.#unclear : this.#clear;
    this.world.odoo.control.changeProduct(
      { templateId: template.id },
      { name, list_price: price, taxes_id: [[6, 0, taxes]] },
    );
  }

  setArchived(one: StormVariant, archived: boolean): void {
    one.archived = archived;
    const { control } = this.world.odoo;
    if (archived) control.archive({ id: one.id });
    else control.unarchive({ id: one.id });
  }

  setPublished(one: StormVariant, published: boolean): Promise<void> | void {
    one.published = published;
    if (this.fields) return this.world.odoo.control.changeProduct({ id: one.id }, { [own]: published });
    return this.stores.products.publish([one.id], { published, now: this.world.time.now() });
  }

  async #stock(): Promise<void> {
    const { control, db } = this.world.odoo;
    if (this.fields) await this.#addFields();
    const simple = control.addProducts({ templates: 18, sku: 'SOLO', price: 15 });
    const families = control.addProducts({ templates: 4, variants: 3, sku: 'SERIE', price: 15 });
    this.#unclear = db.search('account.tax', [['name', 'in', ['22%', '10%']]]);
    this.#clear = db.search('account.tax', [['name', '=', '22%']]);
    const templates = [...simple.templates, ...families.templates].map((id) => {
      const [row] = db.read('product.template', [id], ['name']);
      return { id, name: row?.['name'] as string, price: 15, unclear: false };
    });
    for (const template of templates) this.setTemplate(template, {});
    for (const row of db.read(
      'product.product',
      [...simple.variants, ...families.variants],
      ['default_code', 'product_tmpl_id'],
    )) {
      const [templateId] = row['product_tmpl_id'] as [number, string];
      const template = templates.find(({ id }) => id === templateId);
      if (template === undefined) throw new Error(`no template ${templateId}`);
      const sku = row['default_code'] as string;
      this.variants.push({
        id: Number(row['id']),
        sku,
        template,
        stock: 5,
        archived: false,
        published: true,
      });
    }
    for (const one of this.variants) await this.setPublished(one, true);
  }

  /** Fields for all that Odoo is told, and a user who may write them. */
  async #addFields(): Promise<void> {
    const { world } = this;
    const types = { published: 'boolean', ref: 'integer', status: 'char', error: 'char' } as const;
    const added = Object.entries(types).map(([name, type]) => ({
      model: 'product.product' as const,
      name: `x_poleepo_${name}`,
      type,
    }));
    world.odoo.control.addFields(added);
    const { login, apiKey } = demoAccess.admin;
    world.sqlite.exec(
      `UPDATE connections SET settings = json_set(settings, '$.login', '${login}') WHERE side = 'odoo'`,
    );
    await world.replaceOdooKey(apiKey);
  }

  #change(until: number): void {
    const { time } = this.world;
    const next = () => {
      if (time.now() >= until) return;
      const times = this.random.int(1, 3);
      for (let change = 0; change < times; change += 1)
        this.random.pick(changes)(this, this.random.pick(this.variants));
      time.at(time.now() + this.random.int(5, 60) * second, next);
    };
    time.at(time.now() + minute, next);
  }

  /** Poleepo finds other products wrong than before, ignores a price once, is slow, limits, and loses answers. */
  #misbehave(): void {
    const { control } = this.world.poleepo;
    const some = () => this.variants.map(({ sku }) => sku).filter(() => this.random.chance(0.15));
    const there = some().filter((sku) => control.product(sku) !== undefined);
    const ignored = there.length === 0 ? ['NONE'] : there;
    const members = ['price', 'price_with_tax', 'vat_rate'];
    control.setBatchFaults([
      { kind: 'hold', ms: 12 * minute, probability: 0.05 },
      { kind: 'delay', ms: 4 * minute, probability: 0.1 },
      { kind: 'fail-whole', probability: 0.05, times: 3 },
      { kind: 'fail-items', skus: ['NONE', ...some()], code: 'CATEGORY_NOT_FOUND', field: 'category_path' },
      {
        kind: 'fail-items',
        skus: ['NONE', ...some()],
        code: 'SKU_DUPLICATE',
        field: 'sku',
        probability: 0.5,
      },
      { kind: 'ignore-members', skus: ignored, members, times: 1 },
    ]);
    control.setFaults([
      { match: { probability: 0.2 }, kind: 'latency', ms: 2000, jitterMs: 9000 },
      { match: { path: '/products/batch/{id}', probability: 0.05 }, kind: 'rate-limit' },
      { match: { path: '/products/{id}', probability: 0.05 }, kind: 'rate-limit', retryAfter: 30 },
      { match: { path: '/products/{id}', method: 'PUT', probability: 0.1 }, kind: 'status', status: 422 },
      { match: { probability: 0.02 }, kind: 'html-502' },
      { match: { path: '/products/batch', probability: 0.05 }, kind: 'drop-after' },
    ]);
  }

  #hopelessFault() {
    return {
      kind: 'fail-items' as const,
      skus: ['NONE', ...this.hopeless],
      code: 'CATEGORY_NOT_FOUND',
      field: 'category_path',
    };
  }
}
