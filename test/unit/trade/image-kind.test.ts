import { expect, test } from 'vitest';
import { endingOf, imageTypeOf } from '../../../src/trade/image-kind.ts';
import { html, pictures, svg } from '../../support/pictures.ts';

test.each(Object.entries(pictures))('bytes that begin as a %s are one', (name, bytes) => {
  expect(imageTypeOf(bytes)).toBe(`image/${name}`);
});

test('an SVG, a page, a text, half a beginning and nothing are no image', () => {
  const text = new TextEncoder().encode('GIF');
  for (const bytes of [svg, html, text, new Uint8Array(), pictures.png.slice(0, 7)])
    expect(imageTypeOf(bytes)).toBeNull();
});

test('a sound file in the same container as WebP is no image', () => {
  const wave = pictures.webp.slice();
  wave.set(new TextEncoder().encode('WAVE'), 8);
  expect(imageTypeOf(wave)).toBeNull();
});

test('a beginning that stands further behind counts for nothing', () => {
  expect(imageTypeOf(Uint8Array.from([32, ...pictures.gif]))).toBeNull();
});

test('only types that are served have an ending', () => {
  expect(['image/jpeg', 'image/png', 'image/webp', 'image/gif'].map(endingOf)).toEqual([
    'jpg',
    'png',
    'webp',
    'gif',
  ]);
  expect(['image/svg+xml', 'text/html', 'constructor', '', null].map(endingOf)).toEqual(Array(5).fill(null));
});
