import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import { historySubject } from '../../src/trade/history-subject.ts';
import type { JobId } from '../../src/trade/ids.ts';
import { stormPlan } from '../support/world/storm.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions: OdooVersion[] = [16, 17, 18, 19];
/** The last ones took longest before jobs in back-off were tried early. */
const seeds = [...Array.from({ length: 12 }, (_, index) => 900 + index), 917, 921, 927, 931];
const historyId = `hist_${'b'.repeat(32)}`;

/** Asks for an import of everything, as a person would in the middle of all this; asked again until it is heard. */
async function askForHistory(world: World): Promise<void> {
  const now = world.time.now();
  try {
    const { history, jobs } = world.house().storesOf({ id: world.first().id, shard: 'main' });
    if ((await history.get(historyId)) === null)
      await history.add({
        id: historyId,
        dryRun: false,
        from: now - 2 * hour,
        askedBy: 'test',
        createdAt: now,
      });
    const subject = historySubject(historyId);
    const id = `job_history_${now}` as JobId;
    await jobs.enqueue({ id, kind: 'import-history', subject, priority: 3, dueAt: now, now });
  } catch {
    world.time.at(now + minute, () => void askForHistory(world));
  }
}

describe('a storm in which webhooks are lost', () => {
  it.each(seeds)(
    'for half of the orders, beside an import of the past, ends with each order once, within one poll (seed %i)',
    async (seed) => {
      const world = await World.open({ seed, version: versions[seed % 4] ?? 18 });
      world.queue = { lose: 0.2, double: 0.2, mostDelayMs: 5000 };
      const stormEnds = world.time.now() + 40 * minute;
      world.plan = stormPlan(world, { until: stormEnds, probability: 0.03 });
      for (let made = 0; made < 16; made += 1) {
        const notify = made % 2 === 0;
        world.time.at(world.time.now() + world.random.int(0, 40 * minute), () => {
          void world.poleepo.control
            .makeOrders({ count: 1, kind: 'plain' })
            .then(({ orders }) => (notify ? world.notifyUntilHeard(orders[0]?.id ?? 0) : undefined));
        });
      }
      world.time.at(world.time.now() + 15 * minute, () => void askForHistory(world));
      world.time.at(world.time.now() + 10 * minute, () => world.poleepo.control.setOutage({ down: true }));
      world.time.at(world.time.now() + 22 * minute, () => world.poleepo.control.setOutage({ down: false }));
      world.time.at(world.time.now() + 25 * minute, () => world.odoo.control.setDown(true));
      world.time.at(world.time.now() + 34 * minute, () => world.odoo.control.setDown(false));
      await world.time.run(() => world.time.now() >= stormEnds, hour);
      world.queue = { lose: 0, double: 0, mostDelayMs: 20 };
      await world.time.run(() => complaints(world).length === 0, hour);
      expect({ seed, withinOnePoll: world.time.now() - stormEnds <= 5 * minute }).toEqual({
        seed,
        withinOnePoll: true,
      });
      expect({ seed, complaints: complaints(world), orders: world.poleepo.control.orders().length }).toEqual({
        seed,
        complaints: [],
        orders: 16,
      });
    },
  );
});

describe('after an hour in which nothing could be asked or told', () => {
  it.each([921, 922, 923])('one poll and its work settle everything (seed %i)', async (seed) => {
    const world = await World.open({ seed, version: versions[seed % 4] ?? 18 });
    await world.time.run(() => false, 6 * minute);
    world.poleepo.control.setOutage({ down: true });
    for (let made = 0; made < 10; made += 1)
      world.time.at(
        world.time.now() + made * 6 * minute,
        () => void world.poleepo.control.makeOrders({ count: 2, kind: 'plain' }),
      );
    await world.time.run(() => false, hour);
    expect(world.odoo.db.count('sale.order')).toBe(0);
    world.poleepo.control.setOutage({ down: false });
    const began = world.time.now();
    expect(await world.time.run(() => complaints(world).length === 0, hour)).toBe(true);
    // The longest pause of a side that is down, one poll, and the work.
    expect(world.time.now() - began).toBeLessThanOrEqual(6 * minute);
  });
});
