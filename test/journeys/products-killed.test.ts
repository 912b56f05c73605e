import { describe, expect, it } from 'vitest';
import { minute } from '../../src/kit/clock.ts';
import { CatalogueBench, type ProductSeen } from '../support/world/catalogue.ts';
import type { Strike } from '../support/world/incarnation.ts';
import { isStruck } from '../support/world/incarnation.ts';
import { World } from '../support/world/world.ts';

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

/** Steps that are struck, of all that a round has. */
const stride = 4;
const mostSteps = 12;

const versionOf = (at: number) => ([16, 17, 18, 19] as const)[at % 4] ?? 18;

/** Four families and five articles, published; one archived, one with another price, one deleted. */
async function changedShop(version: 16 | 17 | 18 | 19) {
  const world = await World.open({ seed: 331, version, crons: [] });
  const bench = new CatalogueBench(world);
  const { control } = world.odoo;
  const families = control.addProducts({ templates: 4, variants: 3, sku: 'FAM' });
  const simple = control.addProducts({ templates: 5, sku: 'UNO', quantity: null });
  await bench.publish([...families.variants, ...simple.variants]);
  await bench.collect();
  bench.accept();
  await pass(world, 10 * minute);
  await bench.collect();
  const [first = 0, second = 0, third = 0] = simple.variants;
  control.archive({ id: first });
  control.changeProduct({ id: second }, { list_price: 99 });
  control.remove({ id: third });
  control.archive({ id: families.variants[0] ?? 0 });
  control.changeProduct({ templateId: families.templates[1] ?? 0 }, { name: 'Nuovo nome' });
  await bench.publish([families.variants[8] ?? 0], false);
  await pass(world, minute);
  return { world, bench };
}

const told = (rows: readonly ProductSeen[]) =>
  rows.map(({ kind, odoo_id, sku, state, wanted_quantity, wanted_price, wanted_rest, entry }) => ({
    kind,
    odoo_id,
    sku,
    state,
    wanted_quantity,
    wanted_price,
    wanted_rest,
    entry,
  }));

const all = (bench: CatalogueBench) => [...told(bench.seen('parent')), ...told(bench.seen())];

/** Strikes the step of this number, once. */
function strikeAt(world: World, step: number, strike: Strike): void {
  let seen = 0;
  world.plan = ({ what }) => {
    if (what === 'queue') return null;
    seen += 1;
    return seen === step ? strike : null;
  };
}

async function rounds(bench: CatalogueBench): Promise<void> {
  await bench.collect();
  await bench.walk();
}

describe('a collection and a walk that are cut short', () => {
  it.each([
    ['kill-before', 1],
    ['kill-after', 2],
  ] as const)('by %s at every fourth step end as if nothing had been', async (strike, offset) => {
    const undisturbed = await changedShop(18);
    await rounds(undisturbed.bench);
    const expected = all(undisturbed.bench);
    expect(expected.filter(({ state }) => state === 'waiting').length).toBeGreaterThan(5);
    let struck = 0;
    for (let step = offset; struck < mostSteps; step += stride) {
      const { world, bench } = await changedShop(18);
      bench.restart();
      strikeAt(world, step, strike);
      const cut = await rounds(bench).then(
        () => false,
        (thrown: unknown) => {
          if (!isStruck(thrown)) throw thrown;
          return true;
        },
      );
      if (!cut) break;
      struck += 1;
      world.plan = () => null;
      bench.restart();
      await rounds(bench);
      expect(all(bench)).toEqual(expected);
    }
    expect(struck).toBeGreaterThan(8);
  });

  it.each([0, 1, 2, 3])(
    'by a strike from a seed in each of six rounds end as if nothing had been (%i)',
    async (at) => {
      const version = versionOf(at);
      const undisturbed = await changedShop(version);
      await rounds(undisturbed.bench);
      const { world, bench } = await changedShop(version);
      for (let round = 0; round < 6; round += 1) {
        bench.restart();
        strikeAt(
          world,
          world.random.int(1, 40),
          world.random.pick(['kill-before', 'kill-after', 'drop-after', 'fail-before']),
        );
        await rounds(bench).catch((thrown: unknown) => {
          if (!(thrown instanceof Error)) throw thrown;
        });
      }
      world.plan = () => null;
      bench.restart();
      await rounds(bench);
      expect(all(bench)).toEqual(all(undisturbed.bench));
    },
  );
});

describe('a catalogue of several pages', () => {
  it('is gone on with where a job ended for its 30 seconds', async () => {
    const world = await World.open({ seed: 341, version: 18, crons: [], odooLatencyMs: 12_000 });
    const bench = new CatalogueBench(world);
    const { variants } = world.odoo.control.addProducts({ templates: 1300, sku: 'TANTI', quantity: null });
    await bench.publish(variants.filter((_id, at) => at % 10 === 0));
    const places: unknown[] = [];
    for (let round = 0; round < 12; round += 1) {
      const outcome = await bench.walk();
      const [cursor] = world.rows<{ place: string | null }>(
        "SELECT place FROM cursors WHERE what = 'walk-products'",
      );
      places.push(cursor?.place ?? null);
      if ('detail' in outcome && outcome.detail['ended'] === 1) break;
    }
    expect(places.length).toBeGreaterThan(1);
    expect(places.at(-1)).toBeNull();
    expect(new Set(places).size).toBe(places.length);
    expect(bench.waiting()).toHaveLength(130);
    const jobs = world.rows("SELECT kind FROM jobs WHERE kind = 'walk-products'");
    expect(jobs).toHaveLength(1);
  });

  it('is gone on with behind the last page that was kept where a job was killed', async () => {
    const world = await World.open({ seed: 343, version: 19, crons: [] });
    const bench = new CatalogueBench(world);
    const { variants } = world.odoo.control.addProducts({ templates: 1300, sku: 'TANTI', quantity: null });
    await bench.publish(variants.slice(-5));
    const pages = ({ name }: { name: string }) => name === 'product.product.search_read';
    let seen = 0;
    world.plan = (point) => (pages(point) && (seen += 1) === 3 ? 'kill-after' : null);
    await expect(bench.walk()).rejects.toThrow('killed');
    world.plan = () => null;
    bench.restart();
    const calls = await bench.calls(() => bench.walk());
    expect(calls.filter((name) => pages({ name }))).toHaveLength(1);
    expect(bench.waiting()).toHaveLength(5);
  });

  it('collects what changed in pages, and moves its cursor only at the end', async () => {
    const world = await World.open({ seed: 342, version: 17, crons: [], odooLatencyMs: 12_000 });
    const bench = new CatalogueBench(world);
    const { variants } = world.odoo.control.addProducts({ templates: 1300, sku: 'TANTI', quantity: null });
    await bench.publish(variants);
    const cursor = () =>
      world.rows<{ at: number; place: string | null }>(
        "SELECT at, place FROM cursors WHERE what = 'collect-products'",
      )[0];
    await bench.collect();
    const { startedAt } = JSON.parse(cursor()?.place ?? '{}') as { startedAt: number };
    expect(startedAt).toBeGreaterThan(0);
    for (let round = 0; round < 12 && cursor()?.place !== null; round += 1) await bench.collect();
    expect(cursor()).toEqual({ at: startedAt, place: null });
    await bench.collect();
    expect(bench.waiting()).toHaveLength(1300);
  });
});
