import { describe, expect, test } from 'vitest';
import { cleanUp } from '../../../src/jobs/clean-up.ts';
import { systemChance } from '../../../src/kit/chance.ts';
import { day } from '../../../src/kit/clock.ts';
import { type Shelf, shelfOver } from '../../../src/kit/shelf.ts';
import { blankShipment } from '../../support/blank-shipment.ts';
import { createLedger, type Ledger, now } from '../store/support/ledger.ts';

type Files = Map<string, { bytes: Uint8Array; type: string }>;

const file = { bytes: new Uint8Array(1), type: 'application/pdf' };

/** A shipment so many days old with its label in both formats. */
async function labelled(ledger: Ledger, files: Files, days: number): Promise<string> {
  const id = `shp_${String(days)}`;
  const row = { ...blankShipment, id, pickingId: days, reference: id, createdAt: now - days * day };
  await ledger.shipments.add({ ...row, labelKey: `${id}.pdf`, labelFormat: 'PDF' });
  for (const ending of ['pdf', 'zpl']) files.set(`${id}.${ending}`, file);
  return id;
}

function run(ledger: Ledger, labels: Shelf, clock = { now: () => now }) {
  const context = {
    stores: ledger,
    clock: { ...clock, sleep: async () => undefined },
    chance: systemChance,
    images: { shelf: shelfOver(new Map()) },
    labels,
  };
  return cleanUp(context, { kind: 'clean-up', subject: 'clean-up', priority: 2 });
}

describe('labels', () => {
  test('are taken off the shelf after half a year, in each format, and the shipment stays', async () => {
    const [ledger, files]: [Ledger, Files] = [createLedger(), new Map()];
    await labelled(ledger, files, 179);
    const old = await labelled(ledger, files, 181);
    expect(await run(ledger, shelfOver(files))).toEqual({ kind: 'updated', detail: { labels: 1 } });
    expect([...files.keys()]).toEqual(['shp_179.pdf', 'shp_179.zpl']);
    expect(await ledger.shipments.get(old)).toMatchObject({ labelKey: null, labelFormat: 'PDF' });
    expect(await run(ledger, shelfOver(files))).toEqual({ kind: 'unchanged', detail: {} });
  });

  test('are kept for as long as the tenant has chosen', async () => {
    const [ledger, files]: [Ledger, Files] = [createLedger(), new Map()];
    await labelled(ledger, files, 31);
    await ledger.policy.saveSettingsOf('retention', { labelsDays: 30 }, { by: 'ada', now });
    await run(ledger, shelfOver(files));
    expect([...files.keys()]).toEqual([]);
  });

  test('more than one removal takes go all the same', async () => {
    const [ledger, files]: [Ledger, Files] = [createLedger(), new Map()];
    for (let days = 200; days < 500; days += 1) await labelled(ledger, files, days);
    expect(await run(ledger, shelfOver(files))).toMatchObject({ detail: { labels: 300 } });
    expect(files.size).toBe(0);
  });

  test('whose files could not be removed are removed the next time', async () => {
    const [ledger, files]: [Ledger, Files] = [createLedger(), new Map()];
    await labelled(ledger, files, 181);
    const broken = { ...shelfOver(files), remove: () => Promise.reject(new Error('no shelf')) };
    await expect(run(ledger, broken)).rejects.toThrow('no shelf');
    await run(ledger, shelfOver(files));
    expect(files.size).toBe(0);
  });

  test('that somebody prints at that moment stay known', async () => {
    const [ledger, files]: [Ledger, Files] = [createLedger(), new Map()];
    const id = await labelled(ledger, files, 181);
    const shelf = shelfOver(files);
    let [printed, asked] = [false, 0];
    const printing: Shelf = {
      ...shelf,
      remove: async (keys) => {
        await shelf.remove(keys);
        if (printed) return;
        printed = true;
        const set = { labelKey: `${id}.pdf` };
        await ledger.shipments.advance(id, { from: ['requested'], set, now: now + asked + 50 });
        files.set(`${id}.pdf`, file);
      },
    };
    await run(ledger, printing, { now: () => now + (asked += 100) });
    expect([files.size, await ledger.shipments.withLabel(now, 5)]).toEqual([0, []]);
  });
});
