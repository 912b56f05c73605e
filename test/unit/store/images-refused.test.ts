import { describe, expect, test } from 'vitest';
import type { ImageRefusal } from '../../../src/trade/image-kind.ts';
import type { ImageId } from '../../../src/trade/ids.ts';
import { keptImage, pictures } from '../../support/pictures.ts';
import { read } from './support/catalogue.ts';
import { createLedger } from './support/ledger.ts';

const reasons = ['missing', 'too-large', 'not-an-image'] as const satisfies ImageRefusal[];

const image = keptImage(pictures.png);
const rows = reasons.map((reason, at) => ({
  ...image,
  recordId: at,
  id: `img_${at}k` as ImageId,
  reason,
}));

/** Three images that were refused, each of the product of its number. */
async function refusedImages() {
  const { images, productReading } = createLedger();
  await images.keep(rows, { now: 1, goodTags: ['k'] });
  for (const { id, reason } of rows) await images.judge(id, reason);
  const products = rows.map(({ model, recordId, field, checksum, reason }) => ({
    ...read(recordId + 1),
    imagesLeftOut: [{ model, recordId, field, checksum, position: 1, reason }],
  }));
  await productReading.save(products, { readAt: 1, now: 1 });
  const known = async () => (await images.refused(rows)).map(({ refused }) => refused).toSorted();
  return { images, known };
}

describe('images that were refused', () => {
  test('are told with the reason, by their content', async () => {
    const { images, known } = await refusedImages();
    expect(await known()).toEqual(reasons.toSorted());
    expect(await images.refused([{ ...image, recordId: 0, checksum: 'another' }])).toEqual([]);
  });

  test('are all looked at anew where their products are', async () => {
    const { images, known } = await refusedImages();
    await images.lookAnew([2]);
    expect(await known()).toEqual(['missing', 'not-an-image']);
  });

  test('are looked at anew where everything is if their file was missing', async () => {
    const { images, known } = await refusedImages();
    await images.lookAnew('all');
    expect(await known()).toEqual(['not-an-image', 'too-large']);
  });

  test('stay refused under the address that they get after a revocation', async () => {
    const { images, known } = await refusedImages();
    await images.revoke('all', 2);
    await images.keep(
      rows.map((row) => ({ ...row, id: `${row.id}2k` as ImageId })),
      { now: 3, goodTags: ['k'] },
    );
    expect(await known()).toEqual(reasons.toSorted());
  });
});
