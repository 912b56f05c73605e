import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { memoryOver } from '../../../src/kit/memory.ts';
import { KeptReading } from '../../../src/tenants/kept-reading.ts';

const map = () => new Map<string, unknown>();

/** A reading over a memory, at a time that the test sets, of an Odoo that counts. */
function reading(memory = map()) {
  const at = { now: 1000 };
  const clock = { now: () => at.now, sleep: async () => undefined };
  const kept = new KeptReading({ memory: memoryOver(memory), clock }, 'names', z.array(z.string()));
  let reads = 0;
  const read = async () => [`read ${String((reads += 1))}`];
  return { memory, at, kept, ask: (where = 'here', maxAge = 60) => kept.of(where, maxAge, read) };
}

describe('what was read', () => {
  test('is read again only once it is too old for whoever asks', async () => {
    const { at, ask } = reading();
    expect(await ask()).toEqual(['read 1']);
    at.now += 59;
    expect(await ask()).toEqual(['read 1']);
    expect(await ask('here', 30)).toEqual(['read 2']);
    at.now += 60;
    expect(await ask()).toEqual(['read 3']);
    expect(await ask('here', 0)).toEqual(['read 4']);
  });

  test('outlives whoever read it', async () => {
    const first = reading();
    await first.ask();
    expect(await reading(first.memory).ask()).toEqual(['read 1']);
    expect(await reading(first.memory).kept.of('here', 60, () => Promise.reject(new Error('asked')))).toEqual(
      ['read 1'],
    );
  });

  test('says nothing of another place, nor once it is to be forgotten', async () => {
    const { ask, kept } = reading();
    await ask();
    expect(await ask('there')).toEqual(['read 2']);
    await kept.forget();
    expect(await ask('there')).toEqual(['read 3']);
  });

  test('is read once for all who ask at the same time, and a failure is not kept', async () => {
    const { ask, kept } = reading();
    const failed = kept.of('here', 60, () => Promise.reject(new Error('down')));
    await expect(failed).rejects.toThrow('down');
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([['read 1'], ['read 1'], ['read 1']]);
  });

  test('that is not understood any more, or is too long to be kept, is read anew', async () => {
    const { memory, ask, kept } = reading();
    memory.set('names', { where: 'here', at: 1000, json: '[1]' });
    expect(await ask()).toEqual(['read 1']);
    await kept.of('here', 0, async () => ['x'.repeat(200_000)]);
    expect(await ask()).toEqual(['read 1']);
  });
});
