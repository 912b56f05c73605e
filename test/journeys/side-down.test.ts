import { describe, expect, it } from 'vitest';
import { day, hour, minute, second } from '../../src/kit/clock.ts';
import { complaints } from '../support/world/verdict.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;
const newKey = 'beef000000000000000000000000000000000001';

describe.each(versions)('on Odoo %i', (version) => {
  it('two days without Odoo use up no attempt, and everything settles within minutes after', async () => {
    const world = await World.open({ seed: 41, version, crons: ['process-webhook-queue'] });
    world.odoo.control.setDown(true);
    for (let made = 0; made < 12; made += 1) {
      world.time.at(
        world.time.now() + made * 4 * hour,
        () => void world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true }),
      );
    }
    await world.time.run(() => false, 2 * day);
    const waiting = world.rows<{ attempts: number }>(
      "SELECT attempts FROM jobs WHERE kind = 'import-order' AND state = 'waiting'",
    );
    expect(waiting.map((job) => job.attempts)).toEqual(Array.from({ length: 12 }, () => 0));
    const calls = world.passed.filter((point) => point.what === 'odoo').length;
    expect(calls).toBeLessThan((2 * day) / (4 * minute));
    const [health] = world.rows<{ paused_until: number }>(
      "SELECT paused_until FROM connections WHERE side = 'odoo'",
    );
    expect(health?.paused_until).toBeGreaterThan(0);
    world.odoo.control.setDown(false);
    expect(await world.settle(10 * minute)).toBe(true);
    expect(complaints(world)).toEqual([]);
    expect(world.rows('SELECT side FROM connections WHERE paused_until IS NOT NULL')).toEqual([]);
  });

  it('a revoked key pauses Odoo without using attempts, and a new key wakes everything at once', async () => {
    const world = await World.open({ seed: 42, version });
    await world.poleepo.control.makeOrders({ count: 2, kind: 'plain', notify: true });
    await world.settle(hour);
    world.odoo.control.setKey('ponte@example.com', null);
    await world.poleepo.control.makeOrders({ count: 5, kind: 'plain', notify: true });
    await world.time.run(() => false, 3 * hour);
    const open = world.rows("SELECT 1 FROM jobs WHERE kind = 'import-order' AND state = 'waiting'");
    expect(open).toHaveLength(5);
    expect(world.rows<{ n: number }>('SELECT max(attempts) AS n FROM jobs')[0]?.n).toBe(0);
    world.odoo.control.setKey('ponte@example.com', newKey);
    await world.replaceOdooKey(newKey);
    expect(await world.settle(20 * second)).toBe(true);
    expect(complaints(world)).toEqual([]);
  });

  it('a Poleepo token that expires in mid-run is replaced once and nobody notices', async () => {
    const world = await World.open({ seed: 43, version });
    await world.poleepo.control.makeOrders({ count: 6, kind: 'plain', notify: true });
    for (const ms of [40, 90, 150, 260])
      world.time.at(world.time.now() + ms, () => world.poleepo.control.expireTokens());
    expect(await world.settle(hour)).toBe(true);
    expect(complaints(world)).toEqual([]);
    expect(world.rows<{ n: number }>('SELECT max(attempts) AS n FROM jobs')[0]?.n).toBe(0);
  });

  it('a Poleepo that says 429 is left alone for as long as it asks', async () => {
    const world = await World.open({ seed: 44, version });
    world.poleepo.control.setFaults([
      { match: { path: '/orders/{id}', times: 1 }, kind: 'rate-limit', retryAfter: 120 },
    ]);
    const began = world.time.now();
    await world.poleepo.control.makeOrders({ count: 3, kind: 'plain', notify: true });
    expect(await world.settle(hour)).toBe(true);
    expect(complaints(world)).toEqual([]);
    expect(world.time.now() - began).toBeGreaterThanOrEqual(120 * second);
    expect(world.rows<{ n: number }>('SELECT max(attempts) AS n FROM jobs')[0]?.n).toBe(0);
  });
});
