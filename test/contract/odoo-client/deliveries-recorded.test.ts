import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OdooVersion } from '../../../src/odoo/versions.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { SaleOrderId } from '../../../src/trade/ids.ts';
import { decimal } from '../../../src/trade/money.ts';
import { utf8 } from '../../../src/kit/encoding.ts';
import { argument, domainOf, named } from '../../unit/odoo/support/catalogue.ts';
import type { Script } from '../../unit/odoo/support/scripted-odoo.ts';
import { clientOf } from '../../unit/odoo/support/scripted-odoo.ts';
import { calledIn, cellsOf, recorded } from './support/recorded.ts';

const file = 'deliveries';
const told = (version: OdooVersion, note: string) => recorded(version, file, note);
const result = (version: OdooVersion, note: string) => ({ result: told(version, note).result });
const fieldsIn = (version: OdooVersion, note: string) =>
  z.object({ fields: z.array(z.string()) }).parse(told(version, note).call.kwargs).fields;
const orderIn = (version: OdooVersion) =>
  z
    .tuple([z.tuple([z.tuple([z.string(), z.string(), z.number()])])])
    .parse(told(version, 'lines').call.args)[0][0][2];

/** What the recorded server answered before the delivery left, or after. */
function reads(version: OdooVersion, when: { nested: string; pickings: string; lines: string }): Script {
  const boxes = `stock.quant.package.read`;
  return {
    'sale.order.line.search_read': result(version, 'lines'),
    ...(version === 16
      ? {
          'stock.picking.search_read': result(version, when.pickings),
          'stock.move.line.search_read': result(version, when.lines),
          [boxes]: result(version, 'packages'),
        }
      : { 'stock.picking.web_search_read': result(version, when.nested) }),
  };
}

const before = {
  nested: 'pickings with packages in one call',
  pickings: 'pickings flat',
  lines: 'move lines flat',
};
const after = {
  nested: 'pickings with packages, with a carrier',
  pickings: 'pickings flat, with a carrier',
  lines: 'move lines flat after',
};

/** The transfers of the recorded order by name. */
function nameOf(version: OdooVersion, nth: number): string | undefined {
  const flat = z.array(z.object({ name: z.string() }));
  return flat.parse(told(version, after.pickings).result)[nth]?.name;
}

