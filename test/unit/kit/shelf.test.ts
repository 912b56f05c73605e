import { expect, test } from 'vitest';
import { shelfOver, shelfUnder } from '../../../src/kit/shelf.ts';

const bytes = Uint8Array.from([1, 2, 3]);

test('what was put on a shelf lies there with its type and its size', async () => {
  const shelf = shelfOver(new Map());
  expect([await shelf.get('a'), await shelf.look('a')]).toEqual([null, null]);
  await shelf.put('a', bytes, 'image/png');
  expect(await shelf.get('a')).toEqual({ body: bytes, type: 'image/png', size: 3 });
  expect(await shelf.look('a')).toEqual({ type: 'image/png', size: 3 });
});

test('what is removed is gone, and what was never there is no error', async () => {
  const shelf = shelfOver(new Map());
  await shelf.put('a', bytes, 'image/png');
  await shelf.remove(['a', 'b']);
  expect(await shelf.get('a')).toBeNull();
});

test('a part of a shelf sees and removes nothing of another part', async () => {
  const files = new Map();
  const [mine, theirs] = ['ten_a', 'ten_b'].map((prefix) => shelfUnder(shelfOver(files), prefix));
  await theirs?.put('x', bytes, 'image/png');
  expect([await mine?.get('x'), await mine?.look('x')]).toEqual([null, null]);
  await mine?.remove(['x']);
  expect([...files.keys()]).toEqual(['ten_b/x']);
});
