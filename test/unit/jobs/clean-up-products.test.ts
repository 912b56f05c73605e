import { expect, test } from 'vitest';
import { cleanUp } from '../../../src/jobs/clean-up.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import { day } from '../../../src/kit/clock.ts';
import { shelfOver } from '../../../src/kit/shelf.ts';
import { addRow } from '../store/support/add-row.ts';
import { createLedger, type Ledger, now } from '../store/support/ledger.ts';

function withReports(): Ledger {
  const ledger = createLedger();
  for (const [name, at] of [
    ['old', now - 800 * day],
    ['new', now],
  ] as const) {
    const add = (table: string, row: Parameters<typeof addRow>[2]) =>
      addRow(ledger.sqlite, table, { tenant_id: 'ten_a', ...row });
    add('catalogue_reports', { id: `rep_${name}`, kind: 'match', state: 'completed', created_at: at });
    add('catalogue_report_items', { report_id: `rep_${name}`, key: 'variant:1', detail: '{}' });
    add('product_batches', { id: `bat_${name}`, state: 'completed', settled_at: at });
    add('product_batch_items', { batch_id: `bat_${name}`, position: 0, kind: 'variant' });
    add('product_batches', { id: `open_${name}`, state: 'sent', created_at: at, sent_at: at });
    add('product_batch_items', { batch_id: `open_${name}`, position: 0, kind: 'variant' });
    const job = { subject: `chore ${name}`, state: 'completed', finished_at: at };
    add('jobs', { id: `chore_${name}`, kind: 'generate-product-batches', ...job });
  }
  return ledger;
}

const idsIn = ({ sqlite }: Ledger, table: string, column = 'id') =>
  sqlite
    .prepare(`SELECT ${column} AS id FROM ${table} ORDER BY 1`)
    .all()
    .map(({ id }) => String(id));

test('reports and settled batches go with their items after their days, open batches never', async () => {
  const ledger = withReports();
  await cleanUp(
    {
      stores: ledger,
      clock: { now: () => now, sleep: async () => undefined },
      chance: systemChance,
      images: { shelf: shelfOver(new Map()) },
      labels: shelfOver(new Map()),
    },
    { kind: 'clean-up', subject: 'clean-up', priority: 2 },
  );
  expect(idsIn(ledger, 'catalogue_reports')).toEqual(['rep_new']);
  expect(idsIn(ledger, 'catalogue_report_items', 'report_id')).toEqual(['rep_new']);
  expect(idsIn(ledger, 'product_batches')).toEqual(['bat_new', 'open_new', 'open_old']);
  expect(idsIn(ledger, 'product_batch_items', 'batch_id')).toEqual(['bat_new', 'open_new', 'open_old']);
  expect(idsIn(ledger, 'jobs')).toEqual(['chore_new']);
});