describe.each(odooVersions)('the recorded deliveries of Odoo %s', (version) => {
  const order = orderIn(version) as SaleOrderId;

  it('are read with the calls that were recorded', async () => {
    const odoo = clientOf(version, reads(version, before));
    await odoo.client.deliveries.ofOrder(order);
    const at = (endpoint: string) => odoo.heard.findIndex((call) => call.endpoint === endpoint);
    const lines = odoo.nth(at('sale.order.line.search_read'));
    expect(domainOf(version, lines)).toEqual(told(version, 'lines').call.args[0]);
    expect(fieldsIn(version, 'lines')).toEqual(
      expect.arrayContaining(named(version, lines, 'fields') as string[]),
    );
    expect(odoo.heard).toHaveLength(version === 16 ? 4 : 2);
  });

  it('show one line packed and one loose', async () => {
    const odoo = clientOf(version, reads(version, before));
    const found = await odoo.client.deliveries.ofOrder(order);
    expect(found?.lines).toMatchObject([
      { ordered: decimal(2), delivered: decimal(0), isGoods: true },
      { ordered: decimal(1), delivered: decimal(0), isGoods: true },
    ]);
    const [delivery, ...others] = found?.pickings ?? [];
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ state: 'assigned', kind: 'outgoing', backorderOf: null, carrier: null });
    expect(delivery?.packages).toMatchObject([
      { typeName: 'Box M', weight: decimal('0.2'), shippingWeight: null, lines: [{ quantity: decimal(2) }] },
    ]);
    expect(delivery?.loose).toHaveLength(1);
  });

  it('carry the rest on, and keep carrier and code', async () => {
    const odoo = clientOf(version, reads(version, after));
    const [done, rest] = (await odoo.client.deliveries.ofOrder(order))?.pickings ?? [];
    expect(done).toMatchObject({ state: 'done', trackingRef: 'PLP-0', loose: [] });
    expect(done?.carrier).toBe(version === 16 ? 'Free delivery charges' : 'Standard delivery');
    expect(rest).toMatchObject({ state: 'assigned', backorderOf: done?.id, trackingRef: null, packages: [] });
  });

  it('can be shipped as their lines tell of them', async () => {
    const odoo = clientOf(version, reads(version, after));
    const found = await odoo.client.deliveries.toShip(order);
    expect(found?.pickings).toMatchObject([
      {
        name: nameOf(version, 0),
        state: 'done',
        kind: 'outgoing',
        loose: [],
        packages: [{ typeName: 'Box M' }],
      },
      { name: nameOf(version, 1), state: 'assigned', kind: 'outgoing', packages: [] },
    ]);
    expect(odoo.heard).toHaveLength(version === 16 ? 3 : 2);
    const at = odoo.heard.findIndex(({ endpoint }) => endpoint === 'stock.move.line.search_read');
    if (version !== 16) return;
    expect(domainOf(version, odoo.nth(at))).toEqual(told(version, after.lines).call.args[0]);
    expect(fieldsIn(version, after.lines)).toEqual(
      expect.arrayContaining(named(version, odoo.nth(at), 'fields') as string[]),
    );
  });

  it('that have left are found as they were', async () => {
    const note = 'shipped since';
    const odoo = clientOf(version, { 'stock.picking.search_read': result(version, note) });
    const page = { since: Date.UTC(2026, 0, 1), after: 0, limit: 2 };
    const found = await odoo.client.deliveries.shippedSince(page);
    expect(domainOf(version, odoo.nth(0))).toEqual(told(version, note).call.args[0]);
    expect(named(version, odoo.nth(0), 'fields')).toEqual(fieldsIn(version, note));
    expect(found.map(({ trackingRef, state }) => [trackingRef, state])).toEqual([
      ['TRK1', 'done'],
      ['TRK-3', 'done'],
    ]);
    expect(found.every(({ saleOrderId, doneAt }) => saleOrderId > 0 && doneAt !== null)).toBe(true);
  });

  it('have package types in millimetres', async () => {
    const note = 'package type read';
    const odoo = clientOf(version, { 'stock.package.type.search_read': result(version, note) });
    const types = await odoo.client.packageTypes.all();
    expect(types[0]).toMatchObject({
      name: 'Box M',
      length: decimal(30),
      width: decimal(20),
      height: decimal(10),
    });
    expect(types[0]).toMatchObject({ maxWeight: decimal(5), baseWeight: decimal('0.2') });
    expect(fieldsIn(version, note)).toEqual(
      expect.arrayContaining(named(version, odoo.nth(0), 'fields') as string[]),
    );
  });

  it('lack a field where an app is missing, by the name of the exception', async () => {
    for (const note of ['unknown field written on a picking', 'unknown field in a domain']) {
      const { error } = told(version, note);
      const { data } = z.object({ data: z.object({ name: z.string() }) }).parse(error);
      const odoo = clientOf(version, { 'stock.picking.write': { fault: data.name, status: 500 } });
      const tracking = { pickingIds: [1], trackingRef: 'X' };
      expect(await odoo.client.deliveries.setTracking(tracking)).toBe('no-field');
    }
  });
});

