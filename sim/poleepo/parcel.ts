import { z } from 'zod';
import type { Account } from './account.ts';
import { Refusal } from './envelope.ts';

const measure = z.number().positive();

/** A parcel as it is asked for: kg and cm. Assumed. */
export const parcelSchema = z.strictObject({
  package_type_id: z.int().min(1),
  weight: measure,
  width: measure,
  height: measure,
  depth: measure,
});

export type Parcel = z.output<typeof parcelSchema>;

export const parcelsSchema = z.array(parcelSchema).min(1).max(50);

/** The refusal of one member of what was asked for. Its code is that of the whole as well. */
export function refusedMember(field: string, code: string, message: string): Refusal {
  return new Refusal({ status: 422, code, message, errors: [{ field, code, message }] });
}

/** Refuses parcels (422) of a type that the account does not have, or heavier than their type may be. */
export function checkParcels({ shippingSettings }: Account, parcels: readonly Parcel[]): void {
  for (const [index, parcel] of parcels.entries()) {
    const type = shippingSettings.packageTypes.find(({ id }) => id === parcel.package_type_id);
    const field = `parcels.${index}`;
    if (type === undefined) {
      throw refusedMember(`${field}.package_type_id`, 'PACKAGE_TYPE_INVALID', 'No such package type');
    }
    if (parcel.weight > type.max_weight) {
      throw refusedMember(`${field}.weight`, 'PARCEL_TOO_HEAVY', `At most ${type.max_weight} kg`);
    }
  }
}
