import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { confirmedOrder, notesOf } from './support/shipping.ts';
import { world } from './support/simulated.ts';

describe.each(odooVersions)('a note in the simulated Odoo %s', (version) => {
  it('is there once however often it is put', async () => {
    const odoo = await world(version);
    const saleOrderId = await confirmedOrder(odoo);
    const before = notesOf(odoo, saleOrderId).length;
    const note = { key: 'note_ab12_shp1_delivered', saleOrderId, text: 'Consegnato da <BRT>' };
    const first = await odoo.client.notes.put(note);
    expect(odoo.calls()).toEqual(['mail.message.load']);
    expect(await odoo.client.notes.put(note)).toBe(first);
    expect(odoo.calls()).toHaveLength(version >= 18 ? 2 : 1);
    expect(notesOf(odoo, saleOrderId)).toHaveLength(before + 1);
    expect(notesOf(odoo, saleOrderId)).toContainEqual(
      expect.objectContaining({ id: first, body: '<p>Consegnato da &lt;BRT&gt;</p>', attachment_ids: [] }),
    );
  });
});
