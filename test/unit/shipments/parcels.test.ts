import { describe, expect, test } from 'vitest';
import type { DeliveryPackage, OdooPackageType } from '../../../src/odoo/client.ts';
import { parcelsOf } from '../../../src/shipments/parcels.ts';
import type { PackageTypeRow } from '../../../src/store/package-type-store.ts';
import { decimal, decimalText } from '../../../src/trade/money.ts';
import { box, delivery, packageType } from './deliveries.ts';
import { refusalOf } from './refusal-of.ts';

const odooType: OdooPackageType = {
  id: 5,
  name: 'Box M',
  length: decimal(33),
  width: decimal(22),
  height: decimal(11),
  maxWeight: null,
  baseWeight: null,
};

interface Given {
  packages?: DeliveryPackage[];
  type?: Partial<PackageTypeRow>;
  odoo?: Partial<OdooPackageType>;
}

function parcels({ packages = [box()], type = {}, odoo = {} }: Given) {
  const mapped = new Map([[5, packageType(type)]]);
  return parcelsOf(delivery({ packages }), { mapped, odoo: [{ ...odooType, ...odoo }] }).map((parcel) => ({
    name: parcel.packageName,
    type: parcel.packageTypeId,
    weight: decimalText(parcel.weight),
    sizes: [parcel.width, parcel.height, parcel.depth].map(decimalText),
  }));
}

const refused = (given: Given) => refusalOf(() => parcels(given));

describe('a parcel', () => {
  test('has the type that Odoo’s stands for, and Odoo’s sizes: its length is the depth', () => {
    expect(parcels({})).toEqual([
      { name: 'PACK0000071', type: 43, weight: '1.2', sizes: ['22', '11', '33'] },
    ]);
  });

  test('has the weight on the scales, where somebody weighed it', () => {
    expect(parcels({ packages: [box({ shippingWeight: decimal('1.45') })] })[0]?.weight).toBe('1.45');
  });

  test('has all sizes of Poleepo’s type where Odoo lacks one', () => {
    expect(parcels({ odoo: { height: null } })[0]?.sizes).toEqual(['40', '30', '30']);
  });

  test('is each package of the delivery', () => {
    const packages = [box(), box({ id: 72, name: 'PACK0000072' })];
    expect(parcels({ packages }).map(({ name }) => name)).toEqual(['PACK0000071', 'PACK0000072']);
  });

  test('weighs as much as the smaller of both limits, and no more', () => {
    const at = (weight: string) => [box({ shippingWeight: decimal(weight) })];
    expect(parcels({ packages: at('20') })).toHaveLength(1);
    expect(refused({ packages: at('20.001') })).toMatchObject({
      code: 'package-too-heavy',
      message: { en: 'The package PACK0000071 weighs 20.001 kg; its type allows 20.' },
    });
    expect(refused({ packages: at('15.1'), odoo: { maxWeight: decimal(15) } }).code).toBe(
      'package-too-heavy',
    );
    expect(parcels({ packages: at('99'), type: { maxWeight: null } })).toHaveLength(1);
  });
});

describe('a delivery is refused', () => {
  test('without packages, and with goods beside them', () => {
    expect(refused({ packages: [] }).code).toBe('no-package');
    const half = delivery({ loose: box().lines });
    const types = { mapped: new Map([[5, packageType()]]), odoo: [odooType] };
    expect(refusalOf(() => parcelsOf(half, types)).code).toBe('goods-not-packed');
  });

  test.each([
    ['package-without-type', { packages: [box({ typeId: null, typeName: null })] }],
    ['package-type-not-mapped', { packages: [box({ typeId: 6, typeName: 'Box L' })] }],
    ['package-without-weight', { packages: [box({ weight: decimal(0) })] }],
    ['package-without-sizes', { type: { depth: null }, odoo: { width: null } }],
  ] satisfies [string, Given][])('by %s, naming the package and what to do', (code, given) => {
    const refusal = refused(given);
    expect(refusal.code).toBe(code);
    for (const locale of ['it', 'en'] as const) {
      expect(refusal.message[locale]).toContain('PACK0000071');
      expect(refusal.nextStep[locale]).toMatch(/\w+ \w+ \w+/);
    }
  });

  test('with the type named that stands for none of Poleepo’s', () => {
    const refusal = refused({ packages: [box({ typeId: 6, typeName: 'Box L' })] });
    expect(refusal.message.it).toContain('«Box L»');
  });
});
