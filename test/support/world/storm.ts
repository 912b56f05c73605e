import { second } from '../../../src/kit/clock.ts';
import type { LateStrike, Plan, Strike } from './incarnation.ts';
import { isWriting } from './late-strikes.ts';
import type { World } from './world.ts';

const ofNetwork: Strike[] = [
  'kill-before',
  'kill-after',
  'hang-before',
  'hang-after',
  'drop-before',
  'drop-after',
];
const ofPlatform: Strike[] = ['kill-before', 'kill-after', 'fail-before', 'fail-after'];

const late: LateStrike['how'][] = ['late', 'hang-late', 'kill-late'];

/** Some way in which a vendor does a write within its limit although nobody hears of it. */
export function someLate({ random }: Pick<World, 'random'>): LateStrike {
  return { how: random.pick(late), afterMs: random.int(1, 140) * second };
}

/** Strikes any step by chance, until an instant (ms). */
export function stormPlan(
  world: World,
  { until, probability }: { until: number; probability: number },
): Plan {
  return (point) => {
    if (world.time.now() >= until || !world.random.chance(probability)) return null;
    if (isWriting(point) && world.random.chance(0.3)) return someLate(world);
    const { what } = point;
    return world.random.pick(what === 'odoo' || what === 'poleepo' ? ofNetwork : ofPlatform);
  };
}
