import { describe, expect, it } from 'vitest';
import { second } from '../../src/kit/clock.ts';
import type { Plan, Strike } from '../support/world/incarnation.ts';
import { isWriting } from '../support/world/late-strikes.ts';
import { ShippingDesk } from '../support/world/shipments.ts';
import { someLate } from '../support/world/storm.ts';

const ofNetwork: Strike[] = ['hang-before', 'hang-after', 'drop-before', 'drop-after'];
const ofProcess: Strike[] = ['kill-before', 'kill-after'];
const ofPlatform: Strike[] = ['fail-before', 'fail-after'];

/** Strikes whatever it likes, so many times. */
function storm({ world }: ShippingDesk, times: number): Plan {
  const { random } = world;
  let left = times;
  return (point) => {
    if (left === 0 || !random.chance(0.08)) return null;
    left -= 1;
    if (isWriting(point) && random.chance(0.3)) return someLate(world);
    const { what } = point;
    if (what === 'd1') return random.pick([...ofProcess, ...ofPlatform]);
    return random.pick(what === 'queue' ? ofProcess : [...ofNetwork, ...ofProcess]);
  };
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it.each([1, 2, 3])(
    'orders shipped by two people in a storm have one waybill and one label each: %i',
    async (seed) => {
      const desk = await ShippingDesk.ready(version, 700 + seed);
      const desks = [desk];
      for (let more = 0; more < 2; more += 1) {
        const another = await desk.another();
        another.deliver();
        desks.push(another);
      }
      desk.world.plan = storm(desk, 20);
      await Promise.all([...desks, ...desks].map((one) => one.pressUntilHeard()));
      expect(await desk.settle()).toBe(true);
      expect(desks.map((one) => one.complaints())).toEqual([[], [], []]);
    },
  );
});

describe('a waybill that Poleepo makes long after we stopped waiting', () => {
  it.each([40, 100, 140])('is found and not paid twice: %i s', async (late) => {
    const desk = await ShippingDesk.ready(18, 710);
    const match = { path: '/shippings', method: 'POST', nth: 1 };
    desk.world.poleepo.control.setFaults([{ kind: 'latency', ms: late * second, match }]);
    await desk.ship();
    expect(await desk.settle()).toBe(true);
    expect(desk.complaints()).toEqual([]);
  });
});
