import { describe, expect, it } from 'vitest';
import { hour } from '../../src/kit/clock.ts';
import type { ImageLeftOut } from '../../src/trade/image-kind.ts';
import { html, pictures, svg } from '../support/pictures.ts';
import { CatalogueBench } from '../support/world/catalogue.ts';
import { Gallery } from '../support/world/images.ts';
import { World } from '../support/world/world.ts';

const versions = [16, 17, 18, 19] as const;

const crons = ['generate-product-batches', 'poll-product-batches', 'walk-products'] as const;

/** A shop whose Poleepo opens every address that it is told. */
async function shop(version: (typeof versions)[number] = 18) {
  const world = await World.open({ seed: 77, version, checkImages: true, crons });
  world.poleepo.control.clearProducts();
  const bench = new CatalogueBench(world);
  const rooms = new Gallery(world);
  const { db, control } = world.odoo;
  /** A product with this file as its image, at its creation or as another one. */
  const hang = async (bytes: Uint8Array) => {
    const { templateId } = await rooms.hang(bytes);
    const [id = 0] = db.search('product.product', [['product_tmpl_id', '=', templateId]]);
    await bench.publish([id]);
    return { id, templateId };
  };
  const files = (templateId: number) =>
    db.search('ir.attachment', [
      ['res_model', '=', 'product.template'],
      ['res_id', '=', templateId],
      ['res_field', '!=', false],
    ]);
  const leftOut = (id: number): ImageLeftOut[] => {
    const [row] = world.rows<{ images: string | null }>(
      `SELECT images_left_out AS images FROM products WHERE kind = 'variant' AND odoo_id = ${id}`,
    );
    return JSON.parse(row?.images ?? '[]') as ImageLeftOut[];
  };
  const told = () => world.poleepo.control.batches().flatMap(({ entries }) => entries);
  const pass = (ms: number) => world.time.run(() => false, ms);
  const reasons = (id: number) => leftOut(id).map(({ position, reason }) => [position, reason]);
  return { world, bench, control, db, hang, files, reasons, told, pass };
}

describe.each(versions)('a product of Odoo %s', (version) => {
  it('whose image is an SVG completes without it, and Poleepo never hears of that', async () => {
    const { bench, hang, reasons, told, pass } = await shop(version);
    const { id } = await hang(svg);
    await pass(hour);
    expect([bench.one(id).state, reasons(id)]).toEqual(['completed', [[1, 'not-an-image']]]);
    expect(told()).toEqual([expect.objectContaining({ images: [] })]);
  });
});

describe('a product', () => {
  it('whose image has more than 10 MB completes without it, and not a byte of it is fetched', async () => {
    const { world, bench, db, hang, files, reasons, told, pass } = await shop();
    const { id, templateId } = await hang(pictures.png);
    db.write('ir.attachment', files(templateId), { file_size: 50 * 1024 * 1024 });
    await pass(hour);
    expect([bench.one(id).state, reasons(id)]).toEqual(['completed', [[1, 'too-large']]]);
    expect(told()).toEqual([expect.objectContaining({ images: [] })]);
    expect(world.passed.map(({ name }) => name)).not.toContain('product.template.read');
  });

  it('whose image turns out to be none when it is looked at completes without it', async () => {
    const { bench, hang, reasons, told, pass } = await shop();
    const { id } = await hang(html);
    await pass(2 * hour);
    expect([bench.one(id).state, reasons(id)]).toEqual(['completed', [[1, 'not-an-image']]]);
    expect(told().map((entry) => (entry as { images: string[] }).images.length)).toEqual([1, 0]);
  });

  it('whose image Odoo names and does not find completes without it, and has it again once it is there', async () => {
    const { world, bench, db, hang, files, reasons, pass } = await shop();
    const { id, templateId } = await hang(pictures.png);
    const lost = files(templateId);
    const [seen = {}] = db.read('ir.attachment', lost, ['checksum', 'file_size', 'mimetype']);
    const { checksum = '', file_size: size = 0, mimetype = '' } = seen;
    const lose = (datas: string | false) => {
      db.write('ir.attachment', lost, { datas });
      db.write('ir.attachment', lost, { checksum, file_size: size, mimetype });
    };
    lose(false);
    await pass(2 * hour);
    expect([bench.one(id).state, reasons(id)]).toEqual(['completed', [[1, 'missing']]]);
    lose(Buffer.from(pictures.png).toString('base64'));
    await bench.stores().images.lookAnew([id]);
    await bench.stores().productLinks.readAnew([id], world.time.now());
    await pass(hour);
    expect([bench.one(id).state, reasons(id)]).toEqual(['completed', []]);
    expect(world.poleepo.control.products()[0]?.images).toHaveLength(1);
  });

  it('whose image is replaced by a good one is told with that', async () => {
    const { world, bench, control, hang, reasons, pass } = await shop();
    const { id, templateId } = await hang(svg);
    await pass(hour);
    control.setImage({ templateId }, Buffer.from(pictures.jpeg).toString('base64'));
    await pass(hour);
    expect([bench.one(id).state, reasons(id)]).toEqual(['completed', []]);
    expect(world.poleepo.control.products()[0]?.images).toHaveLength(1);
  });
});
