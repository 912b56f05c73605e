import { z } from 'zod';
import type { PickupAddressId } from '../trade/ids.ts';
import { flag, id, text } from './members.ts';

/** A place where couriers collect. */
export interface PickupAddress {
  id: PickupAddressId;
  name: string | null;
  address: string | null;
  postcode: string | null;
  city: string | null;
  stateIso: string | null;
  countryIso: string | null;
  isDefault: boolean;
}

// assumed: all of it
export const pickupAddress = z
  .object({
    id,
    name: text,
    address: text,
    postcode: text,
    city: text,
    state_iso: text,
    country_iso: text,
    default: flag,
  })
  .transform(({ id: its, state_iso, country_iso, default: isDefault, ...same }): PickupAddress => ({
    ...same,
    id: its as PickupAddressId,
    stateIso: state_iso,
    countryIso: country_iso,
    isDefault: isDefault ?? false,
  }));
