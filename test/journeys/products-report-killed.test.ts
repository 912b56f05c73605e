import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/kit/clock.ts';
import { ReportDesk } from '../support/world/reports.ts';
import { stormPlan } from '../support/world/storm.ts';

/** A shop with a catalogue of several pages on either side. */
async function large(seed: number): Promise<ReportDesk> {
  const desk = await ReportDesk.open({ seed, version: 18 });
  desk.world.odoo.control.addProducts({ templates: 520, variants: 1, sku: 'MANY' });
  const products = Array.from({ length: 250 }, (_one, at) => ({ sku: `ALTRO-${at}` }));
  desk.world.poleepo.control.addProducts({ products });
  return desk;
}

const found = (desk: ReportDesk) =>
  desk.world.rows(
    'SELECT finding, count(*) AS n, count(DISTINCT key) AS keys FROM catalogue_report_items GROUP BY finding ORDER BY finding',
  );

describe('a report', () => {
  it('that is struck at any step finds what one finds that is left alone', async () => {
    const calm = await large(561);
    await calm.report('match', 'saleable');
    for (const seed of [562, 563, 564]) {
      const desk = await large(seed);
      const { json } = await desk.api.post('/v1/products/reports', { kind: 'match', scope: 'saleable' });
      desk.world.plan = stormPlan(desk.world, {
        until: desk.world.time.now() + 10 * minute,
        probability: 0.15,
      });
      await desk.pass(3 * hour);
      expect(await desk.read(String(json['id']))).toMatchObject({ state: 'completed' });
      expect(found(desk)).toEqual(found(calm));
    }
  });

  it('waits for another one that is under way, and both end', async () => {
    const desk = await large(565);
    const asked = await Promise.all(
      ['match', 'rehearsal', 'match'].map((kind) =>
        desk.api.post('/v1/products/reports', { kind, scope: 'saleable' }),
      ),
    );
    await desk.pass(10 * minute);
    const reports = await Promise.all(asked.map(({ json }) => desk.read(String(json['id']))));
    expect(reports.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
    expect(reports[0]?.summary['findings']).toEqual(reports[2]?.summary['findings']);
  });

  it('whose work has failed is told as failed once the next one begins', async () => {
    const desk = await ReportDesk.open({ seed: 566, version: 18 });
    const { json } = await desk.api.post('/v1/products/reports', { kind: 'match' });
    desk.world.sqlite.exec("UPDATE jobs SET state = 'failed'");
    expect((await desk.report('match')).state).toBe('completed');
    expect(await desk.read(String(json['id']))).toMatchObject({ state: 'failed', items: [] });
  });
});
