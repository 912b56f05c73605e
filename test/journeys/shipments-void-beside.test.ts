import { describe, expect, it } from 'vitest';
import { minute, second } from '../../src/kit/clock.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { Plan } from '../support/world/incarnation.ts';
import { Parcel } from '../support/world/parcel.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

const isVoidNote = (note: string) => note.includes('La lettera di vettura è stata annullata');
const isLabelNote = (note: string) => note.includes('Etichetta di spedizione');

/** Both sides take their time, each call its own. */
function slow({ world }: ShippingDesk): void {
  const { random, poleepo, odoo } = world;
  poleepo.control.setFaults([{ kind: 'latency', ms: 0, jitterMs: second, match: {} }]);
  const taking = (ms: number) => ({ kind: 'latency' as const, ms, match: { probability: 0.5 } });
  odoo.control.setFaults([300, 900, 2700].map((ms) => taking(ms + random.int(0, 400))));
}

/** Presses void until the shipment is. */
async function voidIt(desk: ShippingDesk, id: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const { status } = await desk.api.delete(`/v1/shipments/${id}`);
    if (status === 202) return;
    await desk.world.time.run(() => false, second);
  }
  throw new Error('nobody was heard');
}

async function until(desk: ShippingDesk, state: string): Promise<void> {
  const is = () => desk.rows.some((row) => row['state'] === state);
  if (!(await desk.world.time.run(is, 10 * minute))) throw new Error(`never ${state}`);
}

/** What people see in Odoo of the first shipment, and which code the delivery has beside that of the second. */
function found(desk: ShippingDesk) {
  const { notes, tracking } = new Parcel(desk.sale);
  const [first, second] = desk.rows;
  const its = notes.filter((note) => note.includes(String(first?.['tracking_code'])));
  const labels = its.filter(isLabelNote).length;
  return {
    state: first?.['state'],
    told: its.filter(isVoidNote).length,
    labels: labels > 1 ? labels : 'at most one',
    code: tracking.map((code) => (code === false ? '' : code)).join(),
    wanted: second?.['tracking_code'] ?? '',
  };
}

async function voidedBeside(version: OdooVersion, seed: number, again: boolean): Promise<ShippingDesk> {
  const desk = await ShippingDesk.ready(version, seed);
  slow(desk);
  const { json } = await desk.ship();
  await until(desk, 'issued');
  await desk.world.time.run(() => false, desk.world.random.int(0, 6 * second));
  await voidIt(desk, String(json['id']));
  if (again) {
    await until(desk, 'void');
    await desk.pressUntilHeard();
  }
  expect(await desk.settle()).toBe(true);
  return desk;
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a waybill that is voided while its label is being attached is never left looking valid', async () => {
    for (let seed = 0; seed < 24; seed += 1) {
      const desk = await voidedBeside(version, 1800 + seed, seed % 3 === 0);
      const seen = found(desk);
      const right = { state: 'void', told: 1, labels: 'at most one', code: seen.wanted, wanted: seen.wanted };
      expect({ seed, ...seen }).toEqual({ seed, ...right });
    }
  });
});

describe('a label that is being attached', () => {
  /** The call after which the waybill is voided, and found void at Poleepo, before anything else happens. */
  async function voidedAt(call: RegExp): Promise<ShippingDesk> {
    const desk = await ShippingDesk.ready(18, 1850);
    let struck = false;
    const plan: Plan = ({ name }) => {
      if (!call.test(name) || struck) return null;
      struck = true;
      desk.world.sqlite.exec("UPDATE shipments SET state = 'void', status = 'CANCELED'");
      return null;
    };
    desk.world.plan = plan;
    await desk.ship();
    expect(await desk.settle()).toBe(true);
    expect(struck).toBe(true);
    return desk;
  }

  it('is not attached any more where its waybill is void by then', async () => {
    const desk = await voidedAt(/^GET .*label/);
    expect(desk.labels).toEqual([]);
    expect(desk.tracking).toEqual([]);
  });

  it.each([/^ir.attachment.load/, /^mail.message.load/, /^stock.picking.write/])(
    'is said to be void, after it, where its waybill became that at %s',
    async (call) => {
      const desk = await voidedAt(call);
      expect(desk.labels).toHaveLength(1);
      expect(new Parcel(desk.sale).notes.map((note) => isVoidNote(note))).toEqual([true, false]);
      expect(desk.tracking).toEqual([]);
      expect(desk.rows).toMatchObject([{ state: 'void', error: null }]);
    },
  );

  it('is said to be void as well where the process ended in between', async () => {
    const desk = await ShippingDesk.ready(18, 1851);
    let struck = false;
    desk.world.plan = ({ name }) => {
      if (name !== 'stock.picking.write' || struck) return null;
      struck = true;
      desk.world.sqlite.exec("UPDATE shipments SET state = 'void', status = 'CANCELED'");
      return 'kill-after';
    };
    await desk.ship();
    expect(await desk.settle()).toBe(true);
    expect(new Parcel(desk.sale).notes.map((note) => isVoidNote(note))).toEqual([true, false]);
    expect(desk.tracking).toEqual([]);
  });
});
