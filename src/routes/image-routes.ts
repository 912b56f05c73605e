import { z } from 'zod';
import type { Label, Shelved } from '../kit/shelf.ts';
import { readImageToken, type ReadToken } from '../products/image-token.ts';
import type { ImageRow } from '../store/image-store.ts';
import type { House } from './house.ts';
import { imageProblem } from './image-problems.ts';
import { problem } from './problem.ts';
import type { Refusals } from './refusals.ts';
import { type Entry, publicRoute, type RouteModule } from './route.ts';

const aYear = 365 * 24 * 60 * 60;

/** Where channels fetch images of products. A text that we did not sign costs no look into the database. */
export function imageRoutes(refusals: Refusals): RouteModule {
  return [
    publicRoute({
      method: 'get',
      path: '/i/{token}',
      summary: 'An image of a product',
      tag: 'Images',
      publicBecause: 'Channels show it to everybody; the address is signed and cannot be guessed.',
      params: z.object({ token: z.string().max(160) }),
      example: { params: { token: 'a-b-c-d.jpg' } },
      handle: async (entry) => {
        const { house, params } = entry;
        const read = await readImageToken(params.token, keysOf(house));
        if (read === null) throw unsigned(house, refusals);
        return show(entry, read);
      },
    }),
  ];
}

function keysOf({ variables }: House) {
  return { current: variables.IMAGE_KEY, previous: variables.IMAGE_KEY_PREVIOUS };
}

/** A flood of addresses that we never gave is counted, and writes a few lines a minute. */
function unsigned(house: House, refusals: Refusals) {
  const count = refusals.count('image unsigned', house.clock.now());
  if (count > 0) house.log.info('image refused', { reason: 'unsigned', count });
  return problem('not-found');
}

async function show({ house, context }: Entry, read: ReadToken): Promise<Response> {
  const { tenantId, imageId } = read;
  const tenant = await house.directory.tenants.get(tenantId);
  if (tenant === null) throw imageProblem({ kind: 'gone' });
  if (tenant.suspendedAt !== null) throw problem('suspended');
  const row = await house.storesOf(tenant).images.get(imageId);
  if (row === null || row.revokedAt !== null || !row.checksum.startsWith(read.checksum))
    throw imageProblem({ kind: 'gone' });
  const headers = headersOf(row);
  const request = context.req.raw;
  if (isKnown(request.headers.get('if-none-match'), headers.etag))
    return new Response(null, { status: 304, headers });
  const answer = (body: BodyInit | null, { type, size }: Label) =>
    new Response(body, {
      headers: { ...headers, 'content-type': type, 'content-length': String(size) },
    });
  const { images } = house;
  if (request.method === 'HEAD') return answer(null, await onShelf(house, row, images.look));
  const file = await onShelf(house, row, images.get);
  return answer(bodyOf(file), file);
}

/** What `read` finds on the shelf, where the tenant's lane puts the image first if need be. */
async function onShelf<T>(
  house: House,
  { tenantId, id, checksum }: ImageRow,
  read: (key: string) => Promise<T | null>,
): Promise<T> {
  const key = `${tenantId}/${checksum}`;
  const known = await read(key);
  if (known !== null) return known;
  const fate = await house.lane(tenantId).image(id);
  if (fate.kind !== 'kept') throw imageProblem(fate);
  const file = await read(key);
  if (file === null) throw imageProblem({ kind: 'unavailable', retryAfterMs: 1000 });
  return file;
}

function headersOf({ checksum }: ImageRow) {
  return {
    etag: `"${checksum}"`,
    'cache-control': `public, max-age=${aYear}, immutable`,
  };
}

function isKnown(asked: string | null, etag: string): boolean {
  const tags = asked?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}

function bodyOf({ body }: Shelved): BodyInit {
  return body instanceof ReadableStream ? body : new Blob([body as Uint8Array<ArrayBuffer>]);
}
