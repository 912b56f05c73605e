import { hour, minute } from '../../../src/kit/clock.ts';
import { newId } from '../../../src/kit/ids.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { type KeptEntry, type KeptVariant, termsOf } from '../../../src/products/kept-entry.ts';
import { openDatabase } from '../../../src/store/database.ts';
import type { ReadProduct } from '../../../src/store/product-reading-store.ts';
import { openTenantStores, type TenantStores } from '../../../src/store/tenant-stores.ts';
import type { JobId } from '../../../src/trade/ids.ts';
import { d1Over } from '../d1-over-sqlite.ts';
import { World } from './world.ts';

export interface Wish {
  quantity?: number;
  /** Without tax. */
  price?: string;
  title?: string;
  sku?: string;
  /** The id of a family's template, whose parent is wished for as well. */
  family?: number;
  withdrawn?: boolean;
}

/** A world in which nobody reads Odoo's catalogue: what should be at Poleepo is written straight into the store. */
export class BatchWorld {
  readonly world: World;
  /** As an observer reads and writes them, whom nothing strikes. */
  readonly stores: TenantStores;
  /** What is wished for, by SKU. */
  readonly wishes = new Map<string, KeptEntry>();
  #wishes = 0;

  constructor(world: World) {
    this.world = world;
    this.stores = openTenantStores(openDatabase(d1Over(world.sqlite)), world.first().id);
  }

  static async open({
    seed = 1,
    version = 18,
    poleepoLatencyMs = 30,
    polls = true,
  }: {
    seed?: number;
    version?: OdooVersion;
    poleepoLatencyMs?: number;
    /** Whether the cron that asks for batches fires. */
    polls?: boolean;
  } = {}): Promise<BatchWorld> {
    const crons = ['process-webhook-queue', ...(polls ? (['poll-product-batches'] as const) : [])] as const;
    const world = await World.open({ seed, version, poleepoLatencyMs, crons });
    world.poleepo.control.clearProducts();
    return new BatchWorld(world);
  }

  get control() {
    return this.world.poleepo.control;
  }

