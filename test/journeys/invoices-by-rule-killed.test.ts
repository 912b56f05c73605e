import { describe, expect, it } from 'vitest';
import type { Strike } from '../support/world/incarnation.ts';
import { invoicesIn, look, movesIn, ruled } from '../support/world/invoice-rule.ts';

const strikes = ['kill-after', 'drop-after'] as const;

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it.each(strikes)(
    'each of two orders is invoiced once though any one step is struck by %s',
    async (strike: Strike) => {
      // Each version takes every fourth step.
      for (let nth = version - 16; nth < 60; nth += 4) {
        const desk = await ruled({ version }, 861);
        const other = await desk.another();
        desk.deliver();
        other.deliver();
        let seen = 0;
        desk.world.plan = ({ what }) => {
          if (!strike.startsWith('kill') && what !== 'odoo') return null;
          return seen++ === nth ? strike : null;
        };
        await look(desk);
        await look(desk);
        const found = { nth, rows: invoicesIn(desk).map(({ state }) => state), moves: movesIn(desk).length };
        expect(found).toEqual({ nth, rows: ['posted', 'posted'], moves: 2 });
        if (seen <= nth) break;
      }
    },
  );
});
