import type { Outcome } from '../../../src/jobs/outcome.ts';
import { hour } from '../../../src/kit/clock.ts';
import { type JobKindName, jobKinds } from '../../../src/jobs/kinds.ts';
import { memoryOver } from '../../../src/kit/memory.ts';
import type { OpenTenant } from '../../../src/tenants/open-tenant.ts';
import { verbs } from '../../../src/wire.ts';
import type { World } from './world.ts';

/** A product of a world as it is with us, in the words of the table. */
export interface ProductSeen {
  kind: 'variant' | 'parent';
  odoo_id: number;
  template_id: number;
  name: string;
  sku: string | null;
  published: number;
  state: string;
  dirty_at: number | null;
  wanted_quantity: number | null;
  wanted_price: string | null;
  wanted_rest: string | null;
  entry: string | null;
  error: string | null;
}

/** The catalogue of the first tenant's worlds, driven job by job past the ledger: what a job does, and nothing beside it. */
export class CatalogueBench {
  readonly world: World;
  readonly #memory = new Map<string, unknown>();
  #tenant: Promise<OpenTenant> | null = null;

  constructor(world: World) {
    this.world = world;
  }

  stores() {
    return this.world.house().storesOf({ id: this.world.first().id, shard: 'main' });
  }

  /** Runs one job of a kind to its end; what it throws is thrown. The first one in a process reads Odoo's reference data. */
  async run(kind: JobKindName): Promise<Outcome> {
    const { world } = this;
    const end: { outcome?: Outcome; thrown?: unknown } = {};
    void this.#start(kind).then(
      (outcome) => (end.outcome = outcome),
      (thrown: unknown) => (end.thrown = thrown),
    );
    const ended = () => end.outcome !== undefined || 'thrown' in end;
    if (!(await world.time.run(ended, 3 * hour))) throw new Error(`${kind} does not end`);
    if (end.outcome === undefined) throw end.thrown;
    return end.outcome;
  }

  collect(): Promise<Outcome> {
    return this.run('generate-product-batches');
  }

  walk(): Promise<Outcome> {
    return this.run('walk-products');
  }

  /** Calls to Odoo that `work` makes, by name. */
  async calls(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.world.passed.length;
    await work();
    return this.world.passed
      .slice(before)
      .filter(({ what }) => what === 'odoo')
      .map(({ name }) => name);
  }

  /** A process that begins anew, with nothing kept. */
  restart(): void {
    this.#tenant = null;
  }

  async publish(variants: readonly number[], published = true): Promise<void> {
    await this.stores().products.publish(variants, { published, now: this.world.time.now() });
  }

  variantsOf(template: number): number[] {
    return this.world.odoo.db
      .search('product.product', [['product_tmpl_id', '=', template]])
      .toSorted((a, b) => a - b);
  }

  bySku(sku: string): number {
    const [id] = this.world.odoo.db.search('product.product', [['default_code', '=', sku]]);
    if (id === undefined) throw new Error(`no product ${sku}`);
    return id;
  }

  seen(kind: ProductSeen['kind'] = 'variant'): ProductSeen[] {
    return this.world
      .rows<ProductSeen>('SELECT * FROM products ORDER BY kind, odoo_id')
      .filter((row) => row.kind === kind);
  }

  one(odooId: number, kind: ProductSeen['kind'] = 'variant'): ProductSeen {
    const row = this.seen(kind).find((product) => product.odoo_id === odooId);
    if (row === undefined) throw new Error(`no ${kind} ${odooId}`);
    return row;
  }

  /** The entry that waits to be sent; null where none does. */
  entry(odooId: number, kind: ProductSeen['kind'] = 'variant'): Record<string, unknown> | null {
    const { entry } = this.one(odooId, kind);
    return entry === null ? null : (JSON.parse(entry) as Record<string, unknown>);
  }

  /** As if Poleepo had accepted everything that waits. */
  accept(): void {
    this.world.sqlite
      .exec(`UPDATE products SET state = CASE wanted_rest WHEN 'withdrawn' THEN 'withdrawn' ELSE 'completed' END,
      accepted_quantity = wanted_quantity, accepted_price = wanted_price, accepted_rest = wanted_rest, entry = NULL,
      poleepo_ref = coalesce(poleepo_ref, 70000 + odoo_id + CASE kind WHEN 'parent' THEN 500000 ELSE 0 END)
      WHERE state = 'waiting'`);
  }

  /** SKUs of what waits to be sent. */
  waiting(): string[] {
    return [...this.seen('parent'), ...this.seen()]
      .filter(({ state }) => state === 'waiting')
      .map(({ sku }) => sku ?? '');
  }

  async #start(kind: JobKindName): Promise<Outcome> {
    this.#tenant ??= this.world.house().openTenant(this.world.first().id, memoryOver(this.#memory));
    const tenant = await this.#tenant;
    const { needs, priority } = jobKinds[kind];
    const { context } = await tenant.open({ jobId: null, rank: priority, needs });
    const job = { id: 'job_bench', kind, subject: kind, priority, runs: 1, input: null };
    return verbs[kind](context, job as never);
  }
}
