/** A place where couriers collect, as `GET /pickup_addresses` shows it. Assumed. */
export interface PickupAddress {
  id: number;
  name: string;
  address: string;
  postcode: string;
  city: string;
  state_iso: string;
  country_iso: string;
  default: boolean;
}

/** What every account has unless told. */
export const pickupAddresses: readonly PickupAddress[] = [
  {
    id: 301,
    name: 'Magazzino centrale',
    address: 'Via dell’Industria 12',
    postcode: '40138',
    city: 'Bologna',
    state_iso: 'BO',
    country_iso: 'IT',
    default: true,
  },
  {
    id: 302,
    name: 'Negozio di Milano',
    address: 'Corso Buenos Aires 7',
    postcode: '20124',
    city: 'Milano',
    state_iso: 'MI',
    country_iso: 'IT',
    default: false,
  },
];
