import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import { readDocuments } from '../../../src/invoices/read-documents.ts';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import { createBench, json, type Route } from '../poleepo/fake-poleepo.ts';
import { createLedger, now } from '../store/support/ledger.ts';

const id = 918_273 as PoleepoOrderId;
const list = 'GET /orders/918273/documents';
const order = 'GET /orders/918273';

/** What is answered to whoever reads the documents under these routes, and the alerts that there are then. */
async function read(...times: Record<string, Route>[]) {
  const stores = createLedger();
  const answers = [];
  for (const routes of times) {
    const { client: poleepo, clock } = createBench(routes);
    answers.push(await readDocuments({ poleepo, stores, clock, chance: systemChance }, id).catch(String));
  }
  const alerts = await stores.notices.alerts(9);
  return { answers, alerts: alerts.map(({ subject, count }) => [subject, count]), stores };
}

const with200 = (data: unknown) => ({ [list]: () => json({ data }) });
const says = (status: number, of: Record<string, Route> = {}) => ({
  [list]: () => json({ success: false, message: 'No' }, status),
  ...of,
});
const none = { kind: 'read', documents: [] };

describe('reading the documents of an order', () => {
  test.each<[string, Record<string, Route>]>([
    ['not-understood', with200({ documents: [] })],
    ['not-understood', with200('none')],
    ['forbidden', says(403)],
    ['not-offered', says(405)],
    ['not-offered', says(404, { [order]: () => json({ data: { id } }) })],
    ['not-offered', says(404, { [order]: () => json({ data: 'a page' }) })],
  ])('is told of once where it is %s', async (why, routes) => {
    const { answers, alerts } = await read(routes, routes);
    expect(answers).toEqual([
      { kind: 'not-readable', why },
      { kind: 'not-readable', why },
    ]);
    expect(alerts).toEqual([[`${why}:0`, 1]]);
  });

  test('is no trouble where the order is gone', async () => {
    const { answers, alerts } = await read(says(404, { [order]: () => json({}, 404) }));
    expect([answers, alerts]).toEqual([[{ kind: 'order-gone' }], []]);
  });

  test('closes what was told once it can be done', async () => {
    const { answers, alerts } = await read(says(403), with200([]));
    expect([answers[1], alerts]).toEqual([none, []]);
  });

  test('is told of again for another key', async () => {
    const { stores } = await read(says(403));
    const key = { settings: {}, sealedKey: 'another', active: true, now };
    await stores.connections.save('poleepo', key);
    const { client: poleepo, clock } = createBench(says(403));
    await readDocuments({ poleepo, stores, clock, chance: systemChance }, id);
    const subjects = (await stores.notices.alerts(9)).map(({ subject }) => subject);
    expect(subjects.toSorted()).toEqual(['forbidden:0', `forbidden:${now}`]);
  });

  test('fails for now where Poleepo struggles, with no notice', async () => {
    const { answers, alerts } = await read(says(500), says(404, { [order]: () => json({}, 500) }));
    expect(answers).toEqual([expect.stringContaining('500'), expect.stringContaining('500')]);
    expect(alerts).toEqual([]);
  });
});
