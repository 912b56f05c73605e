import { describe, expect, it } from 'vitest';
import { day, minute } from '../../src/kit/clock.ts';
import { tooManyPolls } from '../support/world/batch-world.ts';
import type { Point } from '../support/world/incarnation.ts';
import { World } from '../support/world/world.ts';

/** So many variants, two of each template; more by hand: MANY_PRODUCTS=100000. */
const count = Number(process.env['MANY_PRODUCTS'] ?? 2000);
const templates = Math.ceil(count / 2);
/** Parents are told as well. */
const items = templates * 3;

interface Leg {
  odoo: number;
  poleepo: number;
  /** Of virtual time. */
  minutes: number;
  /** Of the whole process with both simulators, in MB, above what it was before. */
  heap: number;
  /** The most rows that the database handed over at once. */
  rows: number;
  /** The largest answer of either side, in kB. */
  answer: number;
}

const nothing = { odoo: 0, poleepo: 0, points: 0, peak: 0, rows: 0, answer: 0 };

/** The rows of one round trip to the database, whichever form it has. */
function rowsIn(answer: unknown): number {
  if (Array.isArray(answer)) return answer.reduce((sum: number, one) => sum + rowsOf(one), 0);
  return rowsOf(answer);
}

function rowsOf(one: unknown): number {
  if (Array.isArray(one)) return 1;
  const { results } = (one ?? {}) as { results?: unknown[] };
  return results?.length ?? 1;
}

/** Counts what a world does from now on, and keeps none of it. */
function watch(world: World): { take(): Leg } {
  const heapUsed = () => process.memoryUsage().heapUsed / 1e6;
  let leg = { ...nothing, began: world.time.now(), before: heapUsed() };
  world.heard = ({ what }, answer) => {
    if (what === 'd1') leg.rows = Math.max(leg.rows, rowsIn(answer));
    if (answer instanceof Response)
      void answer
        .clone()
        .arrayBuffer()
        .then(({ byteLength }) => (leg.answer = Math.max(leg.answer, byteLength / 1000)));
  };
  world.plan = ({ what }: Point) => {
    if (what === 'odoo' || what === 'poleepo') leg[what] += 1;
    leg.points += 1;
    if (leg.points % 20 === 0) leg.peak = Math.max(leg.peak, heapUsed());
    world.passed.length = 0;
    world.logLines.length = 0;
    return null;
  };
  return {
    take() {
      const { odoo, poleepo, began, before, peak, rows, answer } = leg;
      const minutes = Math.round((world.time.now() - began) / minute);
      leg = { ...nothing, began: world.time.now(), before: heapUsed() };
      const heap = Math.round(Math.max(0, peak - before));
      return { odoo, poleepo, minutes, heap, rows, answer: Math.round(answer) };
    },
  };
}

/** For whoever runs it by hand. */
function tell(what: string, leg: Leg): void {
  if (process.env['MANY_PRODUCTS'] !== undefined) process.stdout.write(`${what}: ${JSON.stringify(leg)}\n`);
}

function open(world: World): number {
  const [row] = world.rows<{ n: number }>(
    "SELECT count(*) AS n FROM products WHERE state NOT IN ('completed', 'unpublished') OR dirty_at IS NOT NULL",
  );
  return row?.n ?? 0;
}

/** Lets time pass until nothing of the catalogue is open, looking once a minute. */
async function untilAllEnded(world: World): Promise<boolean> {
  const limit = world.time.now() + 60 * day;
  do {
    await world.time.run(() => false, 3 * minute);
  } while (open(world) > 0 && world.time.now() < limit);
  return open(world) === 0;
}

describe(`${count} variants`, () => {
  it(
    'are told in calls that grow with their number alone, then one in a hundred that changes, in bounded memory',
    { timeout: 60 * minute },
    async () => {
      const crons = ['process-webhook-queue', 'generate-product-batches', 'poll-product-batches'] as const;
      const world = await World.open({ seed: 3, version: 18, crons });
      world.poleepo.control.clearProducts();
      const { variants } = world.odoo.control.addProducts({ templates, variants: 2 });
      const { products } = world.house().storesOf({ id: world.first().id, shard: 'main' });
      for (let from = 0; from < variants.length; from += 5000)
        await products.publish(variants.slice(from, from + 5000), { published: true, now: world.time.now() });
      const watched = watch(world);

      expect(await untilAllEnded(world)).toBe(true);
      const first = watched.take();
      tell(`first export of ${count}`, first);
      expect(world.poleepo.control.products()).toHaveLength(items);
      expect(tooManyPolls(world)).toEqual([]);
      // A batch costs a call to send and one to settle, and one in 25 of its items is read back.
      expect(first.poleepo).toBeLessThanOrEqual((3 + 4) * Math.ceil(items / 100) + 20);
      expect(first.odoo).toBeLessThanOrEqual(6 * Math.ceil(count / 200) + 2 * first.minutes + 20);
      // What is held at once does not grow with the catalogue: a page of it, whatever its size.
      expect(first.rows).toBeLessThanOrEqual(500);
      expect(first.answer).toBeLessThanOrEqual(1000);
      expect(first.heap).toBeLessThan(200 + (count * 20) / 1000);

      const changed = variants.filter((_, at) => at % 100 === 0);
      for (const id of changed) world.odoo.control.setStock({ id }, { quantity: 3 });
      expect(await untilAllEnded(world)).toBe(true);
      const second = watched.take();
      tell(`${changed.length} changed`, second);
      expect(second.poleepo).toBeLessThanOrEqual((3 + 4) * Math.ceil(changed.length / 100) + 5);
      expect(second.odoo).toBeLessThanOrEqual(4 * Math.ceil(changed.length / 200) + 2 * second.minutes + 10);
      const sold = world.poleepo.control.products().filter(({ quantity }) => quantity === 3);
      expect(sold).toHaveLength(changed.length);
    },
  );
});
