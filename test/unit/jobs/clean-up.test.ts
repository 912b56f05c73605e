import { describe, expect, test } from 'vitest';
import { cleanUp, rowsAtOnce } from '../../../src/jobs/clean-up.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import { day, second } from '../../../src/kit/clock.ts';
import { shelfOver } from '../../../src/kit/shelf.ts';
import { addRow } from '../store/support/add-row.ts';
import { createLedger, type Ledger, now } from '../store/support/ledger.ts';

const job = { kind: 'clean-up', subject: 'clean-up', priority: 2 };

/** A ledger with a row of each kind that is `days` old, and one of today. */
function withRows(days: number): Ledger {
  const ledger = createLedger();
  const { sqlite } = ledger;
  for (const [name, at] of [
    ['old', now - days * day],
    ['new', now],
  ] as const) {
    const add = (table: string, row: Parameters<typeof addRow>[2]) =>
      addRow(sqlite, table, { tenant_id: 'ten_a', ...row });
    add('api_log', { id: `call_${name}`, at });
    add('jobs', {
      id: `job_${name}`,
      kind: 'import-order',
      subject: `order:${name}`,
      state: 'completed',
      finished_at: at,
    });
    add('job_runs', { job_id: `job_${name}`, run: 1, started_at: at });
    add('jobs', {
      id: `held_${name}`,
      kind: 'import-order',
      subject: `held:${name}`,
      state: 'held',
      finished_at: at,
    });
    add('webhook_messages', { id: `msg_${name}`, job_id: `job_${name}`, received_at: at });
    add('webhook_messages', { id: `open_${name}`, job_id: `held_${name}`, received_at: at });
    add('refused_messages', { id: `ref_${name}`, received_at: at });
    add('order_events', { id: `ev_${name}`, at });
    add('alerts', { id: `closed_${name}`, kind: 'a', subject: name, closed_at: at });
    add('alerts', { id: `alert_${name}`, kind: 'b', subject: name, last_at: at });
    add('jobs', {
      id: `chore_${name}`,
      kind: 'poll-orders',
      subject: `poll ${name}`,
      state: 'completed',
      finished_at: at,
    });
    add('job_runs', { job_id: `chore_${name}`, run: 1, started_at: at });
    add('api_log', { id: `chore_call_${name}`, job_id: `chore_${name}`, at });
    add('api_log', { id: `chore_error_${name}`, job_id: `chore_${name}`, at, error: 'unreachable' });
  }
  return ledger;
}

function idsIn({ sqlite }: Ledger, table: string, column = 'id'): string[] {
  return sqlite
    .prepare(`SELECT ${column} AS id FROM ${table} ORDER BY 1`)
    .all()
    .map(({ id }) => String(id));
}

function run(ledger: Ledger, clock = { now: () => now }, files = new Map()) {
  const context = {
    stores: ledger,
    clock: { ...clock, sleep: async () => undefined },
    chance: systemChance,
    images: { shelf: shelfOver(files) },
    labels: shelfOver(files),
  };
  return cleanUp(context, job);
}

describe('a clean-up', () => {
  test('removes of chores what is a few days old, and of all else nothing before its time', async () => {
    const ledger = withRows(5);
    expect(await run(ledger)).toEqual({
      kind: 'updated',
      detail: { choreCalls: 1, choreRuns: 1, chores: 1 },
    });
    expect(idsIn(ledger, 'jobs')).toEqual(['chore_new', 'held_new', 'held_old', 'job_new', 'job_old']);
    expect(idsIn(ledger, 'api_log')).not.toContain('chore_call_old');
    expect(idsIn(ledger, 'api_log')).toContain('chore_error_old');
  });

  test('removes what is past its days, and never what is open', async () => {
    const ledger = withRows(800);
    await run(ledger);
    expect(idsIn(ledger, 'api_log')).toEqual(['call_new', 'chore_call_new', 'chore_error_new']);
    expect(idsIn(ledger, 'webhook_messages')).toEqual(['msg_new', 'open_new', 'open_old']);
    expect(idsIn(ledger, 'jobs')).toEqual(['chore_new', 'held_new', 'held_old', 'job_new']);
    expect(idsIn(ledger, 'job_runs', 'job_id')).toEqual(['chore_new', 'job_new']);
    expect(idsIn(ledger, 'refused_messages')).toEqual(['ref_new']);
    expect(idsIn(ledger, 'order_events')).toEqual(['ev_new']);
    expect(idsIn(ledger, 'alerts')).toEqual(['alert_new', 'alert_old', 'closed_new']);
  });

  test('keeps a job as long as a message that stands at it', async () => {
    const ledger = withRows(800);
    await ledger.policy.saveSettingsOf('retention', { completedMessagesDays: 3000 }, { by: 'ada', now });
    await run(ledger);
    expect(idsIn(ledger, 'jobs')).toContain('job_old');
  });

  test('follows the days that the tenant has chosen', async () => {
    const ledger = withRows(5);
    await ledger.policy.saveSettingsOf('retention', { apiLogDays: 2 }, { by: 'ada', now });
    await run(ledger);
    expect(idsIn(ledger, 'api_log')).not.toContain('call_old');
  });

  test('touches nothing of another tenant', async () => {
    const ledger = withRows(800);
    addRow(ledger.sqlite, 'api_log', { id: 'call_theirs', tenant_id: 'ten_b', at: 0 });
    await run(ledger);
    expect(idsIn(ledger, 'api_log')).toContain('call_theirs');
  });

  test('deletes in small pieces, and leaves the rest to a next run after half a minute', async () => {
    const ledger = createLedger();
    for (let made = 0; made < rowsAtOnce * 6; made += 1)
      addRow(ledger.sqlite, 'api_log', { id: `call_${made}`, tenant_id: 'ten_a', at: 0 });
    let asked = now;
    const slow = { now: () => (asked += 4 * second) };
    expect(await run(ledger, slow)).toMatchObject({ kind: 'updated', detail: { ended: 0 } });
    const left = idsIn(ledger, 'api_log').length;
    expect(left).toBeGreaterThan(0);
    expect(left % rowsAtOnce).toBe(0);
    expect((await ledger.jobs.list({ limit: 5 })).items).toMatchObject([
      { subject: 'clean-up', state: 'waiting' },
    ]);
    await run(ledger);
    expect(idsIn(ledger, 'api_log')).toEqual([]);
  });

  test('takes revoked images off the shelf, save what another address still shows', async () => {
    const ledger = createLedger();
    const files = new Map<string, { bytes: Uint8Array; type: string }>();
    const image = (name: string, checksum: string, revokedAt: number | null) => {
      files.set(checksum, { bytes: new Uint8Array(1), type: 'image/png' });
      const place = { model: 'product.template', field: name, revoked_at: revokedAt };
      addRow(ledger.sqlite, 'product_images', { id: `img_${name}`, tenant_id: 'ten_a', checksum, ...place });
    };
    image('alone', 'aa', 1);
    image('shared', 'bb', 1);
    image('sharing', 'bb', null);
    image('good', 'cc', null);
    expect(await run(ledger, undefined, files)).toEqual({ kind: 'updated', detail: { images: 2 } });
    expect([...files.keys()]).toEqual(['bb', 'cc']);
    expect(idsIn(ledger, 'product_images')).toEqual(['img_good', 'img_sharing']);
  });

  test('of what needs none changes nothing', async () => {
    expect(await run(createLedger())).toEqual({ kind: 'unchanged', detail: {} });
  });
});
