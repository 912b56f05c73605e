import { describe, expect, test } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import type { ParcelDraft } from '../../../src/poleepo/parcel.ts';
import { parcelsOf } from '../../../src/poleepo/parcel.ts';
import type { PoleepoPackageTypeId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';

function parcel(members: Partial<ParcelDraft> = {}): ParcelDraft {
  return {
    packageTypeId: 43 as PoleepoPackageTypeId,
    weight: decimal('2.350'),
    width: decimal('40'),
    height: decimal('30.5'),
    depth: decimal('0.1').plus('0.2'),
    ...members,
  };
}

function refused(drafts: readonly ParcelDraft[]): SyncError {
  try {
    parcelsOf(drafts);
  } catch (thrown) {
    if (thrown instanceof SyncError) return thrown;
  }
  throw new Error('the parcels were written');
}

describe('parcels', () => {
  test('are written as exact numbers', () => {
    expect(JSON.stringify(parcelsOf([parcel()]))).toBe(
      '[{"package_type_id":43,"weight":2.35,"width":40,"height":30.5,"depth":0.3}]',
    );
  });

  test.each(['weight', 'width', 'height', 'depth'] as const)('need a %s', (member) => {
    for (const value of ['0', '-1', '1.23456789012345678']) {
      expect(refused([parcel(), parcel({ [member]: decimal(value) })])).toMatchObject({
        code: 'invalid',
        advice: 'give-up',
        vendorCode: `parcels.1.${member}`,
        mayHaveHappened: false,
      });
    }
  });

  test('are at least one', () => {
    expect(refused([])).toMatchObject({ code: 'invalid', vendorCode: 'parcels' });
  });

  test('that cannot be written say what to do', () => {
    const { hint } = refused([parcel({ weight: decimal(0) })]);
    expect(hint?.it).toContain('peso');
    expect(hint?.en).toContain('weight');
  });
});
