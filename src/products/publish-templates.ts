import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { second } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { VariantId } from '../odoo/catalogue-product.ts';
import { chunks } from '../store/database.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { JobId, TemplateId } from '../trade/ids.ts';
import { askToCollect } from './ask-to-collect.ts';

const publishing = z.object({
  /** Null: everything that is sold, or of what is published all. */
  templateIds: z.array(z.int()).nullable(),
  published: z.boolean(),
  /** Variants up to this one are done; -1: all are. */
  after: z.int().default(0),
  done: z.int().default(0),
});

export type Publishing = z.input<typeof publishing>;

type Begun = z.output<typeof publishing>;

/** What the job of one such wish is about. */
export function publishingSubject(id: string): string {
  return `publish:${id}`;
}

const pageSize = 500;
const templatesAtOnce = 200;
const longest = 30 * second;
const finished = -1;

/**
 * Sets whether all variants of templates, or of the whole catalogue, are for Poleepo, and has them read. Held where Odoo
 * has a field of its own for that, since that field is what counts.
 */
export async function publishTemplates(
  context: TenantContext,
  job: Pick<JobRow, 'kind' | 'subject' | 'priority' | 'input'>,
): Promise<Outcome> {
  const { stores, clock, chance, reference } = context;
  const fields = await reference.catalogueFields();
  const [field] = fields.names.published;
  if (field !== undefined) return fieldLeads(field);
  const until = clock.now() + longest;
  let begun = publishing.parse(job.input);
  while (begun.after !== finished) {
    if (clock.now() >= until) {
      await enqueueRest(context, job, begun);
      return { kind: 'updated', detail: { variants: begun.done, ended: 0 } };
    }
    begun = await (begun.templateIds === null ? publishPage : publishSome)(context, begun);
  }
  await askToCollect({ stores, clock, chance, by: job.subject });
  return { kind: 'updated', detail: { variants: begun.done, ended: 1 } };
}

/** Some templates, the rest of them being left to do. */
async function publishSome(context: TenantContext, begun: Begun): Promise<Begun> {
  const { stores, odoo, clock } = context;
  const { published, done } = begun;
  const [now = [], ...later] = chunks(begun.templateIds ?? [], templatesAtOnce);
  const variants = await odoo.catalogue.variantIdsOf(now as TemplateId[]);
  const ids = [...variants.values()].flat();
  await stores.products.publish(ids, { published, now: clock.now() });
  const after = later.length === 0 ? finished : 0;
  return { ...begun, templateIds: later.flat(), after, done: done + ids.length };
}

/** One page of the whole catalogue. */
async function publishPage(context: TenantContext, begun: Begun): Promise<Begun> {
  const { stores, odoo, clock, reference } = context;
  const { published, done } = begun;
  const fields = await reference.catalogueFields();
  const page = await odoo.catalogue.page({ fields, after: begun.after as VariantId | 0, limit: pageSize });
  const rows = await stores.products.known(
    'variant',
    page.map(({ id }) => id),
  );
  const already = new Set(rows.filter((row) => row.published).map(({ odooId }) => odooId));
  const ids = page
    .filter(({ id, active, saleOk }) => (published ? active && saleOk && !already.has(id) : already.has(id)))
    .map(({ id }) => id);
  await stores.products.publish(ids, { published, now: clock.now() });
  const last = page.at(-1);
  const after = page.length < pageSize || last === undefined ? finished : last.id;
  return { ...begun, after, done: done + ids.length };
}

async function enqueueRest(
  { stores, clock, chance }: TenantContext,
  { kind, subject, priority }: Pick<JobRow, 'kind' | 'subject' | 'priority'>,
  input: Begun,
): Promise<void> {
  const now = clock.now();
  const id = newId<JobId>('job', now, chance);
  await stores.jobs.enqueue({ id, kind, subject, priority, dueAt: now, now, input });
}

function fieldLeads(field: string): Outcome {
  return {
    kind: 'held',
    hold: {
      reason: 'published-in-odoo',
      owner: 'merchant',
      title: {
        it: `In Odoo un campo dice quali prodotti vanno a Poleepo: ${field}`,
        en: `A field of Odoo says which products go to Poleepo: ${field}`,
      },
      nextStep: {
        it: 'Imposta quel campo sui prodotti in Odoo: entro pochi minuti vale anche qui. Poi salta questo lavoro.',
        en: 'Set that field on the products in Odoo: within minutes it counts here too. Then skip this job.',
      },
      detail: { field },
    },
  };
}
