import { z } from 'zod';
import type { JobKindName } from '../../jobs/kinds.ts';
import { newId } from '../../kit/ids.ts';
import { askToCollect } from '../../products/ask-to-collect.ts';
import { publishingSubject } from '../../products/publish-templates.ts';
import { productKinds } from '../../store/product-states.ts';
import type { JobId } from '../../trade/ids.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';

const tag = 'Products';
const ids = z.array(z.int().positive()).min(1).max(1000);
const key = z.strictObject({ kind: z.enum(productKinds), odooId: z.int().positive() });

const wish = z
  .strictObject({
    /** Of product.product. */
    ids: ids.optional(),
    /** Of product.template: all variants of each. */
    templateIds: ids.optional(),
    /** Everything that is sold; with `published: false` everything that is published. */
    all: z.literal(true).optional(),
    published: z.boolean(),
  })
  .refine((body) => [body.ids, body.templateIds, body.all].some((one) => one !== undefined));

export const productChangeRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/products/publish',
    summary:
      'Set whether variants, all variants of templates, or all that is sold are for Poleepo: written into Odoo’s field for that where it may be, and else kept here',
    tag,
    role: 'operator',
    body: wish,
    example: { body: { ids: [41, 42], published: true } },
    status: 202,
    answer: z.object({
      /** The work that does it; its outcome tells where it was kept (`keptIn`: `odoo`, `ponte`). */
      jobId: z.string(),
    }),
    handle: async (entry) => publish(entry, entry.body),
  }),
  route({
    method: 'post',
    path: '/v1/products/sync',
    summary: 'Read these variants, or everything published, from Odoo again and tell Poleepo what differs',
    tag,
    role: 'operator',
    body: z.strictObject({ ids: ids.optional() }),
    example: { body: { ids: [41] } },
    status: 202,
    answer: z.object({
      /** How many are read again. */
      marked: z.int(),
      jobId: z.string(),
    }),
    handle: async (entry) => {
      const { stores, house, body } = entry;
      await stores.images.lookAnew(body.ids ?? 'all');
      const marked = await stores.productLinks.readAnew(body.ids ?? 'published', house.clock.now());
      const target = body.ids === undefined ? 'all' : 'some';
      await audit(entry, { action: 'products.sync', target, detail: { marked } });
      return { marked, jobId: await collect(entry) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/products/retry',
    summary: 'Try products that are in error again; parents by their kind',
    tag,
    role: 'operator',
    body: z.strictObject({ ids: ids.optional(), products: z.array(key).min(1).max(1000).optional() }),
    example: { body: { ids: [41] } },
    status: 202,
    answer: z.object({
      /** How many of them were in error. */
      retried: z.int(),
      jobId: z.string().nullable(),
    }),
    handle: async (entry) => {
      const { stores, house, body } = entry;
      const variants = (body.ids ?? []).map((odooId) => ({ kind: 'variant' as const, odooId }));
      const keys = [...variants, ...(body.products ?? [])];
      const retried = await inError(entry, keys);
      if (retried === 0) return { retried, jobId: null };
      await stores.products.retry(keys, house.clock.now());
      await audit(entry, { action: 'products.retry', target: 'some', detail: { retried } });
      await enqueue(entry, { kind: 'send-batches', subject: 'send-batches' });
      return { retried, jobId: await collect(entry) };
    },
  }),
];

async function publish(entry: MemberEntry, wanted: z.output<typeof wish>) {
  const { stores, house } = entry;
  const { published } = wanted;
  const variants = wanted.all === true ? [] : (wanted.ids ?? []);
  const templates = wanted.all === true ? null : (wanted.templateIds ?? []);
  const now = house.clock.now();
  const id = newId<string>('pub', now, house.chance);
  await stores.publishWishes.add({ id, published, variants, templates }, now);
  const target = wanted.all === true ? 'all' : 'some';
  const detail = { published, ids: variants.length, templates: templates?.length ?? 0 };
  await audit(entry, { action: 'products.publish', target, detail });
  return { jobId: await enqueue(entry, { kind: 'publish-templates', subject: publishingSubject }) };
}

async function inError({ stores }: MemberEntry, keys: readonly z.output<typeof key>[]): Promise<number> {
  const rows = await Promise.all(
    productKinds.map((kind) =>
      stores.products.known(
        kind,
        keys.filter((one) => one.kind === kind).map(({ odooId }) => odooId),
      ),
    ),
  );
  return rows.flat().filter(({ state }) => state === 'error').length;
}

/** Has Odoo read now, as a person waits for it. */
export async function collect({ stores, house, tenant, actor }: MemberEntry): Promise<JobId> {
  const { clock, chance } = house;
  const jobId = await askToCollect({ stores, clock, chance, by: actor.label });
  await house.wake(tenant.id, jobId);
  return jobId;
}

interface Wished {
  kind: JobKindName;
  subject: string;
}

async function enqueue(
  { stores, house, tenant, actor }: MemberEntry,
  { kind, subject }: Wished,
): Promise<JobId> {
  const now = house.clock.now();
  const jobId = await stores.jobs.enqueue({
    id: newId<JobId>('job', now, house.chance),
    kind,
    subject,
    priority: 0,
    dueAt: now,
    now,
    askedBy: actor.label,
  });
  await house.wake(tenant.id, jobId);
  return jobId;
}
