import { createHash } from 'node:crypto';
import type { KeptImage } from '../../src/products/kept-entry.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** How files of each kind begin; what follows no test of ours looks at. */
export const pictures = {
  jpeg: bytesOf('\xff\xd8\xff\xe0\x00\x10JFIF\x00 a small photograph'),
  png: bytesOf('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR a small drawing'),
  webp: bytesOf('RIFF\x24\x00\x00\x00WEBPVP8  a small picture'),
  gif: bytesOf('GIF89a\x01\x00\x01\x00 a small film'),
} as const;

export const svg = bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const html = bytesOf('<!doctype html><script>alert(1)</script>');

/** As Odoo makes the checksum of an attachment. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

/** An image as an entry keeps it. */
export function keptImage(bytes: Uint8Array, given: Partial<KeptImage> = {}): KeptImage {
  return {
    model: 'product.template',
    recordId: 41,
    field: 'image_1920',
    checksum: checksumOf(bytes),
    mimetype: 'image/png',
    size: bytes.byteLength,
    ...given,
  };
}
