import { describe, expect, it } from 'vitest';
import { odooVersions } from '../../../src/odoo/versions.ts';
import type { TemplateId } from '../../../src/trade/ids.ts';
import { replayedOdoo } from '../../support/replayed-odoo.ts';

/** For who may not read attachments, on a server of whichever version. */
const rights = { imageFilesAreHidden: async () => true, foundImageFilesHidden: async () => undefined };

describe.each(odooVersions)('thumbnails of a recorded Odoo %s', (version) => {
  it('tell whose image each variant shows, in one call for all, and the same when asked for one', async () => {
    const { catalogue } = replayedOdoo(version, { file: 'image-thumbnails', companyId: 1, rights });
    const fields = await catalogue.fields();
    const owned = await catalogue.variantIdsOf([2 as TemplateId]);
    const ids = [...owned.values()].flat();
    const images = await catalogue.imagesOf(await catalogue.byIds(ids, { fields }));

    const shown = [...images.values()].flat();
    expect(shown.map(({ model, recordId, field }) => `${model} ${recordId} ${field}`)).toEqual([
      'product.template 2 image_1920',
      'product.product 3 image_variant_1920',
      'product.product 4 image_variant_1920',
      'product.template 2 image_1920',
    ]);
    for (const image of shown) {
      expect([image.mimetype, image.size]).toEqual(['image/png', 121]);
      expect(await catalogue.imageAt(image)).toEqual(image);
    }
  });
});
