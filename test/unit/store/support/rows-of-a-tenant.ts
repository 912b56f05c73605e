import { addCatalogueOf } from './catalogue-rows.ts';
import { addRow } from './add-row.ts';
import { type Ledger, now } from './ledger.ts';

/** Rows of every kind for one tenant, so that each method of each store finds something there. */
export function addRowsOf(tenantId: string, ledger: Ledger): void {
  const { sqlite } = ledger;
  addCatalogueOf(tenantId, ledger);
  const add = (table: string, row: Parameters<typeof addRow>[2]) =>
    addRow(sqlite, table, { tenant_id: tenantId, ...row });
  const states = { waiting: 1, running: 2, held: 3, failed: 4, completed: 5 };
  for (const [state, number] of Object.entries(states)) {
    add('jobs', { id: `job_${state}`, kind: 'import-order', subject: `order:${number}`, state, due_at: now });
    add('job_runs', { job_id: `job_${state}`, run: 0, started_at: now });
  }
  sqlite.exec(
    `UPDATE jobs SET claim = 'claim-a', lease_until = ${now + 180_000}, runs = 1 WHERE id = 'job_running'`,
  );
  sqlite.exec(`UPDATE jobs SET held = '{"reason":"unknown-sku"}' WHERE id = 'job_held'`);
  add('webhook_messages', { id: 'msg_1', event_id: 'evt_1', subject: 'order:1', job_id: 'job_waiting' });
  add('webhook_messages', { id: 'msg_2', subject: 'order:5', job_id: 'job_completed' });
  add('webhook_messages', { id: 'msg_3', subject: 'order:9', received_at: now });
  add('refused_messages', { id: 'ref_1' });
  for (const side of ['odoo', 'poleepo'])
    add('connections', { side, active: 1, revision: 1, paused_until: now, pauses: 3 });
  const facts = JSON.stringify({ order: { payment: `PAYPAL of ${tenantId}` } });
  add('order_links', { poleepo_order_id: 1, state: 'held', sale_order_id: 41, facts });
  add('order_events', { id: 'ev_1', poleepo_order_id: 1 });
  add('customer_links', { customer_key: 'ada', origin: 'made', partner_id: 7, refused: '[]' });
  add('api_log', { id: 'call_1', direction: 'out', job_id: 'job_running' });
  add('alerts', { id: 'alert_1', kind: 'job-failed', subject: 'order:4', count: 1 });
  add('audit_log', { id: 'audit_1', at: now });
  add('cron_runs', { cron: 'clean-up' });
  add('overrides', { subject: 'order:3', decision: '{"customer":7}' });
  add('rules', { kind: 'sku', key: 'A', value: '41' });
  add('settings', { value: '{"team":7}' });
  add('cursors', { what: 'poll-orders' });
  add('contract_checks', { id: 'chk_1' });
  add('history_imports', { id: 'hist_1', state: 'running', dry_run: 0 });
  add('jobs', {
    id: 'job_past',
    subject: 'order:6',
    state: 'waiting',
    news: 1,
    input: '{"history":"hist_1"}',
  });
  add('jobs', {
    id: 'job_backed_off',
    subject: 'order:7',
    state: 'waiting',
    due_at: now + 600_000,
    attempts: 2,
    error: '{"code":"struggling"}',
  });
  add('package_types', { poleepo_id: 43, name: 'Scatola media', odoo_package_type_id: 5 });
  const shipment = { state: 'issued', origin: 'ponte', poleepo_order_id: 1, parcels: '[]' };
  const known = { picking_id: 7, poleepo_id: 7781, tracking_code: 'BRT1', reference: 'ref-1' };
  add('shipments', { id: `shp_${tenantId}`, label_key: 'label.pdf', ...shipment, ...known });
  add('invoices', {
    id: `inv_${tenantId}`,
    poleepo_order_id: 1,
    sale_order_id: 41,
    state: 'posted',
    updated_at: now,
  });
  add('order_links', { poleepo_order_id: 900, state: 'confirmed', sale_order_id: 940 });
  const refusedInvoice = { poleepo_order_id: 901, sale_order_id: 941, state: 'refused' };
  add('invoices', { id: `inv_refused_${tenantId}`, ...refusedInvoice });
  for (const document_id of ['D0', 'D1']) add('order_documents', { poleepo_order_id: 1, document_id });
  add('shipment_events', { shipment_id: `shp_${tenantId}`, key: 'issued', at: now });
  add('comparisons', { id: 'comp_1', state: 'running' });
  add('comparison_items', { id: 'diff_1', comparison_id: 'comp_1', mend: 'person' });
}
