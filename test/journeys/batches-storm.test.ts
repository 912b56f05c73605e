import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/kit/clock.ts';
import { batchComplaints, BatchWorld, sentWhileUnknown, tooManyPolls } from '../support/world/batch-world.ts';
import { stormPlan } from '../support/world/storm.ts';

const seeds = [700, 701, 702, 703];

/** Changes by chance for a while: stock, prices, texts, withdrawals, new products and families. */
function changeByChance(one: BatchWorld, { until, products }: { until: number; products: number }): void {
  const { time, random } = one.world;
  const next = () => {
    if (time.now() >= until) return;
    const ids = Array.from({ length: random.int(1, 12) }, () => random.int(1, products));
    const wishes = ids.map((id) => [
      id,
      {
        quantity: random.int(0, 3),
        price: String(random.int(10, 12)),
        title: `Title ${random.int(1, 3)}`,
        ...(id % 4 === 0 && { family: 1000 + (id % 8) }),
        ...(id % 4 !== 0 && random.chance(0.1) && { withdrawn: true }),
      },
    ]);
    void one
      .wish(Object.fromEntries(wishes))
      .then(() => one.begin('send-batches'))
      .catch(() => undefined);
    time.at(time.now() + random.int(5, 240) * second, next);
  };
  time.at(time.now(), next);
}

/** Poleepo itself misbehaves now and then. */
function misbehave({ control }: BatchWorld): void {
  control.setBatchFaults([
    { kind: 'hold', ms: 12 * minute, probability: 0.05 },
    { kind: 'delay', ms: 4 * minute, probability: 0.1 },
    { kind: 'fail-whole', probability: 0.05, times: 6 },
  ]);
  control.setFaults([
    { match: { probability: 0.2 }, kind: 'latency', ms: 4000, jitterMs: 24_000 },
    { match: { path: '/products/batch/{id}', probability: 0.05 }, kind: 'rate-limit' },
    { match: { probability: 0.02 }, kind: 'html-502' },
    { match: { path: '/products/batch', probability: 0.05 }, kind: 'drop-after' },
  ]);
}

describe('an hour of changes in a storm of faults', () => {
  it.each(seeds)(
    'end with what was wished last, within the budget of polls, nothing twice (seed %i)',
    async (seed) => {
      const one = await BatchWorld.open({ seed });
      const { world } = one;
      world.queue = { lose: 0.1, double: 0.1, mostDelayMs: 3000 };
      const ends = world.time.now() + hour;
      changeByChance(one, { until: ends, products: 40 });
      misbehave(one);
      world.plan = stormPlan(world, { until: ends, probability: 0.02 });
      for (let evicted = 0; evicted < 6; evicted += 1)
        world.time.at(
          world.time.now() + world.random.int(0, hour),
          () => void world.cell(world.first().id).evict(),
        );
      await world.time.run(() => world.time.now() >= ends, hour + 1);
      one.control.setFaults([]);
      one.control.setBatchFaults([]);
      await world.settle(2 * day);
      await one.retryFailed();
      await one.begin('send-batches');
      expect({ seed, settled: await world.settle(2 * day) }).toEqual({ seed, settled: true });
      expect({ seed, complaints: batchComplaints(one) }).toEqual({ seed, complaints: [] });
      expect(one.control.batchPolls().length).toBeGreaterThan(8);
    },
    120_000,
  );

  it.each([800, 801])(
    'keep to it with two objects of one tenant at once (seed %i)',
    async (seed) => {
      const one = await BatchWorld.open({ seed });
      const { world } = one;
      const ends = world.time.now() + 40 * minute;
      changeByChance(one, { until: ends, products: 30 });
      const twin = world.twin(world.first().id);
      const knock = () => {
        if (world.time.now() >= ends) return;
        void twin
          .door()
          .wake()
          .catch(() => undefined);
        world.time.at(world.time.now() + world.random.int(1, 20) * second, knock);
      };
      knock();
      world.plan = stormPlan(world, { until: ends, probability: 0.01 });
      await world.time.run(() => world.time.now() >= ends, 40 * minute + 1);
      await one.begin('send-batches');
      expect(await world.settle(2 * day)).toBe(true);
      expect({ seed, complaints: batchComplaints(one) }).toEqual({ seed, complaints: [] });
    },
    120_000,
  );
});

describe('Poleepo at its slowest', () => {
  it('is not asked for batches more than five times in ten minutes, though each call takes half a minute', async () => {
    const one = await BatchWorld.open({ seed: 5, poleepoLatencyMs: 26_000 });
    one.control.changeAccount(one.world.first().clientId, { batches: { delayMs: 3 * minute } });
    for (let round = 0; round < 12; round += 1) {
      await one.wish({ [round + 1]: {} });
      await one.begin('send-batches');
      await one.pass(7 * minute);
      await one.world.cell(one.world.first().id).evict();
    }
    await one.world.settle(day);
    expect([...tooManyPolls(one.world), ...sentWhileUnknown(one.world)]).toEqual([]);
    expect(batchComplaints(one)).toEqual([]);
  });
});
