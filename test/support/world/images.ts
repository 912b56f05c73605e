import { hour } from '../../../src/kit/clock.ts';
import { memoryOver } from '../../../src/kit/memory.ts';
import type { VariantId } from '../../../src/odoo/client.ts';
import { imageAddresses } from '../../../src/products/image-addresses.ts';
import type { KeptImage } from '../../../src/products/kept-entry.ts';
import { pictures } from '../pictures.ts';
import type { World } from './world.ts';

/** Somebody else's wish to see images of a world: their addresses, and what is answered there. */
export class Gallery {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Lets time pass until this is settled. */
  async during<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => (settled = true);
    work.then(end, end);
    if (!(await this.world.time.run(() => settled, hour)))
      throw new Error('this does not end within an hour');
    return work;
  }

  async context(at = 0) {
    const tenant = this.world.tenants[at];
    if (tenant === undefined) throw new Error('this world has fewer tenants');
    const opened = await this.world.house().openTenant(tenant.id, memoryOver(new Map()));
    const { context } = await opened.open({ jobId: null, rank: 0, needs: ['odoo', 'poleepo'] });
    return context;
  }

  /** Puts a file, image or not, as the image on a template of its own; answers the images of its variant as Odoo tells of them. */
  hang(bytes: Uint8Array): Promise<{ templateId: number; images: KeptImage[] }> {
    const { control, db } = this.world.odoo;
    const added = control.addProducts({
      templates: 1,
      variants: 1,
      sku: `IMG-${this.world.random.int(1, 1e9)}`,
      quantity: null,
    });
    const [templateId = 0] = added.templates;
    control.setImage({ templateId }, Buffer.from(pictures.png).toString('base64'));
    const files = db.search('ir.attachment', [
      ['res_model', '=', 'product.template'],
      ['res_id', '=', templateId],
      ['res_field', '!=', false],
    ]);
    db.write('ir.attachment', files, { datas: Buffer.from(bytes).toString('base64') });
    return this.during(this.#read(templateId, added.variants));
  }

  /** The addresses of images for a tenant. */
  addresses(images: readonly KeptImage[], at = 0): Promise<string[]> {
    return this.during(
      this.context(at).then(async (context) => images.map(await imageAddresses(context, images))),
    );
  }

  get(address: string): Promise<Response> {
    return this.during(this.world.receive(new Request(address)));
  }

  /** Calls to Odoo that this causes, by name. */
  async calls(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.world.passed.length;
    await work();
    return this.world.passed.slice(before).flatMap(({ what, name }) => (what === 'odoo' ? [name] : []));
  }

  async #read(templateId: number, variants: readonly number[]) {
    const { catalogue } = (await this.context()).odoo;
    const fields = await catalogue.fields();
    const products = await catalogue.byIds(variants as VariantId[], { fields });
    const images = [...(await catalogue.imagesOf(products)).values()].flat();
    return { templateId, images };
  }
}
