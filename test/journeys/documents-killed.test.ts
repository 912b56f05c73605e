import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../src/kit/clock.ts';
import { DocumentDesk, xml } from '../support/world/documents.ts';
import type { Plan, Point, Strike } from '../support/world/incarnation.ts';
import { lateAt, lateStrikes } from '../support/world/late-strikes.ts';

const versions = [17, 19] as const;

async function open(version: (typeof versions)[number]): Promise<DocumentDesk> {
  const desk = await DocumentDesk.open(version, 961);
  desk.add({ number: '1' });
  desk.add({ number: '2', text: xml, format: 'XML', identified: false });
  desk.world.passed.length = 0;
  return desk;
}

/** The order leaves, and Poleepo says so until it is heard. */
async function leave(desk: DocumentDesk, plan: Plan): Promise<boolean> {
  const { world, sale } = desk;
  await world.time.run(() => false, 2000);
  await world.poleepo.control.patchOrder(sale.orderId, { status: 'SHIPPED', notify: false });
  world.plan = plan;
  void world.notifyUntilHeard(sale.orderId);
  await world.time.run(() => false, 2 * minute);
  return world.settle(2 * day);
}

/** What stands in the end: each file and each note once, and nothing open. */
function found(desk: DocumentDesk) {
  const { names, notes, rows, looks, sale } = desk;
  const told = sale.timeline.filter((kind) => kind.startsWith('document-'));
  const attached = rows.filter((row) => row['attached_at'] !== null).length;
  const states = [...new Set(looks.map(({ state }) => state))];
  return { names, notes: notes.length, attached, told: told.length, states };
}

const all = {
  names: ['fattura-1.pdf', 'fattura-2.xml'],
  notes: 2,
  attached: 2,
  told: 2,
  states: ['completed'],
};

/** Soon, and when everything else is over. */
const late = lateStrikes.filter(({ afterMs }) => afterMs !== 90_000);

const isCall = ({ what }: Point) => what === 'odoo' || what === 'poleepo';

function strikeAt(nth: number, strike: Strike, counts: (point: Point) => boolean): Plan {
  let seen = 0;
  return (point) => (counts(point) && seen++ === nth ? strike : null);
}

describe.each(versions)('on Odoo %i', (version) => {
  // Killed before a step is killed after the one before it.
  it('a process killed after any single step leaves each document once', async () => {
    const calm = await open(version);
    await leave(calm, () => null);
    expect(found(calm)).toEqual(all);
    const points = [...calm.world.passed];
    expect(points.length).toBeGreaterThan(20);
    for (let step = 0; step < points.length; step += 1) {
      const desk = await open(version);
      const settled = await leave(
        desk,
        strikeAt(step, 'kill-after', () => true),
      );
      const where = `${step} ${points[step]?.what} ${points[step]?.name}`;
      expect({ where, settled, ...found(desk) }).toEqual({ where, settled: true, ...all });
    }
  });
});

// What Odoo answers to a repetition differs between 17 and 18; 19 is as 18.
describe('on Odoo 19', () => {
  const version = 19;

  it.each(['drop-before', 'drop-after', 'hang-before', 'hang-after'] as const)(
    'a call struck by %s leaves each document once',
    async (strike) => {
      const calm = await open(version);
      await leave(calm, () => null);
      const calls = calm.world.passed.filter(isCall);
      for (let nth = 0; nth < calls.length; nth += 1) {
        const desk = await open(version);
        const settled = await leave(desk, strikeAt(nth, strike, isCall));
        const where = `${nth} ${calls[nth]?.name}`;
        expect({ where, settled, ...found(desk) }).toEqual({ where, settled: true, ...all });
      }
    },
  );

  it.each(late)('what Odoo gets to after nobody waits for it is there once: %o', async (strike) => {
    const isLoad = ({ name }: Point) => name === 'ir.attachment.load' || name === 'mail.message.load';
    for (let nth = 0; nth < 4; nth += 1) {
      const desk = await open(version);
      const settled = await leave(desk, lateAt(nth, strike, isLoad));
      expect({ nth, settled, ...found(desk) }).toEqual({ nth, settled: true, ...all });
    }
  });
});

it('two looks at once leave each document once', async () => {
  const desk = await open(17);
  const { world, sale } = desk;
  await leave(desk, () => null);
  await desk.leave('DELIVERED');
  for (let time = 0; time < 3; time += 1) await world.poleepo.control.notify({ orderId: sale.orderId });
  await world.settle(hour);
  expect(found(desk)).toEqual(all);
});
