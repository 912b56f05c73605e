import { second } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { ShippingDesk } from './shipments.ts';

/** The id of a desk's first shipment. */
export const idOf = (desk: ShippingDesk) => String(desk.rows[0]?.['id']);

/** Poleepo's status of every shipping that it has, void ones among them. */
export const statusesOf = ({ world }: ShippingDesk) =>
  world.poleepo.control.shippings().map(({ status }) => status);

/** A desk with a parcel whose label is in the order. */
export async function labelled(version: OdooVersion, seed: number): Promise<ShippingDesk> {
  const desk = await ShippingDesk.ready(version, seed);
  await desk.ship();
  await desk.settle();
  return desk;
}

/** Nothing is left to do, not even a moment later. */
export async function done(desk: ShippingDesk): Promise<boolean> {
  const settled = await desk.settle();
  await desk.world.time.run(() => false, 2 * second);
  return settled && desk.settle();
}
