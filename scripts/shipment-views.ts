import { z } from 'zod';
import type { Api } from './api.ts';
import type { LocalHouse } from './local-house.ts';

export const listedShipment = z.object({
  id: z.string(),
  state: z.string(),
  poleepoId: z.int().nullable(),
  poleepoOrderId: z.int(),
  courier: z.string().nullable(),
  trackingCode: z.string().nullable(),
  status: z.string().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  error: z.object({ title: z.string() }).nullable(),
});

export type ListedShipment = z.output<typeof listedShipment>;

const addresses = z.object({ items: z.array(z.object({ id: z.int(), isDefault: z.boolean() })) });

const quote = z.object({
  courierId: z.string(),
  courier: z.string().nullable(),
  serviceId: z.string(),
  service: z.string().nullable(),
  price: z.string(),
});

export const answeredQuotes = z.object({ quotes: z.array(quote).min(1) });

export type Quote = z.output<typeof quote>;

export const shipmentOf = (api: Api, id: string): Promise<ListedShipment> =>
  api.get(`/v1/shipments/${id}`, listedShipment);

/** Newest first; at most 200. */
export async function listedShipments(api: Api): Promise<ListedShipment[]> {
  return (await api.get('/v1/shipments?limit=200', z.object({ items: z.array(listedShipment) }))).items;
}

export async function pickupAddressOf(api: Api): Promise<number> {
  const { items } = await api.get('/v1/pickup-addresses', addresses);
  const chosen = items.find(({ isDefault }) => isDefault) ?? items[0];
  if (chosen === undefined) throw new Error('Poleepo has no pickup address');
  return chosen.id;
}

/** The first of those that cost least. */
export function cheapestOf({ quotes }: z.output<typeof answeredQuotes>): Quote {
  return quotes.reduce((best, one) => (Number(one.price) < Number(best.price) ? one : best));
}

/** Poleepo's medium box, as the simulator has it. */
const mediumBox = 43;

/** Has a box in Odoo stand for Poleepo's medium one; answers its id in Odoo. */
export async function mapBox({ odoo }: Pick<LocalHouse, 'odoo'>, api: Api): Promise<number> {
  const name = 'Scatola M';
  const [known] = odoo.sim.db.search('stock.package.type', [['name', '=', name]]);
  if (known !== undefined) return known;
  const made = odoo.sim.control.addPackageType({ name, length: 300, width: 400, height: 200, maxWeight: 15 });
  await api.get('/v1/package-types?refresh=true', z.unknown());
  await api.put(`/v1/package-types/${mediumBox}`, { body: { odooPackageTypeId: made }, answer: z.unknown() });
  return made;
}
