import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cronNames, cronOf, crons } from '../../../src/jobs/crons.ts';

const settings = readFileSync(new URL('../../../wrangler.toml', import.meta.url), 'utf8');
const listed = /^crons = \[([^\]]*)\]/m.exec(settings)?.[1] ?? '';
const fired = [...listed.matchAll(/"([^"]+)"/g)].map(([, expression]) => String(expression));
const known = cronNames.options.map((name) => crons[name].expression);

test('every cron that the platform fires is known, and every known one is fired', () => {
  expect(fired.length).toBeGreaterThan(0);
  expect(known.toSorted()).toEqual(fired.toSorted());
});

test('no two crons have one expression', () => {
  expect(new Set(known).size).toBe(known.length);
});

test.each(cronNames.options)('%s is found by its expression, and has a name in both languages', (name) => {
  expect(cronOf(crons[name].expression)).toBe(name);
  expect(crons[name].name.it).not.toBe('');
  expect(crons[name].name.en).not.toBe('');
});

test('an expression that is not ours is no cron', () => {
  for (const expression of ['', '* * * *', '0 0 * * *', 'clean-up']) expect(cronOf(expression)).toBeNull();
});
