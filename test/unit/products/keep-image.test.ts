import { expect, test } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import { shelfOver } from '../../../src/kit/shelf.ts';
import type { CatalogueImage } from '../../../src/odoo/client.ts';
import { keepImage } from '../../../src/products/keep-image.ts';
import { mostImageBytes } from '../../../src/trade/image-kind.ts';
import type { ImageId } from '../../../src/trade/ids.ts';
import { checksumOf, html, keptImage, pictures, svg } from '../../support/pictures.ts';
import { createLedger } from '../store/support/ledger.ts';

const id = 'img_1k' as ImageId;

interface Given {
  /** What the row says, where it is not the truth about the bytes. */
  row?: Partial<ReturnType<typeof keptImage>>;
  bytes?: Uint8Array | null;
  imageAt?: Partial<CatalogueImage> | null;
  fails?: SyncError;
}

/** An image that has an address, and an Odoo in which these bytes lie. */
async function bench({ row = {}, bytes = pictures.png, imageAt, fails }: Given = {}) {
  const { images: rows } = createLedger();
  const image = keptImage(bytes ?? pictures.png, row);
  await rows.keep([{ ...image, id }], { now: 1, goodTags: ['k'] });
  const calls: string[] = [];
  const files = new Map<string, { bytes: Uint8Array; type: string }>();
  const catalogue = {
    imageBytes: async () => {
      calls.push('bytes');
      if (fails !== undefined) throw fails;
      return bytes;
    },
    imageAt: async () => {
      calls.push('at');
      return imageAt == null ? null : { ...image, mimetype: 'image/png', size: 40, ...imageAt };
    },
  };
  const context = {
    stores: { images: rows },
    images: { shelf: shelfOver(files) },
    odoo: { catalogue },
  };
  return { keep: () => keepImage(context, id), calls, files, rows, image };
}

test.each(Object.entries(pictures))(
  'a %s is fetched by one call and lies on the shelf as what it is',
  async (name, bytes) => {
    const { keep, calls, files, image } = await bench({ bytes });
    expect(await keep()).toEqual({ kind: 'kept' });
    expect([...files]).toEqual([[image.checksum, { bytes, type: `image/${name}` }]]);
    expect(calls).toEqual(['bytes']);
  },
);

test('an image that lies there costs Odoo no call', async () => {
  const { keep, calls } = await bench();
  await keep();
  expect(await keep()).toEqual({ kind: 'kept' });
  expect(calls).toEqual(['bytes']);
});

test('one that was revoked, or is not known, is gone and not asked for', async () => {
  const { keep, calls, rows } = await bench();
  await rows.revoke([id], 2);
  expect(await keep()).toEqual({ kind: 'gone' });
  await rows.forget([id]);
  expect([await keep(), calls]).toEqual([{ kind: 'gone' }, []]);
});

test('a file of 50 MB is refused before a byte of it is asked for', async () => {
  const { keep, calls } = await bench({ row: { size: 50 * 1024 * 1024 } });
  expect(await keep()).toEqual({ kind: 'refused', reason: 'too-large' });
  expect(calls).toEqual([]);
});

test('the size of an image is asked for first where it is not known', async () => {
  const large = await bench({ row: { size: null }, imageAt: { size: mostImageBytes + 1 } });
  expect([await large.keep(), large.calls]).toEqual([{ kind: 'refused', reason: 'too-large' }, ['at']]);
  const small = await bench({ row: { size: null }, imageAt: { size: 40 } });
  expect([await small.keep(), small.calls]).toEqual([{ kind: 'kept' }, ['at', 'bytes']]);
  const none = await bench({ row: { size: null }, imageAt: null });
  expect([await none.keep(), none.calls]).toEqual([{ kind: 'missing' }, ['at']]);
});

test('more bytes than were said are not kept', async () => {
  const bytes = new Uint8Array(mostImageBytes + 1);
  bytes.set(pictures.png);
  const { keep, files } = await bench({ bytes, row: { size: 40 } });
  expect([await keep(), files.size]).toEqual([{ kind: 'refused', reason: 'too-large' }, 0]);
});

test.each([
  ['an SVG', svg],
  ['a page', html],
  ['nothing', new Uint8Array()],
])('%s is refused whatever Odoo says that it is', async (_name, bytes) => {
  const { keep, files } = await bench({ bytes, row: { mimetype: 'image/png' } });
  expect([await keep(), files.size]).toEqual([{ kind: 'refused', reason: 'not-an-image' }, 0]);
});

test('an image that is no longer there is missing, and so is one whose record is', async () => {
  expect(await (await bench({ bytes: null })).keep()).toEqual({ kind: 'missing' });
  const fails = new SyncError('gone', { code: 'not-found', side: 'odoo' });
  expect(await (await bench({ fails })).keep()).toEqual({ kind: 'missing' });
});

test('other bytes than those of the address are not kept', async () => {
  const { keep, files } = await bench({
    row: { checksum: checksumOf(pictures.gif) },
    imageAt: { checksum: checksumOf(pictures.png) },
  });
  expect([await keep(), files.size]).toEqual([{ kind: 'changed' }, 0]);
});

test('where the checksum is of the thumbnail, Odoo is asked whether it is still that one', async () => {
  const same = await bench({ row: { checksum: 'thumbnail' }, imageAt: { checksum: 'thumbnail' } });
  expect([await same.keep(), same.calls]).toEqual([{ kind: 'kept' }, ['bytes', 'at']]);
  expect([...same.files.keys()]).toEqual(['thumbnail']);
  const other = await bench({ row: { checksum: 'thumbnail' }, imageAt: { checksum: 'another' } });
  expect(await other.keep()).toEqual({ kind: 'changed' });
});

test('an Odoo that does not answer is an error, and nothing is kept', async () => {
  const fails = new SyncError('down', { code: 'unreachable', side: 'odoo' });
  const { keep, files } = await bench({ fails });
  await expect(keep()).rejects.toMatchObject({ code: 'unreachable' });
  expect(files.size).toBe(0);
});

test('why an image cannot be shown is kept, and forgotten once it can', async () => {
  const refusals = async (given: Given) => {
    const { keep, rows, image } = await bench(given);
    await keep();
    return (await rows.refused([image])).map(({ refused }) => refused);
  };
  expect(await refusals({ bytes: svg })).toEqual(['not-an-image']);
  expect(await refusals({ row: { size: mostImageBytes + 1 } })).toEqual(['too-large']);
  expect(await refusals({ bytes: null, imageAt: {} })).toEqual(['missing']);
  const back = await bench();
  await back.rows.judge(id, 'missing');
  await back.keep();
  expect(await back.rows.refused([back.image])).toEqual([]);
});

test('nothing is kept of an image of which Odoo has another one, or none, by now', async () => {
  for (const given of [{ bytes: null }, { row: { checksum: 'old' }, imageAt: { checksum: 'new' } }]) {
    const { keep, rows, image } = await bench(given);
    await keep();
    expect(await rows.refused([image])).toEqual([]);
  }
});
