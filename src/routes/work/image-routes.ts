import { z } from 'zod';
import { readImageToken } from '../../products/image-token.ts';
import type { ImageId } from '../../trade/ids.ts';
import { invalid } from '../inputs.ts';
import { type MemberEntry, route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';

const mostAtOnce = 500;

/** Taking back the addresses under which images of products were shown. */
export const imageWorkRoutes: RouteModule = [
  route({
    method: 'post',
    path: '/v1/images/revoke',
    summary:
      'Make addresses of images good no more: those given, or all; a product that is sent again has new ones',
    tag: 'Products',
    role: 'administrator',
    body: z.strictObject({
      addresses: z.array(z.url().max(500)).min(1).max(mostAtOnce).optional(),
      all: z.literal(true).optional(),
    }),
    example: { body: { all: true } },
    answer: z.object({ revoked: z.int() }),
    handle: async (entry) => {
      const { stores, house, body } = entry;
      const which = await chosen(entry, body);
      const revoked = await stores.images.revoke(which, house.clock.now());
      const detail = { revoked, ...(which === 'all' ? {} : { images: which }) };
      await audit(entry, { action: 'images.revoke', target: which === 'all' ? 'all' : 'some', detail });
      return { revoked };
    },
  }),
];

const oneOfBoth = { it: 'indica addresses oppure all', en: 'give either addresses or all' };
const notOurs = {
  it: 'non è un indirizzo di un’immagine di questa azienda',
  en: 'is no address of an image of this company',
};

async function chosen(
  { house, tenant, locale }: MemberEntry,
  { addresses, all }: { addresses?: string[] | undefined; all?: true | undefined },
): Promise<ImageId[] | 'all'> {
  if ((addresses === undefined) === (all === undefined))
    throw invalid([{ member: '', message: oneOfBoth[locale] }]);
  if (addresses === undefined) return 'all';
  const { IMAGE_KEY: current, IMAGE_KEY_PREVIOUS: previous } = house.variables;
  const read = await Promise.all(
    addresses.map((address) => readImageToken(address.split('/').at(-1) ?? '', { current, previous })),
  );
  const strange = read.flatMap((one, at) =>
    one?.tenantId === tenant.id ? [] : [{ member: `addresses.${at}`, message: notOurs[locale] }],
  );
  if (strange.length > 0) throw invalid(strange);
  return read.flatMap((one) => (one === null ? [] : [one.imageId]));
}
