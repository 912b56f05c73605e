import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordedVersions, recordings, type RecordedVersion } from '../../support/recordings.ts';
import { simOf } from './client.ts';

const answer = z.object({
  taxes: z.array(z.object({ amount: z.number(), base: z.number() })),
  total_excluded: z.number(),
  total_included: z.number(),
});

interface Sample {
  amount: number;
  kind?: 'percent' | 'fixed' | 'division';
  included?: boolean;
  affects?: boolean;
}

/** Taxes of the American company, which rounds per line, or of the Italian one, and what they make of a price. */
function taxes(version: RecordedVersion, samples: readonly Sample[], company = 1) {
  const client = simOf({ version }, 'admin');
  const ids = samples.map(({ amount, kind = 'percent', included = false, affects = false }, at) =>
    client.sim.db.create('account.tax', {
      name: `T${at}`,
      amount,
      amount_type: kind,
      sequence: 100 + at,
      company_id: company,
      include_base_amount: affects,
      ...(version <= 17
        ? { price_include: included }
        : { price_include_override: included ? 'tax_included' : 'tax_excluded' }),
    }),
  );
  const compute = async (price: number, of = ids) =>
    answer.parse(await client.call('account.tax/compute_all', [of, price]));
  return { client, ids, compute };
}

describe.each(recordedVersions)('compute_all of the simulated Odoo %i', (version) => {
  test('is as recorded, with the noise of floats until 17', async () => {
    const [entry] = recordings(version, 'products').filter(
      (one) =>
        one.note === 'compute_all over RPC without product' && JSON.stringify(one.result).includes('"22%"'),
    );
    const { compute } = taxes(version, [{ amount: 22 }], 2);

    const recorded = answer.safeParse(entry?.result);
    const noise =
      version <= 17 ? { amount: 22.000000000000004, base: 100.00000000000001 } : { amount: 22, base: 100 };
    const expected = { taxes: [noise], total_excluded: 100, total_included: 122 };

    expect(await compute(100)).toEqual(recorded.success ? recorded.data : expected);
  });

  test.each<[string, number, Sample[], [number, number]]>([
    ['a fixed one', 10, [{ amount: 1.5, kind: 'fixed' }], [10, 11.5]],
    ['a fixed one that is included', 10, [{ amount: 1.5, kind: 'fixed', included: true }], [8.5, 10]],
    ['one that is a share of the whole', 90, [{ amount: 10, kind: 'division' }], [90, 100]],
    ['such a one that is included', 100, [{ amount: 10, kind: 'division', included: true }], [90, 100]],
    ['one upon another', 100, [{ amount: 10, affects: true }, { amount: 20 }], [100, 132]],
    ['one beside another', 100, [{ amount: 10 }, { amount: 20 }], [100, 130]],
    [
      'one upon another, both included',
      132,
      [
        { amount: 10, affects: true, included: true },
        { amount: 20, included: true },
      ],
      [100, 132],
    ],
    [
      'an included one with a contribution on top',
      122,
      [
        { amount: 22, included: true },
        { amount: 2, kind: 'fixed' },
      ],
      [100, 124],
    ],
  ])('knows %s', async (_what, price, ...[samples, [excluded, included]]) => {
    const { compute } = taxes(version, samples);

    expect(await compute(price)).toMatchObject({ total_excluded: excluded, total_included: included });
  });

  test('takes a group for what is in it', async () => {
    const { client, ids, compute } = taxes(version, [{ amount: 10, affects: true }, { amount: 20 }]);
    const group = client.sim.db.create('account.tax', {
      name: 'Gruppo',
      amount_type: 'group',
      amount: 0,
      company_id: 1,
      children_tax_ids: [[6, 0, ids]],
    });

    expect(await compute(100, [group])).toMatchObject({ total_excluded: 100, total_included: 132 });
  });

  test('breaks over a product that is an id', async () => {
    const { client, ids } = taxes(version, [{ amount: 22 }]);
    const entry = recordings(version, 'products').find((one) => one.note === 'compute_all over RPC');

    const refusal = await client.refusal('account.tax/compute_all', [ids, 100], { product: 1 });

    expect(refusal).toBe(`builtins.AttributeError: ${entry?.error?.data.message ?? ''}`);
  });
});
