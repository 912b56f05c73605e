import { describe, expect, test } from 'vitest';
import { crons } from '../../../src/jobs/crons.ts';
import { runCron } from '../../../src/cron/run-cron.ts';
import { minute } from '../../../src/kit/clock.ts';
import { World } from '../../support/world/world.ts';

const cleanUp = crons['clean-up'].expression;

function worldOf(seed: number, tenants = 2): Promise<World> {
  return World.open({ seed, version: 18, tenants });
}

describe('the clean-up', () => {
  test('gives every tenant one job, notes it, and wakes their lanes', async () => {
    const world = await worldOf(81, 3);
    await runCron(cleanUp, world.house());
    const given = world.rows<{ tenant_id: string }>("SELECT tenant_id FROM jobs WHERE kind = 'clean-up'");
    expect(given.map((row) => row.tenant_id).toSorted()).toEqual(
      world.tenants.map(({ id }) => id).toSorted(),
    );
    expect(world.rows('SELECT cron, result FROM cron_runs')).toHaveLength(3);
    expect(await world.settle(minute)).toBe(true);
    expect(world.rows("SELECT 1 FROM jobs WHERE state = 'completed'")).toHaveLength(3);
  });

  test('joins a clean-up that still waits', async () => {
    const world = await worldOf(82, 1);
    world.queue.lose = 1;
    for (let time = 0; time < 3; time += 1) await runCron(cleanUp, world.house());
    expect(world.rows("SELECT state, news FROM jobs WHERE kind = 'clean-up'")).toEqual([
      { state: 'waiting', news: 3 },
    ]);
  });

  test('passes by a company that is suspended', async () => {
    const world = await worldOf(83);
    const { id } = world.first();
    await world.house().directory.tenants.suspend(id, world.time.now());
    await runCron(cleanUp, world.house());
    const given = world.rows("SELECT tenant_id FROM jobs WHERE kind = 'clean-up'");
    expect(given.map((row) => row.tenant_id)).toEqual([world.tenants[1]?.id]);
  });
});

describe('a cron', () => {
  test('notes when it began, ended and how', async () => {
    const world = await worldOf(84, 1);
    const at = world.time.now();
    await runCron(cleanUp, world.house());
    const house = world.house();
    expect(await house.cronTicks()).toEqual([
      { cron: 'clean-up', startedAt: at, finishedAt: world.time.now(), result: '1 tenants' },
    ]);
  });

  test('that fails says so and does not throw', async () => {
    const world = await worldOf(85, 1);
    const house = world.house();
    world.sqlite.exec('DROP TABLE jobs');
    await runCron('* * * * *', house);
    const [tick] = await house.cronTicks();
    expect(tick?.result).toMatch(/^failed: /);
  });

  test('that nobody knows is logged and notes nothing', async () => {
    const world = await worldOf(86, 1);
    await runCron('1 2 3 4 5', world.house());
    expect(world.logLines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'error', event: 'unknown cron', expression: '1 2 3 4 5' },
    ]);
    expect(await world.house().cronTicks()).toEqual([]);
  });

  test('of each minute wakes every tenant whose work was left behind', async () => {
    const world = await worldOf(87);
    world.queue.lose = 1;
    for (const { clientId } of world.tenants)
      await world.poleepo.control.makeOrders({ account: clientId, count: 2, kind: 'plain', notify: true });
    await world.time.run(() => world.open() === 4, minute / 2);
    world.queue.lose = 0;
    await runCron('* * * * *', world.house());
    expect(await world.settle(minute / 4)).toBe(true);
    expect(world.rows("SELECT 1 FROM order_links WHERE state = 'confirmed'")).toHaveLength(4);
  });
});
