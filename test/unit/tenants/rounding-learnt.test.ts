import { describe, expect, it } from 'vitest';
import { memoryOver } from '../../../src/kit/memory.ts';
import { ReferenceCache } from '../../../src/tenants/reference.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { clientOf } from '../odoo/support/scripted-odoo.ts';

/** What a tenant's Odoo says of its company, and a cache over what outlives the process. */
function known(kept: Map<string, unknown>, method = 'round_globally') {
  const company = { id: 2, currency_id: [125, 'EUR'], country_id: [109, 'Italy'] };
  const odoo = clientOf(18, {
    'res.company.read': { result: [{ ...company, tax_calculation_rounding_method: method }] },
    'sale.order.line.fields_get': { result: { price_unit: {}, discount: {}, product_uom_qty: {} } },
    'product.product.fields_get': { result: {} },
  });
  const cache = new ReferenceCache(createVirtualClock(), memoryOver(kept));
  return { odoo, reference: cache.through(odoo.client) };
}

const roundingIn = async ({ reference }: ReturnType<typeof known>) => (await reference.company()).rounding;

describe('how a company rounds', () => {
  it('is as its version does until orders have taught otherwise, and then that', async () => {
    const tenant = known(new Map());
    expect(await roundingIn(tenant)).toBe('raw-sums');
    await tenant.reference.learnRounding('lines-first');
    expect(await roundingIn(tenant)).toBe('lines-first');
    expect(tenant.odoo.heard).toHaveLength(3);
  });

  it('is still known after the process has ended', async () => {
    const kept = new Map<string, unknown>();
    await known(kept).reference.learnRounding('raw-sums-included-kept');
    expect(await roundingIn(known(kept))).toBe('raw-sums-included-kept');
  });

  it('is what Odoo says where it says something else than when it was learnt', async () => {
    const kept = new Map<string, unknown>();
    await known(kept).reference.learnRounding('lines-first');
    expect(await roundingIn(known(kept, 'round_per_line'))).toBe('per-line');
    expect(await roundingIn(known(kept))).toBe('lines-first');
  });

  it('is not taken from what cannot be read', async () => {
    expect(await roundingIn(known(new Map([['rounding-learnt', { learnt: 'at random' }]])))).toBe('raw-sums');
  });
});
