import { expect, test } from 'vitest';
import { keepWatch } from '../../../src/jobs/keep-watch.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import { hour, toIso } from '../../../src/kit/clock.ts';
import { alertWords } from '../../../src/tenants/alert-words.ts';
import { read, save } from '../store/support/catalogue.ts';
import { createLedger, type Ledger, now } from '../store/support/ledger.ts';

async function watchAt(ledger: Ledger, at: number) {
  await keepWatch({
    stores: ledger,
    clock: { now: () => at, sleep: async () => undefined },
    chance: systemChance,
  });
  return (await ledger.notices.alerts(10)).filter(({ kind }) => kind === 'products-in-error');
}

const broken = (odooId: number) => read(odooId, null, { error: { code: 'NO_SKU' } });

test('products in error are one alert, from the first of them until there is none', async () => {
  const ledger = createLedger();
  await save(ledger, read(1), read(2));
  expect(await watchAt(ledger, now)).toEqual([]);
  await save(ledger, broken(1));
  const [first, ...others] = await watchAt(ledger, now + hour);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ detail: { count: 1, since: toIso(now + hour) } });
  await save(ledger, read(1), broken(2));
  expect((await watchAt(ledger, now + 2 * hour)).map(({ id }) => id)).toEqual([first?.id]);
  await save(ledger, read(2));
  expect(await watchAt(ledger, now + 3 * hour)).toEqual([]);
});

test('products that are in error again later are another alert', async () => {
  const ledger = createLedger();
  await save(ledger, broken(1));
  const [first] = await watchAt(ledger, now);
  await save(ledger, read(1));
  await watchAt(ledger, now + hour);
  await save(ledger, broken(1));
  const [second] = await watchAt(ledger, now + 2 * hour);
  expect(second?.id).not.toBe(first?.id);
});

test('an alert that a person has closed stays closed as long as its episode lasts', async () => {
  const ledger = createLedger();
  await save(ledger, broken(1));
  const [alert] = await watchAt(ledger, now);
  await ledger.notices.closeById(alert?.id ?? '', now);
  expect(await watchAt(ledger, now + hour)).toEqual([]);
});

test.each(['products-in-error', 'products-differ'])('%s has words of its own', (kind) => {
  const { title, nextStep } = alertWords({ kind, subject: 's', detail: { count: 3, since: toIso(now) } });
  for (const words of [title, nextStep]) {
    expect(words.it).not.toBe(words.en);
    expect(words.en).not.toContain(kind);
  }
});
