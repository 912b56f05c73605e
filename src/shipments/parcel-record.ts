import { z } from 'zod';
import type { ParcelDraft } from '../poleepo/client.ts';
import type { PoleepoPackageTypeId } from '../trade/ids.ts';
import { decimal, decimalText } from '../trade/money.ts';
import type { Parcel } from './parcels.ts';

const measure = z.string().transform((value) => decimal(value));

const kept = z.array(
  z.object({
    packageTypeId: z.int().transform((id) => id as PoleepoPackageTypeId),
    weight: measure,
    width: measure,
    height: measure,
    depth: measure,
  }),
);

/** Parcels as they are kept and shown: kg and cm as decimal texts. */
export function parcelRecords(parcels: readonly Parcel[]) {
  return parcels.map(({ packageId, packageName, packageTypeId, weight, width, height, depth }) => ({
    packageId,
    packageName,
    packageTypeId,
    weight: decimalText(weight),
    width: decimalText(width),
    height: decimalText(height),
    depth: decimalText(depth),
  }));
}

/** Kept parcels as a courier is told of them. */
export function parcelDrafts(records: readonly Record<string, unknown>[]): ParcelDraft[] {
  return kept.parse(records);
}
