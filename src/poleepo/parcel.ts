import type { PoleepoPackageTypeId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { poleepoError } from './errors.ts';
import { exactNumber } from './exact-number.ts';
import { parcelNotWritable } from './hints.ts';

/** One package of a delivery as a courier is to carry it: kg and cm, each more than 0. */
export interface ParcelDraft {
  packageTypeId: PoleepoPackageTypeId;
  weight: Decimal;
  width: Decimal;
  height: Decimal;
  depth: Decimal;
}

/** The parcel as Poleepo gets it. */
export type ParcelEntry = {
  package_type_id: PoleepoPackageTypeId;
  weight: number;
  width: number;
  height: number;
  depth: number;
};

/**
 * The parcels that are sent for drafts. Throws SyncError `invalid` with the member as vendor code (`parcels.0.weight`)
 * where one has no weight or size, or a number that cannot be written exactly; `parcels` where there are none.
 */
export function parcelsOf(drafts: readonly ParcelDraft[]): ParcelEntry[] {
  if (drafts.length === 0) throw notWritten('parcels');
  return drafts.map((draft, index) => {
    const measure = (name: 'weight' | 'width' | 'height' | 'depth') => {
      const member = `parcels.${index}.${name}`;
      if (!draft[name].gt(0)) throw notWritten(member);
      return exactNumber(draft[name], member, parcelNotWritable);
    };
    return {
      package_type_id: draft.packageTypeId,
      weight: measure('weight'),
      width: measure('width'),
      height: measure('height'),
      depth: measure('depth'),
    };
  });
}

function notWritten(member: string) {
  return poleepoError(`${member} cannot be written to poleepo`, {
    code: 'invalid',
    vendorCode: member,
    hint: parcelNotWritable,
  });
}
