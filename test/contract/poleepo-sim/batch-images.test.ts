import { describe, expect, test } from 'vitest';
import { batchDelay, createProductBench, outcomes, simple } from './product-bench.ts';

const site = 'https://ponte.example.com/i';

/** A place with images at `/i/good...`, and an error, a page and a lost connection elsewhere. */
function imageHost() {
  const asked: string[] = [];
  const fetchImage = async (request: Request): Promise<Response> => {
    asked.push(request.url);
    const name = new URL(request.url).pathname.slice(3);
    if (name === 'lost') throw new TypeError('network connection lost');
    if (name === 'page') return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    if (name === 'gone') return new Response(null, { status: 404, headers: { 'content-type': 'image/png' } });
    return new Response('PNG', { headers: { 'content-type': 'image/png' } });
  };
  return { asked, fetchImage };
}

describe('images of a batch', () => {
  test('must be there: 200 and a type of image', async () => {
    const { fetchImage } = imageHost();
    const { accepted, clock, sim } = createProductBench({ fetchImage });
    await accepted([
      simple('GOOD', { images: [`${site}/good1`, `${site}/good2`] }),
      simple('GONE', { images: [`${site}/good1`, `${site}/gone`] }),
      simple('PAGE', { images: [`${site}/page`] }),
      simple('LOST', { images: [`${site}/lost`] }),
      simple('NONE'),
    ]);
    await sim.control.settled();
    clock.now += batchDelay;
    const items = sim.control.batches()[0]?.items ?? [];
    const unreachable = [['IMAGE_UNREACHABLE', 'images']];
    expect(outcomes(items)).toEqual(['COMPLETED', unreachable, unreachable, unreachable, 'COMPLETED']);
    expect(items[1]?.errors[0]?.message).toContain(`${site}/gone`);
    expect(sim.control.products().map(({ sku }) => sku)).toEqual(['GOOD', 'NONE']);
  });

  test('are each fetched once for a batch', async () => {
    const { asked, fetchImage } = imageHost();
    const { accepted, sim } = createProductBench({ fetchImage });
    const images = [`${site}/good1`, `${site}/good2`];
    await accepted([simple('A', { images }), simple('B', { images })]);
    await sim.control.settled();
    expect(asked.toSorted()).toEqual(images);
  });

  test('hold a batch and those behind it up as long as they are on their way', async () => {
    const slow = Promise.withResolvers<Response>();
    const { accepted, read, clock, sim } = createProductBench({ fetchImage: () => slow.promise });
    const id = await accepted([simple('A', { images: [`${site}/slow`] })]);
    await accepted([simple('B')]);
    clock.now += batchDelay;
    expect((await read(id)).status).toBe('PROCESSING');
    expect(sim.control.products()).toEqual([]);
    slow.resolve(new Response('PNG', { headers: { 'content-type': 'image/webp' } }));
    await sim.control.settled();
    expect((await read(id)).status).toBe('COMPLETED');
    expect(sim.control.products().map(({ sku }) => sku)).toEqual(['A', 'B']);
  });

  test('are not looked at unless there is a way, or where the account does not want it', async () => {
    const { asked, fetchImage } = imageHost();
    const bench = createProductBench({ fetchImage });
    bench.sim.control.changeAccount(bench.sim.accounts()[0]?.clientId ?? '', { checkImages: false });
    const entry = simple('A', { images: [`${site}/gone`] });
    expect(outcomes(await bench.settled([entry]))).toEqual(['COMPLETED']);
    expect(asked).toEqual([]);
    expect(outcomes(await createProductBench().settled([entry]))).toEqual(['COMPLETED']);
  });
});
