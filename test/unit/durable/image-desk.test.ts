import { expect, test } from 'vitest';
import { z } from 'zod';
import { minute, second } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import { ImageDesk } from '../../../src/durable/image-desk.ts';
import { mostImageBytes } from '../../../src/trade/image-kind.ts';
import type { ImageId } from '../../../src/trade/ids.ts';
import { html, keptImage, pictures } from '../../support/pictures.ts';
import { type BenchOptions, createBench } from './support/bench.ts';

interface Given {
  bytes?: Uint8Array | null;
  down?: boolean;
  connections?: NonNullable<BenchOptions['connections']>;
}

const asked = z.object({
  params: z.object({
    args: z.tuple(
      [
        z.unknown(),
        z.unknown(),
        z.unknown(),
        z.unknown(),
        z.unknown(),
        z.tuple([z.tuple([z.int()]), z.unknown()]),
      ],
      z.unknown(),
    ),
  }),
});

/** The id of the record that a call reads. */
async function recordIn(request: Request): Promise<number> {
  return asked.parse(await request.json()).params.args[5][0][0];
}

/** A desk over an Odoo that has such an image at each place, and how it was asked. */
async function desk(given: Given = {}, count = 1) {
  const seen = { calls: 0, atOnce: 0, most: 0, given };
  const contentOf = (recordId: number) => {
    const bytes = given.bytes ?? pictures.png;
    const content = new Uint8Array(bytes.byteLength + 1);
    content.set(bytes);
    content.set([recordId], bytes.byteLength);
    return content;
  };
  const bench = await createBench({
    ...(given.connections === undefined ? {} : { connections: given.connections }),
    fetch: async (request) => {
      seen.calls += 1;
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      await bench.time.sleep(100);
      seen.atOnce -= 1;
      if (seen.given.down === true) throw new TypeError('network connection lost');
      // Nor is there a file to be listed.
      if ((await request.clone().text()).includes('ir.attachment'))
        return Response.json({ jsonrpc: '2.0', id: 1, result: [] });
      const recordId = await recordIn(request);
      const content = seen.given.bytes === null ? false : Buffer.from(contentOf(recordId)).toString('base64');
      return Response.json({ jsonrpc: '2.0', id: 1, result: [{ id: recordId, image_1920: content }] });
    },
  });
  const ids = Array.from({ length: count }, (_one, at) => `img_${at}k` as ImageId);
  const rows = ids.map((id, at) => ({ ...keptImage(contentOf(at)), id, recordId: at }));
  await bench.stores.images.keep(rows, { now: 1, goodTags: ['k'] });
  const images = new ImageDesk(bench.tenant, bench.lane);
  const keep = (at = 0) => bench.finish(images.keep(ids[at] ?? ('img_none' as ImageId)));
  return { ...bench, images, ids, keep, seen };
}

test('an image that several ask for at once is fetched once', async () => {
  const { images, ids, finish, seen } = await desk();
  const [id = '' as ImageId] = ids;
  const fates = await finish(Promise.all([images.keep(id), images.keep(id), images.keep(id)]));
  expect(fates).toEqual(Array(3).fill({ kind: 'kept' }));
  expect(seen.calls).toBe(1);
});

test('of many images two are fetched at a time, and who comes too late is told to come again', async () => {
  const { images, ids, finish, seen } = await desk({}, 60);
  const fates = await finish(Promise.all(ids.map((id) => images.keep(id))));
  expect(fates.filter(({ kind }) => kind === 'kept')).toHaveLength(52);
  expect(fates.filter(({ kind }) => kind === 'unavailable')).toHaveLength(8);
  expect([seen.calls, seen.most]).toEqual([52, 2]);
});

test('the calls to Odoo stand in the API log, without the whole picture', async () => {
  const bytes = new Uint8Array(300_000);
  bytes.set(pictures.png);
  const { keep, stores } = await desk({ bytes });
  expect(await keep()).toEqual({ kind: 'kept' });
  const { items } = await stores.apiLog.list({ limit: 5 });
  expect(items).toMatchObject([{ endpoint: 'product.template.read', jobId: null, status: 200 }]);
  const [item] = items;
  expect((await stores.apiLog.get(item?.id ?? ''))?.response?.length).toBeLessThan(1100);
});

test('an image of ten megabytes is fetched whole', async () => {
  const bytes = new Uint8Array(mostImageBytes - 1);
  bytes.set(pictures.png);
  const { keep, seen } = await desk({ bytes });
  expect([await keep(), seen.calls]).toEqual([{ kind: 'kept' }, 1]);
});

test('an Odoo that is down is left alone for a while, whoever asks', async () => {
  const { keep, seen, time, finish } = await desk({ down: true }, 2);
  const first = await keep(0);
  expect(first).toMatchObject({ kind: 'unavailable', retryAfterMs: 30 * second });
  const calls = seen.calls;
  expect(await keep(1)).toMatchObject({ kind: 'unavailable' });
  expect(seen.calls).toBe(calls);
  seen.given = {};
  await finish(time.sleep(31 * second));
  expect(await keep(1)).toEqual({ kind: 'kept' });
});

test('a side that the lane has paused is not asked', async () => {
  const { keep, seen, stores, time } = await desk();
  const until = time.now() + 2 * minute;
  await stores.connections.pause('odoo', { until, since: time.now(), reason: 'unreachable', pauses: 3 });
  expect(await keep()).toEqual({ kind: 'unavailable', retryAfterMs: 2 * minute });
  expect(seen.calls).toBe(0);
});

test('a refusal stands for ten minutes without another call', async () => {
  const { keep, seen, time, finish } = await desk({ bytes: html });
  const refused = { kind: 'refused', reason: 'not-an-image' };
  expect([await keep(), await keep(), seen.calls]).toEqual([refused, refused, 1]);
  await finish(time.sleep(10 * minute));
  expect([await keep(), seen.calls]).toEqual([refused, 2]);
});

test('an image that is missing may come back', async () => {
  const { keep, seen, time, finish } = await desk({ bytes: null });
  expect(await keep()).toEqual({ kind: 'missing' });
  seen.given = {};
  await finish(time.sleep(10 * minute));
  expect(await keep()).toEqual({ kind: 'kept' });
});

test('an image whose address was revoked is gone, and not asked for', async () => {
  const { keep, seen, stores } = await desk();
  await stores.images.revoke('all', 2);
  expect([await keep(), seen.calls]).toEqual([{ kind: 'gone' }, 0]);
});

test('an Odoo that is not connected is one that cannot be asked now', async () => {
  const odoo = () => Promise.reject(new SyncError('no Odoo', { code: 'not-configured', side: 'odoo' }));
  const { keep, lines } = await desk({ connections: { odoo } });
  expect(await keep()).toMatchObject({ kind: 'unavailable' });
  expect(lines.join('\n')).toContain('image not fetched');
});