  /** From now on this should be at Poleepo, as if it had just been read from Odoo. */
  async wish(wishes: Record<number, Wish>): Promise<void> {
    const read = await Promise.all(
      Object.entries(wishes).map(([id, wish]) => this.#variant(Number(id), wish)),
    );
    const families = new Set(Object.values(wishes).flatMap(({ family }) => family ?? []));
    const parents = await Promise.all([...families].map((family) => this.#parent(family)));
    const now = this.world.time.now();
    this.#wishes += 1;
    await this.stores.productReading.save([...parents, ...read], { readAt: now + this.#wishes, now });
  }

  /** Products of these ids, each with its wish. */
  async wishMany(count: number, wish: (id: number) => Wish = () => ({})): Promise<void> {
    await this.wish(Object.fromEntries(Array.from({ length: count }, (_, at) => [at + 1, wish(at + 1)])));
  }

  /** Puts a job in and wakes the lane. */
  async begin(kind: 'send-batches' | 'read-back' | 'tell-odoo' | 'poll-product-batches'): Promise<void> {
    const now = this.world.time.now();
    const id = newId<JobId>('job', now, this.world.house().chance);
    await this.stores.jobs.enqueue({ id, kind, subject: kind, priority: 2, dueAt: now, now });
    void this.world
      .cell(this.world.first().id)
      .door()
      .wake()
      .catch(() => undefined);
  }

  /** Sends what waits and lets everything come to rest. */
  async send(limitMs = 48 * hour): Promise<boolean> {
    await this.begin('send-batches');
    return this.world.settle(limitMs);
  }

  /** A person has everything tried again whose batch failed although it was alone in it. */
  async retryFailed(): Promise<void> {
    const failed = this.world.rows<{ kind: 'variant' | 'parent'; odooId: number }>(
      "SELECT kind, odoo_id AS odooId FROM products WHERE json_extract(error, '$.code') = 'BATCH_FAILED'",
    );
    await this.stores.products.retry(failed, this.world.time.now());
  }

  pass(ms: number): Promise<boolean> {
    return this.world.time.run(() => false, ms);
  }

  /** The calls to one side since the last time that the world's record was emptied. */
  calls(side: 'odoo' | 'poleepo'): string[] {
    return this.world.passed
      .filter(({ what, name }) => what === side && !name.includes('oauth') && !name.includes('token'))
      .map(({ name }) => name);
  }

  row(odooId: number, kind: 'variant' | 'parent' = 'variant') {
    const [row] = this.world.rows<Record<string, unknown>>(
      `SELECT * FROM products WHERE kind = '${kind}' AND odoo_id = ${odooId}`,
    );
    return row ?? {};
  }

  states(): Record<string, number> {
    const rows = this.world.rows<{ state: string; n: number }>(
      'SELECT state, count(*) AS n FROM products GROUP BY state',
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }

  batchStates(): string[] {
    return this.world
      .rows<{ state: string }>('SELECT state FROM product_batches ORDER BY id')
      .map(({ state }) => state);
  }

  async #variant(odooId: number, wish: Wish): Promise<ReadProduct> {
    const sku = wish.sku ?? `SKU-${odooId}`;
    const entry: KeptEntry = wish.withdrawn === true ? { kind: 'withdrawal' } : variantEntry(sku, wish);
    this.wishes.set(sku, entry);
    return {
      kind: 'variant',
      odooId,
      templateId: wish.family ?? 10_000 + odooId,
      name: `Product ${odooId}`,
      sku,
      published: wish.withdrawn !== true,
      readPrint: null,
      wanted: { ...(await termsOf(entry, sku)), entry },
      error: null,
    };
  }

  async #parent(family: number): Promise<ReadProduct> {
    const sku = String(family);
    const entry: KeptEntry = {
      kind: 'parent',
      title: `Family ${family}`,
      categoryPath: 'Articoli',
      price: '10',
    };
    this.wishes.set(sku, entry);
    return {
      kind: 'parent',
      odooId: family,
      templateId: family,
      name: entry.title,
      sku,
      published: true,
      readPrint: null,
      wanted: { ...(await termsOf(entry, sku)), entry },
      error: null,
    };
  }
}

function variantEntry(sku: string, { quantity = 5, price = '10', title, family }: Wish): KeptVariant {
  return {
    kind: 'variant',
    ean: null,
    upc: null,
    isbn: null,
    mpn: null,
    parentSku: family === undefined ? null : String(family),
    title: title ?? `Title of ${sku}`,
    shortDescription: null,
    longDescription: null,
    categoryPath: 'Articoli',
    weight: null,
    width: null,
    height: null,
    depth: null,
    price,
    priceWithTax: (Math.round(Number(price) * 122) / 100).toString(),
    vatRate: '22',
    quantity,
    images: [],
    attributes: [],
  };
}

/** What is wrong with what Poleepo has, and with how it came there; empty where all is well. */
export function batchComplaints({ world, wishes, control }: BatchWorld): string[] {
  const found: string[] = [];
  for (const [sku, entry] of wishes) {
    const there = control.products().filter((product) => product.sku === sku);
    // What was never there need not be taken out of sale.
    const fewest = entry.kind === 'withdrawal' ? 0 : 1;
    if (there.length > 1 || there.length < fewest) found.push(`${sku} is at Poleepo ${there.length} times`);
    const [product] = there;
    if (entry.kind === 'variant' && product?.quantity !== entry.quantity)
      found.push(`${sku} has ${product?.quantity} pieces instead of ${entry.quantity}`);
    if (entry.kind === 'variant' && product?.price !== Number(entry.price))
      found.push(`${sku} costs ${product?.price} instead of ${entry.price}`);
    if (entry.kind !== 'withdrawal' && product?.title !== entry.title)
      found.push(`${sku} is called ${product?.title}`);
    if (entry.kind === 'withdrawal' && product !== undefined && product.active)
      found.push(`${sku} is still sold`);
  }
  const open = world.rows<{ sku: string; state: string; error: string | null }>(
    "SELECT sku, state, error FROM products WHERE state NOT IN ('completed', 'withdrawn', 'unpublished')",
  );
  const batches = world.rows<{ id: string; state: string }>(
    "SELECT id, state FROM product_batches WHERE state IN ('sending', 'unknown', 'sent')",
  );
  return [
    ...found,
    ...open.map(({ sku, state, error }) => `${sku} is ${state}${error === null ? '' : ` for ${error}`}`),
    ...batches.map(({ id, state }) => `batch ${id} is ${state}`),
    ...tooManyPolls(world),
    ...sentWhileUnknown(world),
  ];
}

/** Windows of ten minutes in which Poleepo was asked for batches more than five times. */
export function tooManyPolls({ poleepo }: World): string[] {
  const polls = poleepo.control.batchPolls().map(({ at }) => at);
  return polls
    .filter((at) => polls.filter((other) => other >= at && other < at + 10 * minute).length > 5)
    .map((at) => `more than five polls from ${new Date(at).toISOString()}`);
}

/** Items that Poleepo received while an earlier batch with the same item was not over. */
export function sentWhileUnknown({ poleepo }: World): string[] {
  const overAt = new Map<string, number>();
  const found: string[] = [];
  for (const batch of poleepo.control.batches()) {
    for (const entry of batch.entries) {
      const { sku } = entry as { sku: string };
      if ((overAt.get(sku) ?? 0) > batch.acceptedAt) found.push(`${sku} was sent twice at once`);
      overAt.set(sku, Math.max(overAt.get(sku) ?? 0, batch.dueAt ?? Infinity));
    }
  }
  return found;
}
