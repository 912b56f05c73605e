import { describe, expect, it } from 'vitest';
import { hour, second } from '../../src/kit/clock.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

describe.each(versions)('on Odoo %i', (version) => {
  it.each([11, 12, 13])(
    'every webhook five times in any order makes each order once (seed %i)',
    async (seed) => {
      const world = await World.open({ seed, version });
      const { orders } = await world.poleepo.control.makeOrders({ count: 8, kind: 'plain', notify: false });
      const requests = world.random.shuffle(
        orders.flatMap((order) => Array.from({ length: 5 }, () => order.id)),
      );
      const statuses: number[] = [];
      for (const orderId of requests) {
        const request = await world.poleepo.control.webhookRequest({ orderId });
        const at = world.time.now() + world.random.int(0, 4 * second);
        world.time.at(at, () => void world.receive(request).then((answer) => statuses.push(answer.status)));
      }
      await world.time.run(() => statuses.length === requests.length, hour);
      expect(await world.settle(hour)).toBe(true);
      expect(new Set(statuses)).toEqual(new Set([202]));
      expect(complaints(world)).toEqual([]);
      expect(world.rows('SELECT id FROM webhook_messages')).toHaveLength(40);
    },
  );

  it('the same event again is known by its id and changes nothing', async () => {
    const world = await World.open({ seed: 14, version });
    const { orders } = await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: false });
    const orderId = orders[0]?.id ?? 0;
    const answers = [];
    for (const eventId of ['evt_a', 'evt_a', 'evt_a']) {
      const answer = await world.receive(await world.poleepo.control.webhookRequest({ orderId, eventId }));
      answers.push([answer.status, ((await answer.json()) as { repeated: boolean }).repeated]);
    }
    await world.settle(hour);
    expect(answers).toEqual([
      [202, false],
      [202, true],
      [202, true],
    ]);
    expect(complaints(world)).toEqual([]);
    expect(world.rows('SELECT id FROM webhook_messages')).toHaveLength(1);
  });

  it('wake-ups that are lost or doubled change nothing but the hour', async () => {
    const world = await World.open({ seed: 15, version });
    world.queue = { lose: 0.5, double: 0.3, mostDelayMs: 3000 };
    await world.poleepo.control.makeOrders({ count: 10, kind: 'plain', notify: true });
    expect(await world.settle(hour)).toBe(true);
    expect(complaints(world)).toEqual([]);
  });

  it('two objects of one tenant at once make each order once', async () => {
    const world = await World.open({ seed: 16, version });
    const twin = world.twin(world.first().id);
    await world.poleepo.control.makeOrders({ count: 10, kind: 'plain', notify: true });
    for (let knock = 0; knock < 40; knock += 1) {
      world.time.at(world.time.now() + knock * 40, () => void twin.door().wake());
    }
    expect(await world.settle(hour)).toBe(true);
    expect(complaints(world)).toEqual([]);
    expect(twin.deaths).toBe(0);
  });
});
