import { describe, expect, it } from 'vitest';
import type { TaxId } from '../../../src/trade/ids.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { decimal } from '../../../src/trade/money.ts';
import { shirtDraft, type World, world } from './support/simulated.ts';

/** The draft with every line at a tax that is not its product's own. */
async function otherTaxDraft(odoo: World) {
  const draft = await shirtDraft(odoo);
  const taxes = await odoo.client.taxes.forSales();
  const four = taxes.find((tax) => tax.rate.eq(4) && tax.included);
  if (four === undefined) throw new Error('the demonstration has a tax of 4 %, included');
  const lines = draft.lines.map((line) => ({ ...line, taxIds: [four.id] as TaxId[] }));
  return { ...draft, lines, expectedTotal: decimal('1') };
}

describe.each(odooVersions)('a quotation written again in Odoo %s', (version) => {
  const field = version === 19 ? 'tax_ids' : 'tax_id';

  function taxesOf({ sim: { db } }: World, reference: string): unknown[] {
    const [id] = db.search('sale.order', [['client_order_ref', '=', reference]]);
    const lines = db.search('sale.order.line', [['order_id', '=', id ?? 0]]);
    return db.read('sale.order.line', lines, [field]).map((line) => line[field]);
  }

  it('keeps taxes that are not those of its products', async () => {
    const odoo = await world(version);
    const draft = await otherTaxDraft(odoo);
    const first = await odoo.client.orders.upsert(draft);
    const again = await odoo.client.orders.upsert({ ...draft, mayExist: true });
    expect(first.outcome).toBe('total-differs');
    expect(again).toEqual(first);
    expect(taxesOf(odoo, draft.reference)).toEqual(draft.lines.map((line) => line.taxIds));
  });

  it('would lose them if the company were named again', async () => {
    const odoo = await world(version);
    const draft = await otherTaxDraft(odoo);
    await odoo.client.orders.upsert(draft);
    await odoo.client.orders.upsert({ ...draft, mayExist: false });
    expect(taxesOf(odoo, draft.reference)).not.toEqual(draft.lines.map((line) => line.taxIds));
  });
});
