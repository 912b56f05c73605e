/** What of an image may leave the house. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

const endings: Readonly<Record<ImageType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/** Bytes: a larger image is neither fetched nor kept. */
export const mostImageBytes = 10 * 1024 * 1024;

/** How a file name of this type ends; null where the type is none that is served. */
export function endingOf(type: string | null): string | null {
  return Object.entries(endings).find(([known]) => known === type)?.[1] ?? null;
}

/** What the bytes are, whatever anybody says of them; null where they are none of the images that are served. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const has = (text: string, at = 0) =>
    Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
  if (has('\xff\xd8\xff')) return 'image/jpeg';
  if (has('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (has('RIFF') && has('WEBP', 8)) return 'image/webp';
  if (has('GIF87a') || has('GIF89a')) return 'image/gif';
  return null;
}

/** Why an image cannot be shown to anybody, as long as it is the image that it is. */
export const imageRefusals = ['too-large', 'not-an-image', 'missing'] as const;

export type ImageRefusal = (typeof imageRefusals)[number];

/** An image that a product has in Odoo and that nobody is told of. */
export interface ImageLeftOut {
  model: string;
  recordId: number;
  field: string;
  checksum: string;
  /** Among the images of its product, from 1. */
  position: number;
  reason: ImageRefusal;
}

/** What became of the wish to have an image of Odoo's at hand. */
export type ImageFate =
  /** It is on the shelf. */
  | { kind: 'kept' }
  /** Its address is good no more. */
  | { kind: 'gone' }
  /** Odoo has none there any more, or does not find the file that it names. */
  | { kind: 'missing' }
  /** Odoo has another one there now, which has another address. */
  | { kind: 'changed' }
  | { kind: 'refused'; reason: 'too-large' | 'not-an-image' }
  /** Odoo cannot be asked now. */
  | { kind: 'unavailable'; retryAfterMs: number };
