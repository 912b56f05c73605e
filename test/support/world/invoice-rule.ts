import { hour, minute } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import type { OrderKind } from '../../../sim/poleepo/order-kinds.ts';
import { ShippingDesk } from './shipments.ts';

/** A desk whose company invoices by a rule, and offers nothing to Poleepo. */
export async function ruled(
  { version, kind = 'plain' }: { version: OdooVersion; kind?: OrderKind },
  seed: number,
  settings: object = {},
): Promise<ShippingDesk> {
  const desk = await ShippingDesk.open(version, seed, kind);
  const from = { ruleFrom: '2020-01-01T00:00:00Z', offer: false, registerPayment: false };
  const { status } = await desk.api.put('/v1/settings/invoices', {
    rule: 'on-delivery',
    ...from,
    ...settings,
  });
  if (status !== 200) throw new Error(`settings ${status}`);
  desk.world.passed.length = 0;
  return desk;
}

/** Somebody has the house look now, and all that comes of it is done. */
export async function look(desk: ShippingDesk): Promise<void> {
  await desk.world.time.run(() => false, 15 * minute);
  for (let presses = 0; presses < 5; presses += 1) {
    const answer = await desk.api.post('/v1/invoices/find').catch(() => null);
    if (answer?.status === 202) {
      await desk.settle(12 * hour);
      return;
    }
  }
  throw new Error('nobody was heard');
}

export const invoicesIn = ({ world }: ShippingDesk): Record<string, unknown>[] =>
  world.rows('SELECT * FROM invoices ORDER BY id');

export const movesIn = ({ world: { odoo } }: ShippingDesk): Record<string, unknown>[] =>
  odoo.db.read('account.move', odoo.db.search('account.move', []), ['state', 'name', 'move_type']);
