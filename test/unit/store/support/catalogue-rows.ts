import { addRow } from './add-row.ts';
import { type Ledger, now } from './ledger.ts';

/** Rows of a tenant's catalogue: a product in each state, a batch under way and one that is over. */
export function addCatalogueOf(tenantId: string, { sqlite }: Ledger): void {
  const add = (table: string, row: Parameters<typeof addRow>[2]) =>
    addRow(sqlite, table, { tenant_id: tenantId, ...row });
  const product = (odooId: number, row: Parameters<typeof addRow>[2]) =>
    add('products', {
      kind: 'variant',
      odoo_id: odooId,
      template_id: odooId,
      published: 1,
      published_by: 'odoo',
      ...row,
    });
  product(1, { state: 'waiting', sku: 'A', wanted_rest: 'r', entry: '{}', dirty_at: now });
  product(2, {
    state: 'completed',
    sku: 'B',
    poleepo_ref: 9002,
    accepted_rest: 'r',
    wanted_rest: 'r',
    read_back: 1,
  });
  product(3, { state: 'sending', sku: 'C', wanted_rest: 'r', batch_id: 'bat_1' });
  product(4, { state: 'error', sku: 'D', wanted_rest: 'r', refused: '//r', error: '{"code":"X"}' });
  const image = { model: 'product.template', field: 'image_1920', mimetype: 'image/png', size: 900 };
  add('product_images', { id: 'img_1k', record_id: 1, checksum: 'aa', refused: 'missing', ...image });
  add('product_images', { id: 'img_2k', record_id: 2, checksum: 'bb', revoked_at: now, ...image });
  add('product_batches', { id: 'bat_1', state: 'sent', total: 1, sent_at: now, created_at: now });
  add('product_batches', { id: 'bat_0', state: 'completed', sent_at: now - 5, settled_at: now });
  const item = { position: 0, kind: 'variant', rest: 'r' };
  add('product_batch_items', { batch_id: 'bat_1', odoo_id: 3, state: 'draft', ...item });
  add('product_batch_items', { batch_id: 'bat_0', odoo_id: 2, ...item });
  product(5, {
    state: 'waiting',
    sku: 'E',
    poleepo_ref: 9005,
    accepted_rest: 'r',
    wanted_rest: 'r',
    wanted_quantity: 0,
  });
  add('publish_wishes', { id: 'pub_1', published: 1, variants: '[1]', templates: '[]', created_at: now });
  add('stock_claims', { poleepo_order_id: 7, sku: 'A', quantity: '2' });
  product(6, { state: 'unread', sku: 'F' });
  add('poleepo_products', { poleepo_id: 9002, sku: 'B', walk: 'w1', seen_at: now });
  add('poleepo_products', { poleepo_id: 9003, sku: 'Z', walk: 'w1', seen_at: now });
  add('catalogue_reports', { id: 'rep_1', kind: 'match', state: 'running', summary: '{}', created_at: now });
  const finding = (key: string, odooId: number) =>
    add('catalogue_report_items', {
      report_id: 'rep_1',
      key,
      finding: 'matched',
      sku: 'F',
      odoo_id: odooId,
      detail: '{}',
    });
  finding('variant:6', 6);
  finding('variant:7', 7);
  add('catalogue_report_items', { report_id: 'rep_1', key: 'family:9002', finding: 'family', detail: '{}' });
}
