import { z } from 'zod';
import { packageTypes } from './package-types.ts';
import { pickupAddresses } from './pickup-addresses.ts';

const text = z.string();
const measure = z.number().positive();

/** How shipments of an account behave. */
export const shippingSettingsSchema = z.strictObject({
  /** A label as bytes, or as base64 inside JSON. */
  labelForm: z.enum(['bytes', 'json']),
  /** How long a new waybill has no label, in milliseconds, and what is answered meanwhile. */
  labelDelayMs: z.int().min(0),
  labelPendingStatus: z.literal([404, 409]),
  /** From one status to the next once a courier has it, in milliseconds; null: only the control moves it. */
  stepMs: z.int().min(1).nullable(),
  packageTypes: z.array(
    z.strictObject({
      id: z.int().min(1),
      name: text,
      width: measure,
      height: measure,
      depth: measure,
      max_weight: measure,
    }),
  ),
  pickupAddresses: z.array(
    z.strictObject({
      id: z.int().min(1),
      name: text,
      address: text,
      postcode: text,
      city: text,
      state_iso: text,
      country_iso: text,
      default: z.boolean(),
    }),
  ),
});

export type ShippingSettings = z.output<typeof shippingSettingsSchema>;
export type ShippingSettingsGiven = {
  [member in keyof ShippingSettings]?: ShippingSettings[member] | undefined;
};

export const shippingDefaults: ShippingSettings = {
  labelForm: 'bytes',
  labelDelayMs: 0,
  labelPendingStatus: 404,
  stepMs: null,
  packageTypes: [...packageTypes],
  pickupAddresses: [...pickupAddresses],
};

/** Settings of which some are given: the others stay as they were. */
export function shippingSettings(
  before: ShippingSettings,
  given: ShippingSettingsGiven | undefined,
): ShippingSettings {
  const named = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(named) };
}
