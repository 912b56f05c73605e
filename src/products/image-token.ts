import type { Chance } from '../kit/chance.ts';
import { toHex } from '../kit/encoding.ts';
import { hmacSha256, sameSecret, sha256Hex } from '../kit/hashing.ts';
import { newId } from '../kit/ids.ts';
import type { SigningKeys } from '../kit/signed-token.ts';
import { endingOf } from '../trade/image-kind.ts';
import type { ImageId, TenantId } from '../trade/ids.ts';

/** What an image's address is signed over. */
export interface SignedImage {
  tenantId: TenantId;
  id: ImageId;
  /** Of its content; the address bears the first digits of it. */
  checksum: string;
  mimetype: string | null;
}

export interface ReadToken {
  tenantId: TenantId;
  imageId: ImageId;
  /** How the checksum begins. */
  checksum: string;
}

const prefixes = { tenant: 'ten_', image: 'img_' } as const;
const checksumDigits = 12;
const macDigits = 32;
const shape = /^([a-z0-9]{1,40})-([a-z0-9]{7,44})-([a-z0-9]{1,12})-([0-9a-f]{32})(?:\.([a-z]{3,4}))?$/;

/** How ids end whose addresses this key signs. */
export async function tagOf(key: Uint8Array): Promise<string> {
  return (await sha256Hex(key)).slice(0, 6);
}

/**
 * A fresh id of an image. It ends with the mark of the key that signs its address, so that the address stays what it is
 * when the key is replaced.
 */
export async function newImageId(key: Uint8Array, now: number, chance: Chance): Promise<ImageId> {
  return `${newId('img', now, chance)}${await tagOf(key)}` as ImageId;
}

/**
 * The last part of an image's address: equal for equal images, without a date in it, in small letters and digits, with
 * the ending of its type. Null where the key that signs it is there no more.
 */
export async function imageToken(image: SignedImage, keys: SigningKeys): Promise<string | null> {
  const key = await keyOf(image.id, keys);
  if (key === null) return null;
  const { tenantId, id } = image;
  const body = [
    tenantId.slice(prefixes.tenant.length),
    id.slice(prefixes.image.length),
    image.checksum.slice(0, checksumDigits),
  ].join('-');
  const ending = endingOf(image.mimetype);
  return `${body}-${await macOf(key, body, ending)}${ending === null ? '' : `.${ending}`}`;
}

/** Which image a token names; null for every text that none of the keys has signed. */
export async function readImageToken(token: string, keys: SigningKeys): Promise<ReadToken | null> {
  const [, tenant = '', image = '', checksum = '', mac = '', ending = null] = shape.exec(token) ?? [];
  const imageId = `${prefixes.image}${image}` as ImageId;
  const key = await keyOf(imageId, keys);
  if (key === null) return null;
  if (!sameSecret(mac, await macOf(key, [tenant, image, checksum].join('-'), ending))) return null;
  return { tenantId: `${prefixes.tenant}${tenant}` as TenantId, imageId, checksum };
}

async function macOf(key: Uint8Array, body: string, ending: string | null): Promise<string> {
  return toHex(await hmacSha256(key, `image ${body} ${ending ?? ''}`)).slice(0, macDigits);
}

async function keyOf(id: ImageId, { current, previous }: SigningKeys): Promise<Uint8Array | null> {
  for (const key of [current, previous]) {
    if (key !== undefined && id.endsWith(await tagOf(key))) return key;
  }
  return null;
}
