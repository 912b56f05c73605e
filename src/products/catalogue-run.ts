import { second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { VariantId } from '../odoo/client.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId } from '../trade/ids.ts';
import { type CatalogueReader, catalogueReader } from './catalogue-reader.ts';
import { followUp } from './follow-up.ts';
import { keepPage } from './keep-page.ts';
import { isMass } from './mass-withdrawal.ts';
import { type CataloguePage, readPage } from './read-page.ts';

export type CatalogueJob = Pick<JobRow, 'kind' | 'subject' | 'priority'>;

/** Variants per call. */
export const pageSize = 500;

/** No page is begun after this, so that a job ends soon and others get their turn. */
const longest = 30 * second;

/** What a run has done so far, for people to read. */
export interface Tally {
  pages: number;
  listed: number;
  changed: number;
  gone: number;
}

/** One job that reads the catalogue: it counts what it does and knows when to leave the rest to the next one. */
export class CatalogueRun {
  readonly reader: CatalogueReader;
  readonly tally: Tally = { pages: 0, listed: 0, changed: 0, gone: 0 };
  readonly #context: TenantContext;
  readonly #until: number;
  readonly #walk: string | null;
  #missing = 0;

  constructor(context: TenantContext, reader: CatalogueReader, walk: string | null) {
    this.reader = reader;
    this.#context = context;
    this.#until = context.clock.now() + longest;
    this.#walk = walk;
  }

  get over(): boolean {
    return this.#context.clock.now() >= this.#until;
  }

  /** Reads a page and writes down what it says. Answers the highest id of it; null where it was the last one. */
  async take(
    read: () => Promise<CataloguePage>,
    { last }: { last: (page: CataloguePage) => boolean },
  ): Promise<VariantId | null> {
    const { clock } = this.#context;
    const readAt = clock.now();
    const page = await read();
    const reading = await readPage(this.#context, this.reader, page);
    // Before anything is kept, so that it is not lost with this process.
    if (reading.errors) await followUp(this.#context, 'tell-odoo', clock.now() + second);
    await keepPage(this.#context, reading, { readAt, walk: this.#walk });
    this.tally.pages += 1;
    this.tally.listed += page.products.length;
    this.tally.gone += page.gone?.length ?? 0;
    this.tally.changed += reading.read.length;
    return last(page) ? null : (page.products.at(-1)?.id ?? null);
  }

  /** Reads these variants by their ids; what Odoo has no more is taken out of sale. */
  async takeByIds(ids: readonly number[], { thorough }: { thorough: boolean }): Promise<void> {
    const { odoo } = this.#context;
    const read = async () => {
      const products = await odoo.catalogue.byIds(ids as VariantId[], this.reader);
      const found = new Set<number>(products.map(({ id }) => id));
      const missing = ids.filter((id) => !found.has(id));
      const gone = thorough || !(await this.#isMuch(missing.length)) ? missing : [];
      if (gone.length < missing.length) await this.#leaveToWalk(missing);
      return { products, gone, thorough };
    };
    await this.take(read, { last: () => true });
  }

  /** Whether more is missing, all pages of this run together, than is taken out of sale without asking. */
  async #isMuch(missing: number): Promise<boolean> {
    this.#missing += missing;
    if (missing === 0) return false;
    const { inSale } = await this.#context.stores.products.missed('');
    return isMass(this.#missing, inSale);
  }

  /** They are not to be read again by this: the walk over the whole catalogue misses them too, and asks. */
  async #leaveToWalk(ids: readonly number[]): Promise<void> {
    const { stores, clock } = this.#context;
    const rows = await stores.products.known('variant', ids);
    await stores.productReading.met(rows, { readAt: clock.now() });
  }
}

/** A run over the catalogue; null where nothing of it can concern Poleepo, found out without a call to Odoo. */
export async function openRun(context: TenantContext, walk: string | null): Promise<CatalogueRun | null> {
  const published = await context.stores.products.any();
  if (!published && (await context.reference.catalogueFields()).names.published.length === 0) return null;
  return new CatalogueRun(context, await catalogueReader(context), walk);
}

/** Has the rest done by another job of the same kind. */
export async function enqueueRest(
  { stores, clock, chance }: TenantContext,
  job: CatalogueJob,
): Promise<void> {
  const now = clock.now();
  const { kind, subject, priority } = job;
  await stores.jobs.enqueue({
    id: newId<JobId>('job', now, chance),
    kind,
    subject,
    priority,
    dueAt: now,
    now,
  });
}
