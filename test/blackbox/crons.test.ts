import { expect, test } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import { crons } from '../../src/jobs/crons.ts';

test('the platform fires exactly the crons that the product knows', () => {
  const { triggers } = unstable_readConfig({ config: 'wrangler.toml' });
  const known = Object.values(crons).map(({ expression }) => expression);
  expect(triggers.crons?.toSorted()).toEqual(known.toSorted());
});
