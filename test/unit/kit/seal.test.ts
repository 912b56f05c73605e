import { describe, expect, test } from 'vitest';
import { type Chance, systemChance } from '../../../src/kit/chance.ts';
import { createSealer } from '../../../src/kit/seal.ts';

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const first = key('2026-a', 1);
const second = key('2026-b', 2);
const context = 'ten_1/odoo/apiKey';

const closed = { code: 'internal', advice: 'give-up' };

describe('a sealed secret', () => {
  const sealer = createSealer([first], systemChance);

  test('opens to what was sealed, whatever the characters', async () => {
    for (const plain of ['chiave', '', 'però €💶', 'a.b.c', 'x'.repeat(10_000)])
      expect(await sealer.open(await sealer.seal(plain, context), context)).toBe(plain);
  });

  test('does not show what was sealed, and is another one each time', async () => {
    const [one, two] = [await sealer.seal('chiave', context), await sealer.seal('chiave', context)];
    expect(one).toMatch(/^v1\.2026-a\.[\w-]{16}\.[\w-]+$/);
    expect(one).not.toBe(two);
    expect(Buffer.from(one).toString('latin1')).not.toContain('chiave');
  });

  test('opens in its own context alone', async () => {
    const envelope = await sealer.seal('chiave', context);
    for (const other of ['ten_2/odoo/apiKey', 'ten_1/poleepo/clientSecret', '', `${context} `])
      await expect(sealer.open(envelope, other)).rejects.toMatchObject(closed);
  });

  test('does not open once any part of it is altered', async () => {
    const envelope = await sealer.seal('chiave', context);
    const altered = (at: number) => {
      const char = envelope[at] === 'A' ? 'B' : 'A';
      return `${envelope.slice(0, at)}${char}${envelope.slice(at + 1)}`;
    };
    const ivAt = 'v1.2026-a.'.length;
    for (const at of [0, 1, 4, ivAt, ivAt + 5, ivAt + 18, envelope.length - 5])
      await expect(sealer.open(altered(at), context)).rejects.toMatchObject(closed);
    for (const text of ['', 'v1', 'v1.2026-a', 'v1.2026-a..', envelope.slice(0, -4), 'plain text'])
      await expect(sealer.open(text, context)).rejects.toMatchObject(closed);
  });

  test('takes its chance from the one that is given', async () => {
    const asked: number[] = [];
    const chance: Chance = {
      bytes: (count) => (asked.push(count), new Uint8Array(count).fill(7)),
      fraction: () => 0,
    };
    const fixed = createSealer([first], chance);
    expect(await fixed.seal('x', context)).toBe(await fixed.seal('x', context));
    expect(asked).toEqual([12, 12]);
  });
});

describe('after a key is replaced', () => {
  test('what the old key sealed still opens and is stale; what is sealed now is not', async () => {
    const old = await createSealer([first], systemChance).seal('chiave', context);
    const sealer = createSealer([second, first], systemChance);
    expect(await sealer.open(old, context)).toBe('chiave');
    expect(sealer.isStale(old)).toBe(true);
    const fresh = await sealer.seal('chiave', context);
    expect(sealer.isStale(fresh)).toBe(false);
    await expect(createSealer([first], systemChance).open(fresh, context)).rejects.toMatchObject(closed);
  });

  test('what a key that is gone has sealed does not open', async () => {
    const old = await createSealer([first], systemChance).seal('chiave', context);
    await expect(createSealer([second], systemChance).open(old, context)).rejects.toMatchObject(closed);
  });

  test('a key of the same name and other bytes opens nothing', async () => {
    const old = await createSealer([first], systemChance).seal('chiave', context);
    await expect(createSealer([key('2026-a', 9)], systemChance).open(old, context)).rejects.toMatchObject(
      closed,
    );
  });
});