describe.each(odooVersions)('the recorded labels of Odoo %s', (version) => {
  const label = {
    saleOrderId: 7 as SaleOrderId,
    key: 'label_x',
    name: 'Etichetta.pdf',
    bytes: utf8('%PDF-1.4\n%EOF\n'),
    mimetype: 'application/pdf',
    note: 'Etichetta T1 <b> & C.',
  };

  const sameIn = {
    label: ['datas', 'mimetype', 'res_model'],
    note: ['body', 'message_type', 'subtype_id/id'],
  };

  it('were loaded with the columns that we load', async () => {
    const odoo = clientOf(version, {
      'ir.attachment.load': result(version, 'label'),
      'mail.message.load': result(version, 'note'),
    });
    await odoo.client.files.attach(label);
    for (const [at, note] of [
      [0, 'label'],
      [1, 'note'],
    ] as const) {
      const { columns, cell } = cellsOf(told(version, note));
      expect(argument(version, odoo.nth(at), ['fields', 0])).toEqual(columns);
      const [row] = argument(version, odoo.nth(at), ['data', 1]) as string[][];
      for (const column of sameIn[note]) {
        expect(row?.[columns.indexOf(column)]).toBe(cell(column, 0));
      }
    }
  });

  it('are once there on a repetition, by the key where Odoo lets nobody write a note again', async () => {
    const odoo = clientOf(version, {
      'ir.attachment.load': result(version, 'label'),
      'mail.message.load': result(version, 'note again'),
      'ir.model.data.check_object_reference': result(version, 'the note by its key'),
    });
    const { messageId } = await odoo.client.files.attach(label);
    const [, id] = z.tuple([z.string(), z.number()]).parse(told(version, 'the note by its key').result);
    expect(messageId).toBe(id);
    expect(odoo.heard).toHaveLength(version >= 18 ? 3 : 2);
  });

  it('of an order that is gone are refused', async () => {
    const gone = calledIn(version, file).find(({ note }) => note === 'that note by its key');
    const { data } = z.object({ data: z.object({ name: z.string() }) }).parse(gone?.error);
    const odoo = clientOf(version, {
      'ir.attachment.load': result(version, 'label of an order that is gone'),
      'mail.message.load': result(version, 'note of an order that is gone'),
      'ir.model.data.check_object_reference': { fault: data.name, status: 500 },
    });
    await expect(odoo.client.files.attach(label)).rejects.toMatchObject({ code: 'refused' });
  });

  it('are the same file when they are loaded again', () => {
    const loads = calledIn(version, 'attachments-load').filter(({ call }) => call.model === 'ir.attachment');
    const [first, again] = loads
      .filter(({ call }) => call.method === 'load')
      .map(({ result: answer }) => answer);
    expect(again).toEqual(first);
  });
});

describe.each(odooVersions)('the recorded rights to package types of Odoo %s', (version) => {
  const draft = {
    key: 'package_type_x',
    name: 'Poleepo M',
    length: decimal(30),
    width: decimal(20),
    height: decimal(10),
    maxWeight: decimal('5.5'),
  };
  const right = version >= 18 ? 'has_access' : 'check_access_rights';

  it('keep the runtime user from creating them', async () => {
    const odoo = clientOf(version, {
      [`stock.package.type.${right}`]: result(version, 'may create package types, runtime user'),
    });
    expect(await odoo.client.packageTypes.create(draft)).toBe('not-allowed');
  });

  it('let the manager create one by its key', async () => {
    const odoo = clientOf(version, {
      [`stock.package.type.${right}`]: { result: true },
      'stock.package.type.load': result(version, 'package type by load again'),
    });
    const [id] = z
      .object({ ids: z.array(z.number()) })
      .parse(told(version, 'package type by load, stock manager').result).ids;
    expect(await odoo.client.packageTypes.create(draft)).toBe(id);
    const { columns } = cellsOf(told(version, 'package type by load, stock manager'));
    expect(columns).toEqual(
      expect.arrayContaining(argument(version, odoo.nth(1), ['fields', 0]) as string[]),
    );
  });
});

describe('the recorded transfers of Odoo 16', () => {
  it('were asked for by their order, as we ask', async () => {
    const odoo = clientOf(16, reads(16, before));
    await odoo.client.deliveries.ofOrder(orderIn(16) as SaleOrderId);
    const moved = odoo.heard.find(({ endpoint }) => endpoint === 'stock.move.line.search_read');
    const { call } = told(16, 'move lines flat');
    expect(moved?.args).toEqual(call.args);
    expect(fieldsIn(16, 'move lines flat')).toEqual(
      expect.arrayContaining(moved?.kwargs['fields'] as string[]),
    );
  });
});

describe.each([17, 18, 19] as const)('the recorded transfers of Odoo %s', (version) => {
  it('were asked for with what they hold, as we ask', async () => {
    const odoo = clientOf(version, reads(version, before));
    await odoo.client.deliveries.ofOrder(orderIn(version) as SaleOrderId);
    const asked =
      odoo.heard.find(({ endpoint }) => endpoint === 'stock.picking.web_search_read') ?? odoo.nth(0);
    const [domain, specification] = told(version, before.nested).call.args;
    expect(domainOf(version, asked)).toEqual(domain);
    const ours = argument(version, asked, ['specification', 1]);
    expect(specification).toMatchObject(z.record(z.string(), z.unknown()).parse(ours));
  });
});
