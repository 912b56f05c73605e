import { describe, expect, it } from 'vitest';
import type { VariantId } from '../../../src/odoo/client.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { argument, catalogueFields } from './support/catalogue.ts';
import { clientOf } from './support/scripted-odoo.ts';

const names = { published: ['x_poleepo_published', 'poleepo_published'] };
const write = 'product.product.write';
const ids = [46, 47] as VariantId[];

describe.each(odooVersions)('publishing in Odoo %s', (version) => {
  it('takes one write for all variants, into the field that goes first', async () => {
    const odoo = clientOf(version, { [write]: { result: true } });
    const wanted = { ids, published: true };
    expect(await odoo.client.catalogue.publish(wanted, catalogueFields(names))).toBe('written');
    expect(odoo.heard).toHaveLength(1);
    expect(argument(version, odoo.nth(0), ['vals', 1])).toEqual({ x_poleepo_published: true });
  });

  it('says so where Odoo forbids or refuses it after all', async () => {
    for (const fault of ['odoo.exceptions.AccessError', 'odoo.exceptions.ValidationError']) {
      const odoo = clientOf(version, { [write]: { fault } });
      const wanted = { ids, published: true };
      expect(await odoo.client.catalogue.publish(wanted, catalogueFields(names))).toBe('not-allowed');
    }
  });

  it('asks nothing where there is no field, or where the user may not write products', async () => {
    const odoo = clientOf(version, {});
    const wanted = { ids, published: false };
    expect(await odoo.client.catalogue.publish(wanted, catalogueFields({}))).toBe('no-field');
    const fields = { ...catalogueFields(names), mayWrite: false };
    expect(await odoo.client.catalogue.publish(wanted, fields)).toBe('not-allowed');
    expect(odoo.heard).toEqual([]);
  });
});
