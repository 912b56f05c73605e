import type { Plan, Strike } from './incarnation.ts';
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

/** Strikes any step by chance, until an instant (ms). */
export function stormPlan(
  world: World,
  { until, probability }: { until: number; probability: number },
): Plan {
  return ({ what }) => {
    if (world.time.now() >= until || !world.random.chance(probability)) return null;
    return world.random.pick(what === 'odoo' || what === 'poleepo' ? ofNetwork : ofPlatform);
  };
}
