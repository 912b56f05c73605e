import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import { ShippingDesk } from '../support/world/shipments.ts';

/** Transfers may not be written, or may again. */
function mayWriteTransfers({ world }: ShippingDesk, may: boolean): void {
  const match = { model: 'stock.picking', method: 'write' };
  const refusal = { kind: 'odoo-error', errorName: 'odoo.exceptions.AccessError', match } as const;
  world.odoo.control.setFaults(may ? [] : [refusal]);
}

describe.each([16, 17, 18, 19] as const)('on Odoo %i', (version) => {
  it('a label gets into the order though its delivery may not be written, and the code follows a retry', async () => {
    const desk = await ShippingDesk.ready(version, 691);
    mayWriteTransfers(desk, false);
    const { json } = await desk.ship();
    const path = `/v1/shipments/${String(json['id'])}`;
    await desk.world.time.run(() => desk.rows[0]?.['state'] === 'attached', hour);
    await desk.world.time.run(() => false, 2 * 60_000);
    expect([desk.labels.length, desk.notes.length, desk.tracking.length]).toEqual([1, 1, 0]);
    const shown = await desk.api.get(path);
    expect(shown.json).toMatchObject({ state: 'attached', attached: true });
    expect((shown.json['error'] as { message: string }).message).toMatch(/manca un diritto/);
    mayWriteTransfers(desk, true);
    expect((await desk.api.post(`${path}/retry`)).status).toBe(202);
    await desk.settle();
    expect(desk.complaints()).toEqual([]);
  });
});
