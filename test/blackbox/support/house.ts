import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalHouse, openLocalHouse } from '../../../scripts/local-house.ts';

/** Starts the product with an Odoo 18 in a state folder of its own, which goes when it stops. */
export async function openHouse(): Promise<LocalHouse> {
  const state = mkdtempSync(join(tmpdir(), 'ponte-test-'));
  const house = await openLocalHouse({ odoo: 18, state });
  const stop = async () => {
    await house.stop();
    rmSync(state, { recursive: true, force: true });
  };
  return { ...house, stop };
}
