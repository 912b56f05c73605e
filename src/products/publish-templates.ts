import type { Outcome } from '../jobs/outcome.ts';
import { second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { VariantId } from '../odoo/catalogue-product.ts';
import { chunks } from '../store/database.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { PublishWish } from '../store/publish-wish-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, TemplateId } from '../trade/ids.ts';
import { askToCollect } from './ask-to-collect.ts';
import { keepPublished, type KeptIn } from './keep-published.ts';
import { isPublished } from './published.ts';

/** All wishes are one subject: one after the other, in their order, so that of two opposite ones the later wins. */
export const publishingSubject = 'publish-templates';

const pageSize = 500;
const templatesAtOnce = 200;
const longest = 30 * second;

/** How far one step came with a wish: what is left of it, null for nothing. */
interface Step {
  left: Pick<PublishWish, 'variants' | 'templates' | 'after'> | null;
  variants: number;
  keptIn: KeptIn | null;
}

/**
 * Does what people wished, oldest first: variants, all variants of templates, or of the whole catalogue are for Poleepo or
 * not. It is written into Odoo's field for that, and else kept here; then they are read. Safe to kill anywhere.
 */
export async function publishTemplates(
  context: TenantContext,
  job: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<Outcome> {
  const { stores, clock, chance } = context;
  const until = clock.now() + longest;
  const kept = new Set<KeptIn>();
  let variants = 0;
  for (;;) {
    const wish = await stores.publishWishes.next();
    if (wish === null) break;
    if (clock.now() >= until) {
      await enqueueRest(context, job);
      return { kind: 'updated', detail: { variants, ended: 0, keptIn: listOf(kept) } };
    }
    const done = await stepOf(context, wish);
    variants += done.variants;
    if (done.keptIn !== null) kept.add(done.keptIn);
    if (done.left === null) await stores.publishWishes.end(wish.id);
    else await stores.publishWishes.goOn(wish.id, done.left);
  }
  await askToCollect({ stores, clock, chance, by: job.subject });
  return { kind: 'updated', detail: { variants, ended: 1, keptIn: listOf(kept) } };
}

const listOf = (kept: ReadonlySet<KeptIn>) => (kept.size === 0 ? null : [...kept].toSorted().join(', '));

function stepOf(context: TenantContext, wish: PublishWish): Promise<Step> {
  if (wish.templates === null) return publishPage(context, wish);
  return publishSome(context, { ...wish, templates: wish.templates });
}

/** The variants that were named, and some templates; the rest of these is left to do. */
async function publishSome(
  context: TenantContext,
  { published, variants, templates, after }: PublishWish & { templates: number[] },
): Promise<Step> {
  const [now = [], ...later] = chunks(templates, templatesAtOnce);
  const found = now.length === 0 ? new Map() : await context.odoo.catalogue.variantIdsOf(now as TemplateId[]);
  const ids = [...new Set<number>([...variants, ...[...found.values()].flat()])];
  const keptIn = await keepPublished(context, ids, published);
  const left = later.length === 0 ? null : { variants: [], templates: later.flat(), after };
  return { left, variants: ids.length, keptIn };
}

/** One page of the whole catalogue: of what is sold, or of what is published. */
async function publishPage(
  context: TenantContext,
  { published, variants, after }: PublishWish,
): Promise<Step> {
  const { stores, odoo, reference } = context;
  const fields = await reference.catalogueFields();
  const page = await odoo.catalogue.page({ fields, after: after as VariantId | 0, limit: pageSize });
  const known = await stores.products.known(
    'variant',
    page.map(({ id }) => id),
  );
  const rows = new Map(known.map((row) => [row.odooId, row]));
  const ids = page
    .filter(({ id, active, saleOk, published: field }) => {
      const already = isPublished(field, rows.get(id) ?? null);
      return published ? active && saleOk && !already : already;
    })
    .map(({ id }): number => id);
  const keptIn = await keepPublished(context, ids, published);
  const last = page.at(-1);
  const ended = page.length < pageSize || last === undefined;
  const left = ended ? null : { variants, templates: null, after: last.id };
  return { left, variants: ids.length, keptIn };
}

async function enqueueRest(
  { stores, clock, chance }: TenantContext,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
): Promise<void> {
  const now = clock.now();
  const id = newId<JobId>('job', now, chance);
  await stores.jobs.enqueue({ id, kind, subject, priority, dueAt: now, now });
}
