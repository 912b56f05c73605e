import { describe, expect, it } from 'vitest';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { Plan, Point, Strike } from '../support/world/incarnation.ts';
import { endOfOffer, rightOffer } from '../support/world/offers.ts';

const isVendor = ({ what }: Point) => what === 'odoo' || what === 'poleepo';

/** Strikes once, at the n-th of the points that count after the invoice was posted. */
function strikeAt(nth: number, strike: Strike, counts: (point: Point) => boolean) {
  let [posted, seen] = [false, 0];
  const plan: Plan = (point) => {
    if (!posted || !counts(point)) {
      posted ||= point.name === 'account.move.action_post';
      return null;
    }
    return seen++ === nth ? strike : null;
  };
  return { plan, wasStruck: () => seen > nth };
}

/** Beyond so many steps it is offered, whatever is counted. */
const most = 36;

/** Answers how many steps there were to strike. */
async function strikeEach(
  version: OdooVersion,
  strike: Strike,
  counts: (point: Point) => boolean,
): Promise<number> {
  for (let nth = 0; nth < most; nth += 1) {
    const { plan, wasStruck } = strikeAt(nth, strike, counts);
    const { desk, end } = await endOfOffer(version, plan);
    expect({ nth, ...end }).toEqual({ nth, ...rightOffer(desk) });
    if (!wasStruck()) return nth;
  }
  return most;
}

describe('an invoice is at Poleepo once', () => {
  it('wherever the process is killed', async () => {
    expect(await strikeEach(17, 'kill-after', () => true)).toBe(most);
  });

  const ofNetwork: Strike[] = [
    'kill-before',
    'kill-after',
    'drop-before',
    'drop-after',
    'hang-before',
    'hang-after',
  ];
  it.each(ofNetwork)('though any one call is struck by %s', async (strike) => {
    for (const version of [16, 19] as const)
      expect(await strikeEach(version, strike, isVendor)).toBeGreaterThanOrEqual(7);
  });
});
