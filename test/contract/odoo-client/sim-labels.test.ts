import { describe, expect, it } from 'vitest';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { utf8 } from '../../../src/kit/encoding.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { confirmedOrder, labelOf, notesOf, pdf } from './support/shipping.ts';
import { world } from './support/simulated.ts';

describe.each(odooVersions)('a label in the simulated Odoo %s', (version) => {
  it('is attached with a note, in two calls', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const { attachmentId, messageId } = await odoo.client.files.attach(labelOf(order));
    expect(odoo.calls()).toEqual(['ir.attachment.load', 'mail.message.load']);
    const [file] = odoo.sim.db.read('ir.attachment', [attachmentId], ['name', 'datas', 'mimetype', 'res_id']);
    expect(file).toEqual({
      id: attachmentId,
      name: 'Etichetta BRT 1.pdf',
      datas: btoa(new TextDecoder().decode(pdf)),
      mimetype: 'application/pdf',
      res_id: order,
    });
    expect(notesOf(odoo, order)).toContainEqual({
      id: messageId,
      body: '<p>Etichetta di &lt;BRT&gt; &amp; C.</p>',
      attachment_ids: [attachmentId],
      subtype_id: [2, 'Note'],
    });
  });

  it('is there once however often it is attached', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const before = notesOf(odoo, order).length;
    const first = await odoo.client.files.attach(labelOf(order));
    odoo.calls();
    expect(await odoo.client.files.attach(labelOf(order))).toEqual(first);
    expect(odoo.calls()).toHaveLength(version >= 18 ? 3 : 2);
    expect(odoo.sim.db.count('ir.attachment', [['res_model', '=', 'sale.order']])).toBe(1);
    expect(notesOf(odoo, order)).toHaveLength(before + 1);
  });

  it.each(['drop-before', 'drop-after'] as const)(
    'survives a connection lost at either call: %s',
    async (kind) => {
      for (const model of ['ir.attachment', 'mail.message']) {
        const odoo = await world(version);
        const order = await confirmedOrder(odoo);
        const before = notesOf(odoo, order).length;
        odoo.sim.control.setFaults([{ match: { model, method: 'load', times: 1 }, kind }]);
        const lost = await odoo.client.files.attach(labelOf(order)).catch((thrown: unknown) => thrown);
        expect(lost).toMatchObject({ code: 'unreachable', mayHaveHappened: true });
        await odoo.client.files.attach(labelOf(order));
        expect(odoo.sim.db.count('ir.attachment', [['res_model', '=', 'sale.order']])).toBe(1);
        expect(notesOf(odoo, order)).toHaveLength(before + 1);
      }
    },
  );

  it('waits for another writer of the same label', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    odoo.sim.control.setFaults([{ match: { model: 'ir.attachment', times: 1 }, kind: 'load-conflict' }]);
    await odoo.client.files.attach(labelOf(order));
    expect(odoo.calls()).toEqual(['ir.attachment.load', 'ir.attachment.load', 'mail.message.load']);
  });

  it('is refused for an order that is gone', async () => {
    const odoo = await world(version);
    const gone = labelOf(99_999 as SaleOrderId);
    await expect(odoo.client.files.attach(gone)).rejects.toMatchObject({ code: 'refused', side: 'odoo' });
    expect(odoo.sim.db.count('mail.message', [['res_id', '=', 99_999]])).toBe(0);
  });

  it('is refused to who may not change the order', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const { login, apiKey } = demoAccess.internal;
    const plain = await odoo.another({ login, apiKey });
    await expect(plain.files.attach(labelOf(order))).rejects.toMatchObject({ code: 'refused' });
    expect(odoo.sim.db.count('ir.attachment', [['res_model', '=', 'sale.order']])).toBe(0);
  });

  it('that is no PDF never comes to Odoo', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    const page = labelOf(order, { bytes: utf8('<!doctype html>') });
    await expect(odoo.client.files.attach(page)).rejects.toMatchObject({ code: 'invalid' });
    expect(odoo.calls()).toEqual([]);
  });

  it('stays out of the log', async () => {
    const odoo = await world(version);
    const order = await confirmedOrder(odoo);
    await odoo.client.files.attach(labelOf(order));
    const told = odoo.observed.filter(({ endpoint }) => endpoint === 'ir.attachment.load');
    expect(told.map(({ request }) => request)).toEqual([expect.stringContaining('[personal]')]);
    expect(JSON.stringify(told)).not.toContain(btoa('%PDF-1'));
  });
});
