import { describe, expect, it } from 'vitest';
import { minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { LateStrike, Plan, Point } from '../support/world/incarnation.ts';
import { isWriting, lateAt, lateStrikes } from '../support/world/late-strikes.ts';
import { OneSale } from '../support/world/one-sale.ts';
import { Parcel } from '../support/world/parcel.ts';
import { ShippingDesk } from '../support/world/shipments.ts';
import { World } from '../support/world/world.ts';

const isCreating = ({ name }: Point) => name === 'POST /shippings';

async function shipped(version: OdooVersion, plan: Plan = () => null) {
  const desk = await ShippingDesk.ready(version, 641);
  desk.world.plan = plan;
  await desk.pressUntilHeard();
  const settled = await desk.settle();
  await desk.world.time.run(() => false, 10 * minute);
  return { desk, settled: settled && (await desk.settle()) };
}

/** What goes wrong where each write of a shipment, one after the other, is done late. */
async function wrongWhere(version: OdooVersion, strike: LateStrike) {
  const calm = await shipped(version);
  const writes = calm.desk.world.passed.filter(isWriting);
  expect(writes.filter(isCreating)).toHaveLength(1);
  expect(writes.length).toBeGreaterThanOrEqual(4);
  const wrong = [];
  for (const [nth, { name }] of writes.entries()) {
    const { desk, settled } = await shipped(version, lateAt(nth, strike));
    const complaints = desk.complaints();
    if (!settled || complaints.length > 0) wrong.push({ name, settled, complaints });
  }
  return wrong;
}

describe('each write of a shipment that its vendor does late ends with one waybill and one label', () => {
  const some = lateStrikes.filter(({ how, afterMs }) => how === 'late' || afterMs > 20 * second);

  it.each(some)('on Odoo 18: $how, $afterMs ms', async (strike) => {
    expect(await wrongWhere(18, strike)).toEqual([]);
  });

  it.each([16, 17, 19] as const)('on Odoo %i', async (version) => {
    expect(await wrongWhere(version, { how: 'late', afterMs: 140 * second })).toEqual([]);
  });
});

describe('a waybill that Poleepo makes late', () => {
  it.each([20, 90, 140])('is not paid twice though every further step is killed once: %i s', async (late) => {
    const isStep = ({ what }: Point) => what !== 'queue';
    for (let nth = 0; nth < 24; nth += 4) {
      let seen = 0;
      let made = 0;
      const { desk, settled } = await shipped(18, (point) => {
        if (isCreating(point) && made++ === 0) return { how: 'late', afterMs: late * second };
        return made > 0 && isStep(point) && seen++ === nth ? 'kill-before' : null;
      });
      const complaints = desk.complaints();
      expect({ nth, settled, complaints }).toEqual({ nth, settled: true, complaints: [] });
    }
  });

  it('is not paid twice though it was asked for long after we began to', async () => {
    const desk = await ShippingDesk.ready(18, 645);
    desk.world.plan = refuseTokenSlowly(desk.world);
    await desk.pressUntilHeard();
    await desk.world.time.run(() => false, 152 * second);
    await workNow(desk.world, 'ship');
    expect(await desk.settle()).toBe(true);
    expect(desk.complaints()).toEqual([]);
    expect(desk.world.passed.filter(isCreating)).toHaveLength(2);
  });

  it('is asked for once though people press again and again', async () => {
    const desk = await ShippingDesk.ready(18, 642);
    desk.world.plan = lateAt(0, { how: 'late', afterMs: 140 * second }, isCreating);
    for (let presses = 0; presses < 16; presses += 1) {
      await desk.ship();
      await desk.world.time.run(() => false, 10 * second);
    }
    expect(await desk.settle()).toBe(true);
    expect(desk.complaints()).toEqual([]);
    expect(desk.world.passed.filter(isCreating)).toHaveLength(1);
  });
});

/** Ends the back-off of such a job. */
async function workNow(world: World, kind: string): Promise<void> {
  world.sqlite.exec(
    `UPDATE jobs SET due_at = ${world.time.now()} WHERE kind = '${kind}' AND state = 'waiting'`,
  );
  await world.cell(world.first().id).door().wake();
}

/** Poleepo is slow, and refuses the token of the first request for a shipping; the second one it does late. */
function refuseTokenSlowly({ poleepo, time }: World): Plan {
  const fetch = poleepo.fetch;
  let slow = false;
  poleepo.fetch = async (request) => {
    const isAsked = request.method === 'POST' && new URL(request.url).pathname === '/shippings';
    if (isAsked && !slow) poleepo.control.expireTokens();
    slow ||= isAsked;
    const answer = await fetch(request);
    if (slow && time.now() < until) await time.sleep(25 * second);
    return answer;
  };
  const until = time.now() + 40 * second;
  return lateAt(1, { how: 'late', afterMs: 120 * second }, isCreating);
}

/** An order whose goods left with another carrier, which Poleepo is told late. */
async function toldLate(afterMs: number): Promise<Parcel> {
  const crons = ['process-webhook-queue', 'poll-orders', 'poll-shippings'] as const;
  const world = await World.open({ seed: 644, version: 18, crons });
  const sale = await OneSale.make(world);
  world.odoo.control.ship(sale.saleId, { tracking: 'GLS77' });
  world.plan = lateAt(0, { how: 'late', afterMs }, isCreating);
  await world.time.run(() => world.passed.some(isCreating), 10 * minute);
  return new Parcel(sale);
}

describe('a parcel of another carrier', () => {
  it.each([20, 90, 140])('that Poleepo takes late is told once: %i s', async (late) => {
    const { world, rows } = await toldLate(late * second);
    await world.time.run(() => false, 25 * minute);
    expect(world.poleepo.control.shippings()).toMatchObject([{ tracking_code: 'GLS77' }]);
    expect(rows).toHaveLength(1);
  });

  it('that Poleepo takes while a slow look for it is under way is told once', async () => {
    const { world } = await toldLate(145 * second);
    const { poleepo, time } = world;
    const fetch = poleepo.fetch;
    poleepo.fetch = async (request) => {
      const answer = await fetch(request);
      if (request.method === 'GET' && request.url.includes('/shippings?')) await time.sleep(20 * second);
      return answer;
    };
    await time.run(() => false, 135 * second);
    await workNow(world, 'tell-external');
    await time.run(() => false, 25 * minute);
    expect(poleepo.control.shippings()).toHaveLength(1);
    expect(world.passed.filter(isCreating)).toHaveLength(1);
  });
});
