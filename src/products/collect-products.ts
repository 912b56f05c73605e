import { z } from 'zod';
import type { Outcome } from '../jobs/outcome.ts';
import { minute } from '../kit/clock.ts';
import type { VariantId } from '../odoo/client.ts';
import type { Cursor } from '../store/cursor-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { type CatalogueJob, type CatalogueRun, enqueueRest, openRun, pageSize } from './catalogue-run.ts';
import { sendWhatWaits } from './send-what-waits.ts';

/**
 * Read again in every round: Odoo dates a change by the beginning of its transaction, and its clock is not ours. What is
 * committed later than that the walk over the whole catalogue finds.
 */
const overlap = 5 * minute;

const what = 'collect-products';

/** Where a round stands. Kept between two jobs of one round. */
const roundPlace = z.object({
  /** Changes of this moment or later, in ms. */
  since: z.number(),
  startedAt: z.number(),
  /** The highest id that was read. */
  after: z.number(),
});

type RoundPlace = z.output<typeof roundPlace>;

/**
 * Asks Odoo what changed, and reads what is marked to be read again; works out what Poleepo is to have of each and has
 * what differs sent. Safe to kill anywhere. One call to Odoo where nothing changed, none where nothing is published and
 * Odoo has no field that could say so. Throws SyncError of Odoo.
 */
export async function collectProducts(context: TenantContext, job: CatalogueJob): Promise<Outcome> {
  const run = await openRun(context, null);
  if (run === null) return { kind: 'unchanged', detail: {} };
  const ended = (await readChanges(context, run)) && (await readMarked(context, run));
  if (!ended) await enqueueRest(context, job);
  await sendWhatWaits(context);
  const { tally } = run;
  return {
    kind: tally.changed > 0 ? 'updated' : 'unchanged',
    detail: { ...tally, ended: ended ? 1 : 0 },
  };
}

/** Answers whether the end was reached; the cursor moves only then. */
async function readChanges(context: TenantContext, run: CatalogueRun): Promise<boolean> {
  const { stores, clock, odoo } = context;
  const cursor = await stores.cursors.get(what);
  const { fields, language, settings } = run.reader;
  const before = { at: cursor?.at ?? clock.now(), foundAt: null };
  let place = placeOf(cursor, { now: clock.now(), ofOdoo: fields.names.published.length > 0 });
  const stock = settings.quantityRule === 'on-hand' ? 'quants' : 'quants-and-moves';
  for (;;) {
    const { since, after } = place;
    const asked = { since, after: after as VariantId | 0, limit: pageSize, fields, language, stock } as const;
    const next = await run.take(async () => ({ products: await odoo.catalogue.changedSince(asked) }), {
      last: ({ products }) => products.length < pageSize,
    });
    if (next === null) {
      await stores.cursors.save(what, { at: place.startedAt, place: null, foundAt: null }, clock.now());
      return true;
    }
    place = { ...place, after: next };
    await stores.cursors.save(what, { ...before, place }, clock.now());
    if (run.over) return false;
  }
}

/** The first round reads everything where Odoo says what is published; where people say it here, that is marked. */
function placeOf(cursor: Cursor | null, { now, ofOdoo }: { now: number; ofOdoo: boolean }): RoundPlace {
  const left = roundPlace.nullable().parse(cursor?.place ?? null);
  if (left !== null) return left;
  const first = ofOdoo ? 0 : now;
  return { since: Math.max(0, (cursor?.at ?? first) - overlap), startedAt: now, after: 0 };
}

/** Answers whether the end was reached. What is marked meanwhile, and lies before, is read by the next run. */
async function readMarked({ stores }: TenantContext, run: CatalogueRun): Promise<boolean> {
  let after = 0;
  for (;;) {
    const marked = await stores.products.marked({ after, limit: pageSize });
    const last = marked.at(-1);
    if (last === undefined) return true;
    if (run.over) return false;
    after = last.odooId;
    await run.takeByIds(
      marked.map(({ odooId }) => odooId),
      { thorough: false },
    );
  }
}
