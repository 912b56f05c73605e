import { describe, expect, it } from 'vitest';
import { customerSheet } from '../../../src/odoo/customers.ts';
import { loadOnce } from '../../../src/odoo/load.ts';
import { orderSheet } from '../../../src/odoo/order-sheet.ts';
import { openSession } from '../../../src/odoo/session.ts';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { dialectOf, odooVersions } from '../../../src/odoo/versions.ts';
import type { CompanyId, PartnerId, ProductId, TaxId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { customerDraft, orderDraft } from '../../unit/odoo/support/drafts.ts';
import { clientOf, connectionTo } from '../../unit/odoo/support/scripted-odoo.ts';
import type { Called } from './support/recorded.ts';
import { cellsOf, race, recorded } from './support/recorded.ts';

const keyed = 'keyed-load-and-races';

/** What `load` came to, given what a server answered. */
async function outcomeOf(version: OdooVersion, result: unknown) {
  const { platform } = clientOf(version, { 'sale.order.load': { result } });
  const sheet = { model: 'sale.order', columns: ['id'], rows: [['ponte.order_1']] };
  return loadOnce(openSession(connectionTo(version), platform), sheet);
}

describe.each(odooVersions)('the recorded answers of load on Odoo %s', (version) => {
  it.each([
    'partner with two child addresses by load',
    'the same again: nothing new',
    'order with two lines by one load, every record keyed',
    'the same load again',
    'load again after confirming (same values)',
  ])('%s: loaded', async (note) => {
    const { result } = recorded(version, keyed, note);
    const [id] = (result as { ids: number[] }).ids;
    expect(await outcomeOf(version, result)).toEqual({ outcome: 'loaded', id });
  });

  it.each(['load with an unknown product id', 'load with a bad number'])(
    '%s: refused for certain',
    async (note) => {
      const { result } = recorded(version, keyed, note);
      expect(await outcomeOf(version, result)).toMatchObject({ outcome: 'refused', certain: true });
    },
  );

  it('a partner that does not exist: refused for certain', async () => {
    const { result } = recorded(version, 'load-idempotent', 'error in load (bad partner)');
    expect(await outcomeOf(version, result)).toMatchObject({ outcome: 'refused', certain: true });
  });

  it('a key with a blank: refused, without a field', async () => {
    const { result } = recorded(version, 'load-idempotent', 'external id with a dot or odd characters');
    expect(await outcomeOf(version, result)).toMatchObject({ outcome: 'refused', certain: false });
  });

  it('six clients at once: one record is loaded, all others meet a conflict', async () => {
    const answers = race(version, keyed, 'six clients at once load the same order with two lines');
    const outcomes = await Promise.all(answers.map((answer) => outcomeOf(version, answer)));
    const ids = outcomes.flatMap((loaded) => (loaded.outcome === 'loaded' ? [loaded.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(6 - ids.length);
  });

  it('the salesperson is refused by 16 alone, which is why it is never loaded', async () => {
    const { result } = recorded(version, keyed, 'load with user_id 1 (OdooBot, inactive)');
    expect((await outcomeOf(version, result)).outcome).toBe(version === 16 ? 'refused' : 'loaded');
  });
});

/** The draft of the recorded order with two lines. */
function draftOf(call: Called) {
  const { cell } = cellsOf(call);
  const text = (column: string, row = 0) => cell(column, row) ?? '';
  const name = (column: string, row = 0) => text(column, row).replace('ponte.', '');
  const taxes = call.call.args.flat(3).includes('order_line/tax_ids/.id') ? 'tax_ids' : 'tax_id';
  return orderDraft({
    key: name('id'),
    partnerId: Number(text('partner_id/.id')) as PartnerId,
    deliveryAddressKey: null,
    reference: text('client_order_ref'),
    origin: text('origin'),
    lines: [0, 1].map((row) => ({
      key: name('order_line/id', row),
      productId: Number(text('order_line/product_id/.id', row)) as ProductId,
      name: text('order_line/name', row),
      quantity: decimal(text('order_line/product_uom_qty', row)),
      unitPrice: decimal(text('order_line/price_unit', row)),
      discount: decimal(text('order_line/discount', row)),
      taxIds: [Number(text(`order_line/${taxes}/.id`, row)) as TaxId],
      isDelivery: false,
    })),
  });
}

/** Columns that we load and no recording of a load holds: each is a plain field, or resolved as `/.id` is. */
const unrecorded = ['order_line/sequence', 'note', 'partner_invoice_id/id', 'partner_shipping_id/id'];

describe.each(odooVersions)('what we load into Odoo %s', (version) => {
  it('is the recorded order, cell by cell', () => {
    const call = recorded(version, keyed, 'order with two lines by one load, every record keyed');
    const theirs = cellsOf(call);
    const companyId = Number(theirs.cell('company_id/.id', 0)) as CompanyId;
    const ours = orderSheet(draftOf(call), { companyId, dialect: dialectOf(version), markDelivery: false });
    for (const column of theirs.columns) {
      const at = ours.columns.indexOf(column);
      expect([column, ours.rows.map((row) => row[at])]).toEqual([
        column,
        [0, 1].map((row) => theirs.cell(column, row)),
      ]);
    }
  });

  it('has no order column that no server ever took', () => {
    const first = cellsOf(recorded(version, keyed, 'order with two lines by one load, every record keyed'));
    const second = cellsOf(recorded(version, 'load-idempotent', 'load full order 3 lines'));
    const known = new Set([...first.columns, ...second.columns, ...unrecorded]);
    const options = { companyId: 3 as CompanyId, dialect: dialectOf(version), markDelivery: true };
    const { columns } = orderSheet(orderDraft({ note: 'Note' }), options);
    expect(columns.filter((column) => !known.has(column))).toEqual([]);
  });

  it('is the recorded partner with its addresses, cell by cell', () => {
    const theirs = cellsOf(recorded(version, keyed, 'partner with two child addresses by load'));
    const text = (column: string, row = 0) => theirs.cell(column, row) ?? '';
    const empty = { email: null, phone: null, street: null, street2: null, zip: null, city: null };
    const ours = customerSheet({
      ...customerDraft(),
      ...empty,
      key: text('id').replace('ponte.', ''),
      name: text('name'),
      email: text('email'),
      countryId: null,
      stateId: null,
      reference: null,
      addresses: (['invoice', 'delivery'] as const).map((type, row) => ({
        ...empty,
        key: text('child_ids/id', row).replace('ponte.', ''),
        type,
        name: text('child_ids/name', row),
        street: text('child_ids/street', row),
        zip: text('child_ids/zip', row),
        city: text('child_ids/city', row),
        countryId: Number(text('child_ids/country_id/.id', row)),
        stateId: null,
      })),
    });
    expect([...ours.columns].sort()).toEqual([...theirs.columns].sort());
    for (const column of theirs.columns) {
      const at = ours.columns.indexOf(column);
      expect(ours.rows.map((row) => row[at])).toEqual([0, 1].map((row) => theirs.cell(column, row)));
    }
  });
});
