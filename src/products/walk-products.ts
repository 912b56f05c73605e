import { z } from 'zod';
import type { Hold, Outcome } from '../jobs/outcome.ts';
import { newId } from '../kit/ids.ts';
import type { VariantId } from '../odoo/client.ts';
import type { TenantContext } from '../tenants/context.ts';
import { type CatalogueJob, type CatalogueRun, enqueueRest, openRun, pageSize } from './catalogue-run.ts';
import { sendWhatWaits } from './send-what-waits.ts';
import { askAboutMass, tellAboutMass, walkSubject as what } from './mass-withdrawal.ts';

/** Where a walk stands. Kept between two jobs of one walk. */
const walkPlace = z.object({
  walk: z.string(),
  startedAt: z.number(),
  /** All that Odoo has, and then what we know and did not meet. */
  part: z.enum(['all', 'unmet']),
  /** The highest id that was read. */
  after: z.number(),
});

type WalkPlace = z.output<typeof walkPlace>;

/**
 * Reads the whole catalogue of Odoo by pages and works everything out anew: what moves no date there is found by that,
 * such as price extras, names of attributes and categories, taxes, and what was deleted. Safe to kill anywhere: the next
 * run goes on. No call to Odoo where nothing can concern Poleepo. Throws SyncError of Odoo.
 */
export async function walkProducts(context: TenantContext, job: CatalogueJob): Promise<Outcome> {
  const { stores, clock, chance } = context;
  const cursor = await stores.cursors.get(what);
  const now = clock.now();
  const start = walkPlace.nullable().parse(cursor?.place ?? null) ?? {
    walk: newId<string>('walk', now, chance),
    startedAt: now,
    part: 'all' as const,
    after: 0,
  };
  const run = await openRun(context, start.walk);
  if (run === null) return { kind: 'unchanged', detail: {} };
  const walked = await walkOn(context, run, { start, at: cursor?.at ?? now });
  if (walked === 'over') await enqueueRest(context, job);
  await sendWhatWaits(context);
  if (typeof walked === 'object') return { kind: 'held', hold: walked };
  const ended = walked === 'ended';
  const { tally } = run;
  return {
    kind: tally.changed > 0 ? 'updated' : 'unchanged',
    detail: { ...tally, ended: ended ? 1 : 0 },
  };
}

/**
 * `at` is when the last finished walk began. Answers whether the end was reached, the time is over, or a person is to be
 * asked first: then nothing that was missed is taken out of sale, and the next walk begins anew.
 */
async function walkOn(
  context: TenantContext,
  run: CatalogueRun,
  { start, at }: { start: WalkPlace; at: number },
): Promise<'ended' | 'over' | Hold> {
  const { stores, clock } = context;
  const finish = (place: WalkPlace) =>
    stores.cursors.save(what, { at: place.startedAt, place: null, foundAt: null }, clock.now());
  let place = start;
  for (;;) {
    if (place.part === 'unmet' && place.after === 0) {
      const hold = await askAboutMass(context, run.reader, place.walk);
      if (hold !== null) {
        await tellAboutMass(context, hold);
        await finish(place);
        return hold;
      }
    }
    const next = await step(context, run, place);
    if (next === null) {
      await tellAboutMass(context, null);
      await finish(place);
      return 'ended';
    }
    await stores.cursors.save(what, { at, place: next, foundAt: null }, clock.now());
    place = next;
    if (run.over) return 'over';
  }
}

/** Takes one page. Answers where to go on; null at the end. */
async function step(
  { stores, odoo }: TenantContext,
  run: CatalogueRun,
  place: WalkPlace,
): Promise<WalkPlace | null> {
  if (place.part === 'unmet') {
    const ids = await stores.products.unmet(place.walk, { after: place.after, limit: pageSize });
    const last = ids.at(-1);
    if (last === undefined) return null;
    await run.takeByIds(ids, { thorough: true });
    return { ...place, after: last };
  }
  const { fields, language } = run.reader;
  const asked = { after: place.after as VariantId | 0, limit: pageSize, fields, language };
  const read = async () => ({ products: await odoo.catalogue.page(asked), thorough: true });
  const after = await run.take(read, { last: ({ products }) => products.length < pageSize });
  return after === null ? { ...place, part: 'unmet', after: 0 } : { ...place, after };
}
