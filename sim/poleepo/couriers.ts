import Big from 'big.js';
import type { Parcel } from './parcel.ts';
import { amount } from './totals.ts';

/** A service of a courier, with its limits for one parcel. All of it is invented. */
export interface CourierService {
  courierId: number;
  courier: string;
  id: number;
  name: string;
  countries: readonly string[];
  /** EUR, for the shipping and for each kg of it. */
  base: string;
  perKg: string;
  maxWeight: number;
  /** Of width, height and depth together, in cm. */
  maxSides: number;
  days: number | null;
  formats: readonly LabelFormat[];
  cashOnDelivery: boolean;
}

export const labelFormats = ['PDF', 'ZPL'] as const;
export type LabelFormat = (typeof labelFormats)[number];

const italy = ['IT'];
const europe = ['AT', 'BE', 'DE', 'ES', 'FR', 'NL', 'PT', 'SI'];
const world = [...europe, 'CH', 'GB', 'NO', 'US'];

const brt = { courierId: 1, courier: 'BRT' };
const gls = { courierId: 2, courier: 'GLS' };
const poste = { courierId: 3, courier: 'Poste Italiane' };
const dhl = { courierId: 4, courier: 'DHL' };

export const courierServices: readonly CourierService[] = [
  {
    ...brt,
    id: 11,
    name: 'BRT Express',
    countries: italy,
    base: '6.90',
    perKg: '0.35',
    maxWeight: 50,
    maxSides: 220,
    days: 2,
    formats: labelFormats,
    cashOnDelivery: true,
  },
  {
    ...gls,
    id: 21,
    name: 'National Express',
    countries: italy,
    base: '6.40',
    perKg: '0.38',
    maxWeight: 35,
    maxSides: 200,
    days: 2,
    formats: ['PDF'],
    cashOnDelivery: true,
  },
  {
    ...gls,
    id: 22,
    name: 'Euro Business',
    countries: europe,
    base: '14.90',
    perKg: '0.95',
    maxWeight: 35,
    maxSides: 200,
    days: 4,
    formats: ['PDF'],
    cashOnDelivery: false,
  },
  {
    ...poste,
    id: 31,
    name: 'Delivery Business Standard',
    countries: italy,
    base: '5.90',
    perKg: '0.45',
    maxWeight: 30,
    maxSides: 150,
    days: null,
    formats: ['PDF'],
    cashOnDelivery: true,
  },
  {
    ...dhl,
    id: 41,
    name: 'Express Domestic',
    countries: italy,
    base: '11.50',
    perKg: '0.60',
    maxWeight: 70,
    maxSides: 240,
    days: 1,
    formats: labelFormats,
    cashOnDelivery: false,
  },
  {
    ...dhl,
    id: 42,
    name: 'Express Worldwide',
    countries: world,
    base: '24.00',
    perKg: '2.10',
    maxWeight: 70,
    maxSides: 240,
    days: 2,
    formats: labelFormats,
    cashOnDelivery: false,
  },
];

/** Whether a service carries parcels to a country. */
export function carries(service: CourierService, parcels: readonly Parcel[], country: string): boolean {
  return (
    service.countries.includes(country) &&
    parcels.every(
      ({ weight, width, height, depth }) =>
        weight <= service.maxWeight && width + height + depth <= service.maxSides,
    )
  );
}

/** What a service asks for parcels, in EUR. */
export function priceOf({ base, perKg }: CourierService, parcels: readonly Parcel[]): number {
  const weight = parcels.reduce((total, parcel) => total.plus(parcel.weight), new Big(0));
  return amount(new Big(base).plus(weight.times(perKg)));
}
